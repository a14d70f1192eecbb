"""Warm beside cold referral, right by right: how many points more often, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboards.tongue import Tongue
from dashboards.views.interval_rows import IntervalRow
from dashboards.views.tables import Table, TableRow
from pipelines.disclosure.release import PublishedEstimate

BREAKDOWN: Final = "warm_koud"
_WARM: Final = "warm"  # codes/warm_or_cold.csv
OUTCOMES: Final = ("aangekomen", "toegekend")
_UNLIKELY: Final = (
    0.05  # of what is told with at most this, 1 in 20 is chance (estimates/columns.yaml)
)
_COLUMNS: Final = (
    "outcome", "category", "recht_code", "period", "value", "value_others", "difference",
    "difference_low", "difference_high", "p_adjusted",
)  # fmt: skip


@dataclass(frozen=True)
class Contrast:
    """The share after warm and after cold referral, in percents, and their difference in points."""

    recht_code: str
    outcome: str
    period: str
    warm: float
    cold: float
    difference: float
    low: float
    high: float
    chance: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval of the difference leaves out zero, and chance is no likely reason."""
        return (self.low > 0 or self.high < 0) and self.chance <= _UNLIKELY


def contrasts(estimate: PublishedEstimate | None, recht_code: str = "") -> tuple[Contrast, ...]:
    """What is released of the last period, of one right or of each; arriving before granting."""
    if estimate is None or estimate.table.is_empty():
        return ()
    rows = estimate.table.filter(
        pl.col("recht_code") != "ALL",
        pl.col("recht_code") == recht_code if recht_code else pl.lit(value=True),
        pl.col("difference").is_not_null(),
        indicator="warm_referral",
        breakdown=BREAKDOWN,
    )
    if rows.is_empty():
        return ()
    last = rows.filter(period=rows["period"].max()).unique(
        ["outcome", "recht_code"], keep="last", maintain_order=True
    )
    found = [_contrast(*row) for row in last.select(*_COLUMNS).iter_rows()]
    return tuple(
        sorted((one for one in found if one.outcome in OUTCOMES), key=lambda one: one.outcome)
    )


def _contrast(  # noqa: PLR0913, PLR0917 - the columns of a row
    outcome: str, category: str, recht_code: str, period: str, value: float, others: float,
    difference: float, low: float, high: float, chance: float,
) -> Contrast:  # fmt: skip
    """A row tells one manner beside the other: of two, turned round where it tells of cold."""
    if category == _WARM:
        ends = (difference, low, high)
        return Contrast(recht_code, outcome, period, value, others, *ends, chance)
    return Contrast(recht_code, outcome, period, others, value, -difference, -high, -low, chance)


def warm_row(tongue: Tongue, name: str, one: Contrast, heading: str = "") -> IntervalRow:
    """A contrast as a row: the difference in points between its ends."""
    told = tongue.say(
        "warm_told", warm=tongue.percent(round(one.warm)), cold=tongue.percent(round(one.cold))
    )
    points = tongue.say(
        "warm_points",
        points=tongue.number(one.difference, 1),
        low=tongue.number(one.low, 1),
        high=tongue.number(one.high, 1),
    )
    return IntervalRow(
        name=name,
        value=one.difference,
        low=one.low,
        high=one.high,
        told=told,
        hover=f"{name}<br>{told}<br>{points}",
        heading=heading,
    )


def contrasts_table(tongue: Tongue, row_title: str, named: list[tuple[str, Contrast]]) -> Table:
    """Both shares, their difference and its margin."""
    keys = ("warm_column_warm", "warm_column_cold", "warm_column_difference", "column_interval")
    return Table(
        row_title=row_title,
        columns=tuple(tongue.say(key) for key in keys),
        rows=tuple(TableRow(name, _texts(tongue, one)) for name, one in named),
    )


def _texts(tongue: Tongue, one: Contrast) -> tuple[str, ...]:
    ends = tongue.say("interval", low=tongue.number(one.low, 1), high=tongue.number(one.high, 1))
    shares = (tongue.percent(one.warm, 1), tongue.percent(one.cold, 1))
    return (*shares, tongue.number(one.difference, 1), ends)
