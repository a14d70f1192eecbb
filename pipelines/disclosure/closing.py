"""A calendar year is told once: when it is closed, and from then on as it was told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from pipelines.disclosure.protection import Counted, Kept
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


def closed_years(latest: Path) -> Kept:
    """By indicator, the rows of every calendar year that a release tells exactly.

    All of such a year stays as it is, its months and quarters too. Empty when there is no release.
    """
    if not latest.exists():
        return {}
    personal = [one for one in load(latest).indicators if not one.is_exact]
    years = {
        year
        for one in personal
        for year in one.table.filter(period_type=EXACT, status="published")["period"].to_list()
    }
    is_closed = pl.col("period").str.slice(0, 4).is_in(list(years))
    kept = {one.name: one.table.filter(is_closed) for one in personal}
    return {name: rows for name, rows in kept.items() if rows.height}
