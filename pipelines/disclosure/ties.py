"""What ties the cells of one indicator together: all that a reader can add up or subtract."""

from __future__ import annotations

from typing import Final

import polars as pl

from pipelines.disclosure.book import Book
from pipelines.disclosure.cells import GROUP, KEY, PLACE
from pipelines.disclosure.rules import SMALLEST_COUNT
from pipelines.suppression.system import Kind
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import ALL_CATEGORIES, IndicatorHeader, Outcome

WHOLE: Final = "+"  # stands between the outcomes of a denominator, in its name


def whole_name(of: tuple[str, ...]) -> str:
    """The outcome that a denominator is written under: that of its one part, or all their names."""
    return WHOLE.join(of)


def write_down(book: Book, header: IndicatorHeader, table: pl.DataFrame) -> None:
    """Write the cells of a completed table of counts in the book, and everything that ties them.

    `table` has KEY, `numerator`, `months_reported`, `records`, `counted_by`; amounts are left out.
    """
    counts = book.add(_counts(header, table))
    shown = pl.concat([counts, *_wholes(book, header, counts)])
    _tie_rests(book, header, shown)
    _tie_stekken(book, counts)
    _tie_rights(book, counts)
    _tie_categories(book, header, counts)
    _tie_periods(book, header, counts)


def _counts(header: IndicatorHeader, table: pl.DataFrame) -> pl.DataFrame:
    """A Stek that did not deliver, or whose whole stream was empty, has counts that all may know."""
    is_empty = (pl.col("records") == 0) & (pl.col("numerator").sum().over(PLACE) == 0)
    is_known = (pl.col("months_reported") == 0) | is_empty
    return table.filter(pl.col("counted_by").is_null()).select(
        pl.lit(header.name).alias("indicator"),
        *KEY,
        count="numerator",
        kind=pl.when(is_known).then(int(Kind.KNOWN)).otherwise(int(Kind.SHOWN)).cast(pl.Int8),
        is_primary=~is_known & (pl.col("numerator") < SMALLEST_COUNT),
    )


def _wholes(book: Book, header: IndicatorHeader, counts: pl.DataFrame) -> list[pl.DataFrame]:
    """The denominators that add up several outcomes."""
    made = []
    for of in sorted({one.of for one in header.outcomes if len(one.of) > 1}):
        parts = counts.filter(pl.col("outcome").is_in(of))
        sums = parts.group_by("indicator", *GROUP, maintain_order=True).agg(
            pl.col("count").sum(), pl.col("kind").max(), pl.col("number")
        )
        wholes = book.add(
            sums.with_columns(
                outcome=pl.lit(whole_name(of)),
                is_primary=(pl.col("kind") != int(Kind.KNOWN)) & (pl.col("count") < SMALLEST_COUNT),
            )
        )
        pairs = wholes.select(whole="number", tie="number").with_columns(part=sums["number"])
        book.tie(pairs.explode("part"))
        made.append(wholes)
    return made


def _tie_rests(book: Book, header: IndicatorHeader, shown: pl.DataFrame) -> None:
    """What a denominator counts and its numerator does not is as telling as the numerator."""
    for outcome in header.outcomes:
        if not outcome.of or _is_half(outcome):
            continue
        parts = shown.filter(outcome=outcome.code).filter(pl.col("kind") != int(Kind.KNOWN))
        if outcome.of == (ALL_CATEGORIES,):
            wholes = parts.filter(breakdown=ALL).drop("category", "breakdown")
            parts = parts.filter(pl.col("breakdown") != ALL)
            on = [*PLACE, "recht_code"]
        else:
            wholes, on = shown.filter(outcome=whole_name(outcome.of)), list(GROUP)
        pairs = parts.join(wholes.select(*on, whole="number"), on=on)
        book.tie(pairs.select("whole", part="number", tie="number"), slack=1, guard="small")


def _is_half(outcome: Outcome) -> bool:
    """Whether what is left of the denominator is itself an outcome."""
    return len(outcome.of) == 2 and outcome.code in outcome.of


def _tie_stekken(book: Book, counts: pl.DataFrame) -> None:
    pairs = _pairs(counts, "stek_id")
    book.tie(pairs.select("whole", "part", tie="whole"))


def _tie_rights(book: Book, counts: pl.DataFrame) -> None:
    """Of a Stek the sensitive rights are never told, nor may they be found together."""
    pairs = _pairs(counts, "recht_code")
    for is_stek, slack in ((False, 0), (True, 1)):
        chosen = pairs.filter((pl.col("stek_id") != ALL) == is_stek)
        book.tie(chosen.select("whole", "part", tie="whole"), slack=slack, guard="always")


def _tie_categories(book: Book, header: IndicatorHeader, counts: pl.DataFrame) -> None:
    key = [name for name in KEY if name not in ("breakdown", "category")]
    wholes = counts.filter(breakdown=ALL).select(*key, whole="number")
    for breakdown in header.breakdowns:
        pairs = counts.filter(breakdown=breakdown).join(wholes, on=key)
        if breakdown in header.overlapping:
            book.tie(pairs.select("whole", part="number", tie="number"), slack=1, guard="small")
        else:
            book.tie(pairs.select("whole", part="number", tie="whole"))


def _pairs(counts: pl.DataFrame, along: str) -> pl.DataFrame:
    key = [name for name in KEY if name != along]
    wholes = counts.filter(pl.col(along) == ALL).select(*key, whole="number")
    parts = counts.filter(pl.col(along) != ALL).rename({"number": "part"})
    return parts.join(wholes, on=key, maintain_order="left").drop_nulls("whole")


def _tie_periods(book: Book, header: IndicatorHeader, counts: pl.DataFrame) -> None:
    """Months nest in quarters and quarters in years: events add up, persons are counted once."""
    year = pl.col("period").str.slice(0, 4)
    third = (pl.col("period").str.slice(5, 2).cast(pl.Int64, strict=False) + 2) // 3
    quarter = year + "-Q" + third.cast(pl.String)
    quarters = counts.filter(period_type="quarter")
    _tie_nested(book, header, counts.filter(period_type="month"), quarters, quarter, 3)
    years = counts.filter(period_type="year")
    key = [name for name in KEY if name not in ("period_type", "period")]
    by_quarter = years.join(
        quarters.select(*key, period=pl.col("period").str.slice(0, 4)).unique(),
        on=[*key, "period"],
        how="semi",
    )
    by_month = years.join(by_quarter, on="number", how="anti")
    _tie_nested(book, header, quarters, by_quarter, year, 4)
    _tie_nested(book, header, counts.filter(period_type="month"), by_month, year, 12)


def _tie_nested(
    book: Book,
    header: IndicatorHeader,
    parts: pl.DataFrame,
    wholes: pl.DataFrame,
    nested_in: pl.Expr,
    in_all: int,
) -> None:
    key = [name for name in KEY if name not in ("period_type", "period")]
    pairs = (
        parts.with_columns(period=nested_in)
        .rename({"number": "part"})
        .join(wholes.select(*key, "period", whole="number"), on=[*key, "period"])
        .select("whole", "part", tie="whole")
    )
    is_whole = pl.len().over("whole") == in_all
    complete, partial = pairs.filter(is_whole), pairs.filter(~is_whole)
    if header.over_time == "sum":
        book.tie(complete)
        book.tie(partial, slack=1)
    else:
        book.tie(pairs.with_columns(tie="part"), slack=1)
        book.tie(complete, slack=-1)
