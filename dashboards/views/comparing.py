"""Stekken beside the limits that fit their size: read from the released table of comparisons.

A Stek lies within the limits of chance or outside; outside is a question and no verdict, so there is
no order by value anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboards.views.roster import roster
from pipelines.contracts import Words
from pipelines.disclosure.release import PublishedIndicator

Span = tuple[float, float]
# The shares that a Stek is looked at by, in the order in which a visitor meets a Stek.
MAIN_RATES: Final = (
    ("non_take_up", "niet_opgenomen"),
    ("take_up_after_support", "toegekend"),
    ("warm_referral", "aangekomen"),
    ("warm_referral", "toegekend"),
    ("recurrence", "teruggekomen"),
    ("contacts", "eerste_contacten"),
    ("contacts", "outreach"),
    ("digital_help", "digitale_hulp"),
)
_COLUMNS = (
    "stek_id", "numerator", "denominator", "value", "ci_low", "ci_high", "overall", "expected",
    "mix_known", "limit_95_low", "limit_95_high", "limit_998_low", "limit_998_high", "position",
    "shrunk",
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """One Stek in one share, in percents; what is None was not shown or could not be worked out."""

    stek_id: str
    count: int | None
    base: int | None
    value: float | None
    interval: Span | None
    overall: float | None
    expected: float | None
    mix_known: int
    limits_95: Span | None
    limits_998: Span | None
    position: str | None
    shrunk: float | None

    @property
    def is_outside(self) -> bool:
        """Whether it lies outside the limits that 95 of 100 ordinary Stekken keep to."""
        return self.position not in (None, "within")


@dataclass(frozen=True)
class Compared:
    """One share of every Stek in one period, in the order of their names."""

    indicator: PublishedIndicator
    label: Words
    period: str
    standings: tuple[Standing, ...]

    @property
    def overall(self) -> float | None:
        """The share of all Stekken together, when it is known."""
        return next((one.overall for one in self.standings if one.overall is not None), None)

    @property
    def with_limits(self) -> tuple[Standing, ...]:
        """The Stekken that have a share and limits."""
        return tuple(
            one for one in self.standings if one.value is not None and one.limits_95 is not None
        )


def comparisons(
    table: pl.DataFrame, indicators: Mapping[str, PublishedIndicator]
) -> tuple[Compared, ...]:
    """Every main share that the release compares; none where it has no such table."""
    if table.is_empty():
        return ()
    found = (
        _compared(table, indicators[name], code) for name, code in MAIN_RATES if name in indicators
    )
    return tuple(one for one in found if one is not None)


def _compared(table: pl.DataFrame, indicator: PublishedIndicator, code: str) -> Compared | None:
    """The last year with a share that is shown, or else the last quarter or month."""
    rows = table.filter(indicator=indicator.name, outcome=code)
    shown = rows.filter(pl.col("value").is_not_null())
    for kind in ("year", "quarter", "month"):
        own = shown.filter(period_type=kind)
        if not own.is_empty():
            period = str(own["period"].max())
            label = next(one.label for one in indicator.outcomes if one.code == code)
            return Compared(indicator, label, period, _standings(rows.filter(period=period)))
    return None


def _standings(rows: pl.DataFrame) -> tuple[Standing, ...]:
    own = {row["stek_id"]: _standing(row) for row in rows.select(_COLUMNS).iter_rows(named=True)}
    return tuple(own[stek_id] for stek_id in roster() if stek_id in own)


def _standing(row: Mapping[str, object]) -> Standing:
    return Standing(
        stek_id=str(row["stek_id"]),
        count=_whole(row["numerator"]),
        base=_whole(row["denominator"]),
        value=_number(row["value"]),
        interval=_span(row, "ci_low", "ci_high"),
        overall=_number(row["overall"]),
        expected=_number(row["expected"]),
        mix_known=_whole(row["mix_known"]) or 0,
        limits_95=_span(row, "limit_95_low", "limit_95_high"),
        limits_998=_span(row, "limit_998_low", "limit_998_high"),
        position=None if row["position"] is None else str(row["position"]),
        shrunk=_number(row["shrunk"]),
    )


def _span(row: Mapping[str, object], low: str, high: str) -> Span | None:
    ends = _number(row[low]), _number(row[high])
    return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
