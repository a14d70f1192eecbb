"""What is worked out from released tables and published beside them; it knows nothing else."""
