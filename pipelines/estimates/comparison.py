"""Each Stek beside what fits its size and its mix of rights; nobody is ranked."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.intervals import rate_interval
from pipelines.estimates.layout import Layout
from pipelines.estimates.mix import OF_STEK, expected
from pipelines.estimates.told import (
    COUNTED,
    Tables,
    Told,
    array,
    is_rounded,
    percents,
    shown,
    stacked,
    with_shares,
)
from pipelines.statistics.arrays import Flags, Numbers, divided, numbers
from pipelines.statistics.funnel import ALARM, WARNING, Position, Target, limits, positions
from pipelines.statistics.intervals import Interval
from pipelines.statistics.multiplicity import benjamini_hochberg
from pipelines.statistics.overdispersion import overdispersion
from pipelines.statistics.proportions import extremes
from pipelines.statistics.shrinkage import shrunk as drawn_in
from pipelines.warehouse.cells import ALL

FEWEST_STEKKEN: Final = 3  # of two, each is compared with little but the other
_FAMILY: Final = ("outcome", "period_type", "period")
_POSITIONS: Final = {
    -2.0: "below_998",
    -1.0: "below_95",
    0.0: "within",
    1.0: "above_95",
    2.0: "above_998",
}


def comparison(tables: Tables) -> pl.DataFrame:
    """One row for each share, period (quarter or year) and Stek, in the order of their names."""
    return stacked(_of(told) for told in with_shares(tables))


def _of(told: Told) -> pl.DataFrame:
    cells = told.of_shares(recht_code=ALL, breakdown=ALL).filter(
        pl.col("stek_id") != ALL, pl.col("period_type") != "month"
    )
    if cells.is_empty():
        return cells
    table = cells.join(expected(told), on=OF_STEK, how="left", maintain_order="left")
    layout = Layout.of(table, _FAMILY, "stek_id")
    x, n = (layout.laid(counts) for counts in shown(table))
    compared = (~np.isnan(x)).sum(-1, keepdims=True)
    enough = compared >= FEWEST_STEKKEN
    x, n = (numbers(np.where(enough, counts, np.nan)) for counts in (x, n))
    target = _target(x, n, layout)
    rounded = np.asarray(np.nan_to_num(layout.laid(is_rounded(table).astype(float))) > 0)
    return table.select(
        "indicator",
        *OF_STEK,
        *COUNTED,
        *_ends("ci", rate_interval(table, told)),
        *(percents(array(table, name)).alias(name) for name in ("overall", "expected")),
        percents(array(table, "mix_known"), decimals=0).alias("mix_known"),
        *_ends("limit_95", _told(layout, limits(n, target, level=WARNING))),
        *_ends("limit_998", _told(layout, limits(n, target, level=ALARM))),
        *_position(layout, _positions(x, n, target, rounded, told)),
        *_shrunk(layout, x, n, rounded, told),
        pl.Series("steks_compared", layout.told(compared), dtype=pl.Int64),
        "status",
    ).sort("indicator", *OF_STEK)


def _target(x: Numbers, n: Numbers, layout: Layout) -> Target:
    """Each Stek held against its own expected share; how much Stekken differ beyond that is shared.

    Rounding makes shares differ a little more than they do, so limits of rounded counts are wider.
    """
    own = layout.laid("expected")
    overall = np.fmax.reduce(layout.laid("overall"), axis=-1)  # the same for all; NaN for none
    as_if_alike = n * (divided(x, n) - own + overall[:, None])
    between = overdispersion(as_if_alike, n, overall).tau_squared
    return Target.of(own, tau_squared=np.nan_to_num(between)[:, None])


def _positions(x: Numbers, n: Numbers, target: Target, rounded: Flags, told: Told) -> Position:
    exact = positions(x, n, target)
    wide = positions(x, n, target, rounded_to=told.rules.round_to)
    return Position(
        numbers(np.where(rounded, wide.outside, exact.outside)),
        numbers(np.where(rounded, wide.p_value, exact.p_value)),
    )


def _position(layout: Layout, position: Position) -> list[pl.Series]:
    outside = pl.Series("position", layout.told(position.outside)).fill_nan(None)
    adjusted = layout.told(benjamini_hochberg(position.p_value))
    return [
        outside.replace_strict(_POSITIONS, return_dtype=pl.String),
        pl.Series("p_adjusted", np.round(adjusted, 4)).fill_nan(None),
    ]


def _shrunk(layout: Layout, x: Numbers, n: Numbers, rounded: Flags, told: Told) -> list[pl.Series]:
    """The drawn-in share; of rounded counts its interval spans what the extreme ones give."""
    exact = drawn_in(x, n)
    few, many = (drawn_in(*counts) for counts in extremes(x, n, told.rules.round_to))
    interval = Interval(
        numbers(np.where(rounded, few.interval.low, exact.interval.low)),
        numbers(np.where(rounded, many.interval.high, exact.interval.high)),
    )
    share = percents(layout.told(exact.share)).alias("shrunk")
    return [share, *_ends("shrunk", _told(layout, interval))]


def _told(layout: Layout, interval: Interval) -> Interval:
    return Interval(layout.told(interval.low), layout.told(interval.high))


def _ends(name: str, interval: Interval) -> list[pl.Series]:
    """Both ends of an interval as columns."""
    return [
        percents(interval.low).alias(f"{name}_low"),
        percents(interval.high).alias(f"{name}_high"),
    ]
