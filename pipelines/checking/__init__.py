"""The contract check: one Great Expectations suite a stream, run on DuckDB over many deliveries."""

from pipelines.checking.check import Checked, check

__all__ = ["Checked", "check"]
