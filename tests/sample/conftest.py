"""One small sample on disk, and one world at the default size, for all tests of the sample."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pipelines.months import Month
from pipelines.sample import SampleReport, write_sample
from pipelines.sample.stekken import stekken
from pipelines.sample.world import told_by

LAST = Month(2026, 10)


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> SampleReport:
    """Four months of messy deliveries, sixty visits a Stek and month."""
    out = tmp_path_factory.mktemp("sample") / "small"
    return write_sample(out, months=4, seed=1, visits_per_month=60)


@pytest.fixture(scope="session")
def out(report: SampleReport) -> Path:
    """Where that sample is."""
    return report.out


@pytest.fixture(scope="session")
def world() -> dict[str, pl.DataFrame]:
    """What is meant in the default sample: per stream all rows of 24 months, with their `month`."""
    found: dict[str, list[pl.DataFrame]] = {}
    for stek in stekken():
        for meant in told_by(stek, LAST.plus(-23).until(LAST), seed=1, visits_per_month=120):
            for stream, rows in meant.rows.items():
                dated = rows.with_columns(month=pl.lit(meant.month.first_day))
                found.setdefault(stream, []).append(dated)
    return {stream: pl.concat(parts) for stream, parts in found.items()}
