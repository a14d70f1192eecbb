"""What is shown of true counts once it is decided which may be: the columns of a released table.

A year is told exactly, a month or a quarter rounded to five. A rate is made of what is shown and of
nothing else, so that it tells no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from pipelines.disclosure.cells import COUNTS, GROUP, KEY
from pipelines.disclosure.rules import (
    EXACT,
    ROUND_AMOUNT_TO,
    ROUND_TO,
    SMALLEST_AMOUNT_BASE,
    SMALLEST_COUNT,
    SMALLEST_RATE_BASE,
)
from pipelines.disclosure.ties import whole_name
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import ALL_CATEGORIES, IndicatorHeader

SHOWN: Final = "shown"
KNOWN: Final = "known"  # nobody delivered, or there was nobody to count
Verdicts = pl.DataFrame


def shown(header: IndicatorHeader, cells: pl.DataFrame, verdicts: Verdicts) -> pl.DataFrame:
    """KEY, what is shown of the counts, `value` (whole percents), `status`, who reported.

    `cells` is a completed table of true counts; `verdicts` has KEY and `verdict` for its cells and
    for the denominators that add up several outcomes.
    """
    judged = (
        cells.join(verdicts, on=KEY, how="left")
        .join(_of_denominators(header, verdicts), on=KEY, how="left")
        .join(_of_rests(header, verdicts), on=KEY, how="left")
    )
    return (
        judged.with_columns(status=_status())
        .with_columns(*_counts())
        .with_columns(value=_value())
        .select(*KEY, *COUNTS, "value", "status", "steks_reporting", "steks_expected")
    )


def shown_as_it_is(cells: pl.DataFrame) -> pl.DataFrame:
    """The same columns for counts of deliveries, which say nothing about a person."""
    numerator, denominator = pl.col("numerator"), pl.col("denominator")
    return cells.with_columns(
        value=pl.when(denominator > 0).then(_percent(numerator, denominator)),
        status=pl.lit("published"),
    ).select(*KEY, *COUNTS, "value", "status", "steks_reporting", "steks_expected")


def _of_denominators(header: IndicatorHeader, verdicts: Verdicts) -> pl.DataFrame:
    """KEY and the verdict `whole` on the denominator of each outcome that has one."""
    return pl.concat([verdicts.clear().select(*KEY, whole="verdict"), *_wholes(header, verdicts)])


def _wholes(header: IndicatorHeader, verdicts: Verdicts) -> Iterator[pl.DataFrame]:
    place = [name for name in GROUP if name not in {"breakdown", "category"}]
    for outcome in header.outcomes:
        code = pl.lit(outcome.code).alias("outcome")
        if outcome.of == (ALL_CATEGORIES,):
            own = verdicts.filter(pl.col("outcome") == outcome.code)
            totals = own.filter(pl.col("breakdown") == ALL).select(*place, whole="verdict")
            yield own.join(totals, on=place).select(*KEY, "whole")
        elif outcome.of:
            name = whole_name(outcome.of)
            whole = verdicts.filter(pl.col("outcome") == name)
            yield whole.select(*GROUP, code, whole="verdict").select(*KEY, "whole")


def _of_rests(header: IndicatorHeader, verdicts: Verdicts) -> pl.DataFrame:
    """KEY and the verdict `rest` on the other half, where a denominator is two outcomes."""
    halves = [
        verdicts.filter(pl.col("outcome") == other).select(
            *GROUP, pl.lit(outcome.code).alias("outcome"), rest="verdict"
        )
        for outcome in header.outcomes
        if len(outcome.of) == 2
        for other in outcome.of
        if outcome.code in outcome.of and other != outcome.code
    ]
    return pl.concat(
        [verdicts.clear().select(*KEY, rest="verdict"), *(h.select(*KEY, "rest") for h in halves)]
    )


def _status() -> pl.Expr:
    """Of an amount it is that of the count of amounts in it, and `hidden` where these are few."""
    verdict = (
        pl.when(pl.col("counted_by").is_null())
        .then(pl.col("verdict"))
        .otherwise(pl.col("verdict").filter(pl.col("counted_by").is_null()).first().over(GROUP))
    )
    is_amount = pl.col("counted_by").is_not_null()
    return (
        pl.when(pl.col("months_reported") == 0)
        .then(pl.lit("not_delivered"))
        .when(verdict == KNOWN)
        .then(pl.lit("zero"))
        .when(is_amount & (pl.col("counted").fill_null(0) < SMALLEST_AMOUNT_BASE))
        .then(pl.lit("hidden"))
        .when(is_amount & (verdict != SHOWN))
        .then(pl.lit("hidden"))
        .when(verdict != SHOWN)
        .then(verdict)
        .when(pl.col("period_type") == EXACT)
        .then(pl.lit("published"))
        .otherwise(pl.lit("provisional"))
    )


def _counts() -> tuple[pl.Expr, pl.Expr]:
    numerator, denominator, status = pl.col("numerator"), pl.col("denominator"), pl.col("status")
    is_told = status.is_in(["published", "provisional"])
    amount = _rounded(numerator, ROUND_AMOUNT_TO)
    count = pl.when(pl.col("counted_by").is_null()).then(_as_told(numerator)).otherwise(amount)
    is_whole_told = (pl.col("whole") == SHOWN) & (status != "not_delivered")
    is_nothing = status == "zero"
    return (
        pl.when(is_nothing).then(numerator).when(is_told).then(count).alias("numerator"),
        pl.when(is_nothing)
        .then(denominator)
        .when(is_whole_told)
        .then(_as_told(denominator))
        .alias("denominator"),
    )


def _value() -> pl.Expr:
    """Whether there is one follows from what is shown: a rate that is missing tells nothing."""
    numerator, denominator, status = (pl.col(name) for name in (*COUNTS, "status"))
    apart = pl.when(pl.col("period_type") == EXACT).then(SMALLEST_COUNT).otherwise(2 * ROUND_TO)
    is_rate = (
        status.is_in(["published", "provisional"])
        & (denominator - numerator >= apart)
        & (denominator >= SMALLEST_RATE_BASE)
        & (pl.col("rest").fill_null(SHOWN) == SHOWN)
    )
    return pl.when(is_rate).then(_percent(numerator, denominator))


def _as_told(count: pl.Expr) -> pl.Expr:
    return pl.when(pl.col("period_type") == EXACT).then(count).otherwise(_rounded(count))


def _rounded(count: pl.Expr, base: int = ROUND_TO) -> pl.Expr:
    return (count + base // 2) // base * base


def _percent(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """The whole percentage; a half goes up."""
    return (200 * part + whole) // (2 * whole)
