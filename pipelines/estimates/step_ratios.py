"""Of those who reached a step, how many reached the next; and how many of those at the start."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Final

import polars as pl

from pipelines.estimates.told import (
    GROUP,
    Tables,
    Told,
    array,
    is_rounded,
    percents,
    stacked,
    widened,
)
from pipelines.statistics.arrays import Numbers, divided
from pipelines.statistics.intervals import Interval
from pipelines.statistics.proportions import wilson

_RATIOS: Final = {"step": "before", "cumulative": "start"}


def step_ratios(tables: Tables) -> pl.DataFrame:
    """One row for each cell and step of the cascade: the share of the step before, and of the start.

    A ratio is told where both of its counts are shown, enough people reached the earlier step, and
    not all but a few of them the later one. The steps are the outcomes of the indicator in order.
    """
    told = tables["referral_cascade"]
    steps = [one.code for one in told.header.outcomes]
    counts = {code: told.cells(code).select(*GROUP, "numerator", "status") for code in steps}
    start = counts[steps[0]].select(*GROUP, start="numerator")
    parts = (
        counts[step]
        .join(counts[before].select(*GROUP, before="numerator"), on=GROUP)
        .join(start, on=GROUP)
        .with_columns(outcome=pl.lit(step), outcome_before=pl.lit(before), order=order)
        for order, (before, step) in enumerate(pairwise(steps))
    )
    table = stacked(parts)
    if table.is_empty():
        return table
    columns = [
        column for name, base in _RATIOS.items() for column in _ratio(table, told, name, base)
    ]
    return (
        table.with_columns(columns)
        .filter(pl.any_horizontal(pl.col(*_RATIOS).is_not_null()))
        .sort(*GROUP, "order")
        .select(
            *GROUP,
            *("outcome_before", "outcome", "numerator", "before", "start"),
            *(f"{name}{end}" for name in _RATIOS for end in ("", "_low", "_high")),
        )
    )


def _ratio(table: pl.DataFrame, told: Told, name: str, base: str) -> list[pl.Series]:
    """The ratio to one earlier step with its interval, where the rest is no small number either."""
    rest = pl.col(base) - pl.col("numerator")
    enough = (pl.col(base) >= told.rules.smallest_rate_base) & (rest >= told.rules.smallest_count)
    kept = table.select("status", base, x=pl.when(enough).then("numerator"))
    x, n = array(kept, "x"), array(kept, base)
    interval = widened(is_rounded(table), told.rules, partial(_wilson, x, n))
    return [
        percents(divided(x, n)).alias(name),
        percents(interval.low).alias(f"{name}_low"),
        percents(interval.high).alias(f"{name}_high"),
    ]


def _wilson(x: Numbers, n: Numbers, rounded_to: int) -> Interval:
    return wilson(x, n, rounded_to=rounded_to)
