"""Sample data: fictitious deliveries, as messy as real ones, and what they truly mean."""

from pipelines.sample.tree import SampleReport, write_sample
from pipelines.sample.volume import write_clean

__all__ = ["SampleReport", "write_clean", "write_sample"]
