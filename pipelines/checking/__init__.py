"""The contract check: one Great Expectations suite a stream, run on DuckDB over many deliveries."""
