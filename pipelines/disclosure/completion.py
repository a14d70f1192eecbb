"""True counts on the whole grid, and refused when they cannot be what they say they are."""

from __future__ import annotations

import polars as pl

from pipelines.disclosure.cells import ALL, COUNTS, GROUP, KEY, PLACE, Domains, Grid
from pipelines.errors import DisclosureError
from pipelines.warehouse.models import IndicatorHeader


def completed(
    header: IndicatorHeader, cells: pl.DataFrame, reporting: pl.DataFrame, domains: Domains
) -> pl.DataFrame:
    """Every cell of the indicator's grid with its true counts, 0 where its table has no row.

    A group (one key without its outcome) has one denominator, also for an outcome without a row.
    Raises DisclosureError when a cell is unknown or double, or cannot be what it says it is.
    """
    grid = Grid.of(header, reporting, domains)
    _refuse_unknown(grid, cells)
    _refuse_impossible(grid, cells)
    _refuse_telling_absence(grid, cells)
    whole = pl.col("denominator").max().over(GROUP).fill_null(0)
    return (
        grid.until_last_told(cells)
        .cells()
        .join(cells.select(*KEY, *COUNTS), on=KEY, how="left")
        .with_columns(
            numerator=pl.col("numerator").fill_null(0),
            denominator=pl.when("has_rate").then(whole),
        )
    )


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
    unequal = counted.group_by(GROUP).agg(pl.col("denominator").drop_nulls().n_unique())
    double = unequal.filter(pl.col("denominator") > 1).height
    _refuse_if(grid.header, double, "share a group and have different denominators")


def _refuse_telling_absence(grid: Grid, cells: pl.DataFrame) -> None:
    """Refuse absent categories where categories share one denominator, as reasons do.

    The row made for an absent one would show no denominator, where a count of one to four shows
    the shared one: the reader would know that it is zero.
    """
    rates = cells.filter(pl.col("denominator").is_not_null())
    totals = rates.filter(pl.col("breakdown") == ALL).rename({"denominator": "total"})
    expected = grid.categories.group_by("breakdown").len("expected")
    without_category = [name for name in KEY if name not in ("breakdown", "category")]
    absent = (
        rates.filter(pl.col("breakdown") != ALL)
        .group_by(*without_category, "breakdown")
        .agg(pl.col("denominator").sum(), pl.len().alias("given"))
        .join(totals.select(*without_category, "total"), on=without_category)
        .join(expected, on="breakdown")
        .filter(pl.col("denominator") > pl.col("total"), pl.col("given") < pl.col("expected"))
    )
    what = "have categories with one denominator that lack a category (give each, also with 0)"
    _refuse_if(grid.header, absent.height, what)


def _refuse_if(header: IndicatorHeader, count: int, what: str) -> None:
    if count:
        raise DisclosureError(
            f"indicators.{header.name}: {count} cells {what}. Nothing is released."
        )
