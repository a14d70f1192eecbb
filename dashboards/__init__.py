"""What is shown: pages and figures, drawn from the released tables and from nothing else."""
