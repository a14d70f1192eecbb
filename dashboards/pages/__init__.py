"""Which pages there are, and what stands on each: one module for each kind of page."""
