"""Between which shares non-take-up must lie, whatever the unknown answers would have been."""

from __future__ import annotations

from functools import partial
from typing import Final

import polars as pl

from pipelines.estimates.told import (
    COUNTED,
    GROUP,
    ROUNDED,
    SMALL,
    Tables,
    array,
    is_rounded,
    percents,
    shown,
    widened,
)
from pipelines.statistics.arrays import Numbers
from pipelines.statistics.intervals import Interval
from pipelines.statistics.proportions import range_of_unknown

OUTCOME: Final = "niet_opgenomen"
UNKNOWN: Final = "onbekend"


def non_take_up_range(tables: Tables) -> pl.DataFrame:
    """One row for each cell whose rate is shown, where it is known how many answers are unknown.

    `lowest` takes all unknown answers as no, `highest` as yes: bounds, and no interval of chance.
    A number that is hidden as small is known to be under five: the bounds hold for any of these.
    """
    told = tables["non_take_up"]
    unknown = told.cells(UNKNOWN).select(*GROUP, unknown="numerator", unknown_status="status")
    is_known = pl.col("unknown").is_not_null() | (pl.col("unknown_status") == SMALL)
    cells = told.cells(OUTCOME).filter(pl.col("value").is_not_null())
    table = cells.join(unknown.filter(is_known), on=GROUP).sort(GROUP)
    half = pl.when(pl.col("unknown_status").is_in([ROUNDED, SMALL])).then(told.rules.round_to // 2)
    middle = pl.col("unknown").fill_null(told.rules.smallest_count // 2)
    table = table.with_columns(unknown_at_most=middle + half.otherwise(0))
    x, n = shown(table)
    most = array(table, "unknown_at_most")
    bounds = widened(is_rounded(table), told.rules, partial(_bounds, x, n, most))
    return table.select(
        *GROUP,
        *COUNTED,
        *("unknown", "unknown_at_most"),
        percents(bounds.low).alias("lowest"),
        percents(bounds.high).alias("highest"),
    )


def _bounds(x: Numbers, n: Numbers, most: Numbers, rounded_to: int) -> Interval:
    """The bounds when at most so many are unknown; what rounds them is in `most` already."""
    return range_of_unknown(x, n, most - rounded_to // 2, rounded_to=rounded_to)
