"""Months within quarters within years: events add up, persons are counted once."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.auditing.structure import ALL, KEY, Indicator
from pipelines.auditing.system import FREE, Relation
from pipelines.auditing.terms import pairs_of, sums_of

_SAME = [name for name in KEY if name not in {"period_type", "period"}]
_TABLE = ["breakdown", "is_over_stekken", "is_over_rights"]  # what is told of a period together


def over_time(counts: pl.DataFrame, indicator: Indicator) -> Iterator[Relation]:
    """The relations between a period and the periods within it, of one table."""
    paired = _paired(counts)
    complete = paired.filter(pl.col("is_complete"))
    name = f"{indicator.name}: "
    if indicator.over_time == "sum":
        yield Relation(f"{name}sum over periods", sums_of(complete))
        partial = paired.filter(~pl.col("is_complete"))
        yield Relation(f"{name}some of its periods", sums_of(partial), low=-FREE)
    else:
        yield Relation(f"{name}persons of all periods", sums_of(complete), high=FREE)
        yield Relation(f"{name}persons of one period", pairs_of(paired), low=-FREE)


def _paired(counts: pl.DataFrame) -> pl.DataFrame:
    """Each period (id) beside the next larger one (total) of the same cell that there is."""
    dated = counts.with_columns(
        is_over_stekken=pl.col("stek_id") == ALL,
        is_over_rights=pl.col("recht_code") == ALL,
        year=pl.col("period").str.slice(0, 4),
        quarter=_quarter(),
    )
    within = [
        _within(dated, "month", "quarter", ["year", "quarter"]),
        _within(dated, "quarter", "year", ["year"]),
        # A month counts in its year by itself only where its quarter is not told.
        _within(_without_quarter(dated), "month", "year", ["year"]),
    ]
    paired = pl.concat(within)
    complete = _complete(dated)
    told = paired.join(complete, on=[*_TABLE, "span", "year", "quarter"], how="left")
    return told.with_columns(pl.col("is_complete").fill_null(value=False))


def _quarter() -> pl.Expr:
    month = pl.col("period").str.extract(r"^\d{4}-(\d{2})$").cast(pl.Int64)
    told = pl.col("period").str.extract(r"^\d{4}-Q(\d)$").cast(pl.Int64)
    return pl.when(pl.col("period_type") == "month").then((month + 2) // 3).otherwise(told)


def _within(dated: pl.DataFrame, part: str, whole: str, by: list[str]) -> pl.DataFrame:
    parts = dated.filter(pl.col("period_type") == part)
    wholes = dated.filter(pl.col("period_type") == whole)
    paired = parts.join(wholes.select(*_SAME, *by, total="id"), on=[*_SAME, *by])
    span = pl.lit(whole)
    quarter = pl.col("quarter") if whole == "quarter" else pl.lit(0, pl.Int64)
    return paired.with_columns(span=span, quarter=quarter).select(
        "id", "total", *_TABLE, "span", "year", "quarter"
    )


def _without_quarter(dated: pl.DataFrame) -> pl.DataFrame:
    quarters = dated.filter(pl.col("period_type") == "quarter")
    return dated.join(quarters, on=[*_SAME, "year", "quarter"], how="anti")


def _complete(dated: pl.DataFrame) -> pl.DataFrame:
    """Which quarters and years have all their months in the file, as months or in quarters.

    Where a table tells a month at all, a cell that has no row in it is empty.
    """
    months = dated.filter(pl.col("period_type") == "month").select(
        *_TABLE, "year", "quarter", month=pl.col("period").str.slice(5, 2).cast(pl.Int64)
    )
    quarters = dated.filter(pl.col("period_type") == "quarter").select(
        *_TABLE,
        "year",
        "quarter",
        month=pl.concat_list([pl.col("quarter") * 3 - less for less in (2, 1, 0)]),
    )
    all_months = pl.concat([months, quarters.explode("month")]).unique()
    of_year = all_months.group_by(*_TABLE, "year").agg(pl.col("month").n_unique())
    of_quarter = months.unique().group_by(*_TABLE, "year", "quarter").agg(pl.len())
    quarter_told = of_quarter.with_columns(span=pl.lit("quarter"), is_complete=pl.col("len") == 3)
    year_told = of_year.with_columns(
        span=pl.lit("year"), is_complete=pl.col("month") == 12, quarter=pl.lit(0, pl.Int64)
    )
    told = [*_TABLE, "year", "quarter", "span", "is_complete"]
    return pl.concat([quarter_told.select(told), year_told.select(told)])
