"""True counts on the whole grid, and refused when they cannot be what they say they are."""

from __future__ import annotations

import polars as pl

from pipelines.disclosure.cells import COUNTS, GROUP, KEY, PLACE, Domains, Grid
from pipelines.errors import DisclosureError
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import ALL_CATEGORIES, IndicatorHeader


def completed(
    header: IndicatorHeader, cells: pl.DataFrame, reporting: pl.DataFrame, domains: Domains
) -> pl.DataFrame:
    """Every cell of the indicator's grid with its true counts, 0 where its table has no row.

    A denominator is the sum of the outcomes that it is made of, also where there is no row.
    Raises DisclosureError when a cell is unknown or double, or cannot be what it says it is.
    """
    grid = Grid.of(header, reporting, domains)
    _refuse_unknown(grid, cells)
    _refuse_impossible(grid, cells)
    counted = (
        grid.until_last_told(cells)
        .cells()
        .join(cells.select(*KEY, *COUNTS), on=KEY, how="left")
        .with_columns(pl.col("numerator").fill_null(0))
    )
    whole = counted.join(_denominators(header, counted), on=KEY, how="left")
    _refuse_other_denominators(header, whole)
    return _with_counts_of_amounts(whole.with_columns(denominator=pl.col("whole")).drop("whole"))


def _with_counts_of_amounts(cells: pl.DataFrame) -> pl.DataFrame:
    """For each amount, how many amounts it adds up (`counted`); null for a count."""
    counts = cells.select(*GROUP, counted_by="outcome", counted="numerator")
    return cells.join(counts, on=[*GROUP, "counted_by"], how="left")


def _denominators(header: IndicatorHeader, counted: pl.DataFrame) -> pl.DataFrame:
    """For each key whose outcome has a rate, what it is a share of."""
    pairs = [(one.code, part) for one in header.outcomes for part in one.of]
    parts = pl.DataFrame(pairs, schema={"outcome": pl.String, "part": pl.String}, orient="row")
    sums = (
        counted.rename({"outcome": "part"})
        .select(*GROUP, "part", "numerator")
        .join(parts, on="part")
        .group_by(*GROUP, "outcome")
        .agg(whole=pl.col("numerator").sum())
    )
    undivided = parts.filter(pl.col("part") == ALL_CATEGORIES).select("outcome")
    totals = counted.filter(pl.col("breakdown") == ALL).join(undivided, on="outcome")
    of_all = counted.select(KEY).join(
        totals.select(*PLACE, "recht_code", "outcome", whole="numerator"),
        on=[*PLACE, "recht_code", "outcome"],
    )
    return pl.concat([sums.select(*KEY, "whole"), of_all.select(*KEY, "whole")])


def _refuse_unknown(grid: Grid, cells: pl.DataFrame) -> None:
    """Values are counted in the message and never quoted: they may come from a delivered file."""
    known = {
        PLACE: grid.places,
        ("recht_code",): grid.rights,
        ("breakdown", "category"): grid.categories,
        ("outcome",): grid.outcomes,
    }
    for columns, domain in known.items():
        strange = cells.join(domain, on=columns, how="anti", nulls_equal=False).height
        _refuse_if(grid.header, strange, f"have {' and '.join(columns)} that nobody knows")
    doubles = int(cells.select(pl.struct(KEY).is_duplicated().sum()).item())
    _refuse_if(grid.header, doubles, "stand in the table more than once")


def _refuse_impossible(grid: Grid, cells: pl.DataFrame) -> None:
    counted = cells.join(grid.outcomes, on="outcome")
    has_rate, numerator, denominator = (pl.col(name) for name in ("has_rate", *COUNTS))
    wrong = {
        "have no numerator, or one below zero": numerator.is_null() | (numerator < 0),
        "have a rate and no denominator, or the other way round": has_rate == denominator.is_null(),
        "count more than their denominator": numerator > denominator,
    }
    for what, is_wrong in wrong.items():
        _refuse_if(grid.header, counted.filter(is_wrong).height, what)


def _refuse_other_denominators(header: IndicatorHeader, cells: pl.DataFrame) -> None:
    other = cells.filter(pl.col("denominator") != pl.col("whole")).height
    _refuse_if(header, other, "have a denominator that is not the sum of its outcomes")


def _refuse_if(header: IndicatorHeader, count: int, what: str) -> None:
    if count:
        raise DisclosureError(
            f"indicators.{header.name}: {count} cells {what}. Nothing is released."
        )
