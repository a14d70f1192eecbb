"""The warehouse: the SQL files as models, and the DuckDB file with their tables."""
