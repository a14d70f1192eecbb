"""The site as files: pages written, pictures drawn, scripts and tables put beside them."""
