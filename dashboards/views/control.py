"""One share of one Stek over time between the limits of chance: from the released changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboards.views.cells import State

# Months are drawn when so many of them, and such a part, have a share; quarters otherwise.
_LEAST_MONTHS: Final = 12
_LEAST_SHOWN: Final = 0.75


@dataclass(frozen=True)
class Shift:
    """A change for good: from which period, and by how many points, with its 95 % interval."""

    since: str
    difference: float
    low: float
    high: float


@dataclass(frozen=True)
class ControlPoint:
    """One period: its share, the centre and the limits of chance, in percents."""

    period: str
    value: float | None
    count: int | None
    base: int | None
    centre: float | None
    low: float | None
    high: float | None
    since: str
    is_beyond: bool
    state: State


@dataclass(frozen=True)
class Control:
    """The periods of one share of one Stek; `is_tested` says whether a change was looked for."""

    period_type: str
    points: tuple[ControlPoint, ...]
    shift: Shift | None
    is_tested: bool

    @property
    def beyond(self) -> tuple[ControlPoint, ...]:
        """The periods outside the limits."""
        return tuple(point for point in self.points if point.is_beyond)


def control(table: pl.DataFrame, indicator: str, outcome: str, stek_id: str) -> Control | None:
    """The share over months, or quarters where too many months are hidden; None if none is shown."""
    if table.is_empty():
        return None
    rows = table.filter(indicator=indicator, outcome=outcome, stek_id=stek_id).sort("period")
    months, quarters = (rows.filter(period_type=kind) for kind in ("month", "quarter"))
    shown = months["value"].is_not_null().sum()
    is_monthly = shown >= _LEAST_MONTHS and shown >= _LEAST_SHOWN * months.height
    chosen = months if is_monthly or quarters["value"].is_not_null().sum() == 0 else quarters
    if chosen["value"].is_not_null().sum() == 0:
        return None
    last = chosen.row(-1, named=True)
    return Control(
        period_type=last["period_type"],
        points=tuple(_point(row) for row in chosen.iter_rows(named=True)),
        shift=_shift(last),
        is_tested=last["claim"] in ("shift", "none"),
    )


def _point(row: Mapping[str, object]) -> ControlPoint:
    return ControlPoint(
        period=str(row["period"]),
        value=_number(row["value"]),
        count=row["numerator"] if isinstance(row["numerator"], int) else None,
        base=row["denominator"] if isinstance(row["denominator"], int) else None,
        centre=_number(row["centre"]),
        low=_number(row["limit_low"]),
        high=_number(row["limit_high"]),
        since=str(row["since"]),
        is_beyond=row["is_beyond"] is True,
        state=_state(row),
    )


def _state(row: Mapping[str, object]) -> State:
    if row["value"] is not None:
        return "shown"
    if row["status"] == "not_delivered":
        return "not_delivered"
    return "nobody" if row["denominator"] == 0 else "hidden"


def _shift(row: Mapping[str, object]) -> Shift | None:
    ends = [_number(row[name]) for name in ("claim_difference", "claim_low", "claim_high")]
    if row["claim"] != "shift" or any(end is None for end in ends):
        return None
    return Shift(str(row["claim_from"]), *(end for end in ends if end is not None))


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
