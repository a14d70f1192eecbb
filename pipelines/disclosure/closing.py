"""A calendar year is told once, when it is closed; what was shown before is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pipelines.disclosure.protection import Counted, Shown
from pipelines.disclosure.release import load
from pipelines.disclosure.rules import EXACT
from pipelines.months import Month


def told_once(
    counted: Iterable[Counted], reporting: pl.DataFrame, closing_months: int
) -> list[Counted]:
    """The indicators without the years that are not closed yet.

    A year is closed when so many months after its last one were due. Counts of deliveries are told
    at once: they tell nothing of a person. `reporting` is `facts.reporting`.
    """
    due = reporting.filter(pl.col("period_type") == "month")["period"]
    last = str(due.max()) if len(due) else ""
    return [
        (header, cells if header.protect == "none" else _closed(cells, last, closing_months))
        for header, cells in counted
    ]


def _closed(cells: pl.DataFrame, last: str, closing_months: int) -> pl.DataFrame:
    is_year = pl.col("period_type") == EXACT
    years = cells.filter(is_year)["period"].unique().to_list()
    closed = [year for year in years if str(Month.parse(f"{year}-12").plus(closing_months)) <= last]
    return cells.filter(~is_year | pl.col("period").is_in(closed))


def shown_in(release: Path) -> Shown:
    """By indicator, the rows about persons of a release; nothing when there is none."""
    if not release.exists():
        return {}
    return {one.name: one.table for one in load(release).indicators if not one.is_exact}
