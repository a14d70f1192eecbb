"""A calendar year is told once, when it is closed; what was shown before is remembered."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import polars as pl

from pipelines.disclosure.protection import Counted, Shown, closed_years
from pipelines.disclosure.release import load
from pipelines.disclosure.rules import EXACT
from pipelines.months import Month
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import IndicatorHeader


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


def untold(header: IndicatorHeader, cells: pl.DataFrame, before: Shown) -> dict[str, int]:
    """By closed year, how many tables of an indicator have no rows of it: they were new after it.

    `cells` are those that the plan lets out now; `before` is the latest release.
    """
    closed = pl.concat([_TABLES, *map(_tables, closed_years(before).values())])["year"].unique()
    now = _tables(cells).filter(pl.col("year").is_in(closed.to_list()))
    then = _tables(before[header.name]) if header.name in before else _TABLES
    new = now.join(then, on=now.columns, how="anti")
    return dict(new.group_by("year").len().sort("year").iter_rows())


_TABLES: Final = pl.DataFrame(
    schema={
        "year": pl.String,
        "period_type": pl.String,
        "by_stek": pl.Boolean,
        "by_right": pl.Boolean,
        "breakdown": pl.String,
    }
)


def _tables(rows: pl.DataFrame) -> pl.DataFrame:
    """Which tables these rows are of: by year, kind of period and dimensions."""
    return rows.select(
        pl.col("period").str.slice(0, 4).alias("year"),
        "period_type",
        (pl.col("stek_id") != ALL).alias("by_stek"),
        (pl.col("recht_code") != ALL).alias("by_right"),
        "breakdown",
    ).unique()


def shown_in(release: Path) -> Shown:
    """By indicator, the rows about persons of a release; nothing when there is none."""
    if not release.exists():
        return {}
    return {one.name: one.table for one in load(release).indicators if not one.is_exact}
