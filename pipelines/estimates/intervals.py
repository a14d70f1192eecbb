"""Between which percentages a shown rate lies when chance alone is at work: 95 % of the time."""

from __future__ import annotations

from typing import Final

import polars as pl

from pipelines.estimates.told import Told, is_rounded, percents, shown, widened
from pipelines.statistics.intervals import Interval
from pipelines.statistics.proportions import wilson

COLUMNS: Final = ("ci_low", "ci_high")


def with_intervals(told: Told) -> pl.DataFrame:
    """The released table with `ci_low` and `ci_high` beside `value`, in percents of one decimal.

    Null where no rate is shown, and for counts of deliveries: all of them are there, so nothing is
    left to chance. Of rounded counts the interval holds what any of the true counts would give.
    """
    table, columns = told.table, list(told.table.columns)
    after = columns.index("value") + 1
    both = _none(table) if not told.counts_persons else _both(rate_interval(table, told))
    return table.with_columns(both).select(*columns[:after], *COLUMNS, *columns[after:])


def rate_interval(table: pl.DataFrame, told: Told) -> Interval:
    """Wilson's interval of each shown rate of these rows, NaN elsewhere."""
    x, n = shown(table)
    return widened(
        is_rounded(table), told.rules, lambda rounded_to: wilson(x, n, rounded_to=rounded_to)
    )


def _both(interval: Interval) -> list[pl.Series]:
    ends = zip(COLUMNS, (interval.low, interval.high), strict=True)
    return [percents(end).alias(name) for name, end in ends]


def _none(table: pl.DataFrame) -> list[pl.Series]:
    return [pl.Series(name, [None] * table.height, dtype=pl.Float64) for name in COLUMNS]
