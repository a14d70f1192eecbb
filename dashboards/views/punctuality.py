"""Who delivered when: for each Stek and month whether everything came, late, in part or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

import polars as pl

from dashboards.views.cells import ALL
from pipelines.disclosure.release import PublishedIndicator

State = Literal["reported", "late", "nothing", "part", "refused", "missing"]
STATES: Final[tuple[State, ...]] = get_args(State)
MOST_MONTHS: Final = 24  # what fits side by side on a telephone
_COUNTED = ("verwacht", "ontvangen", "op_tijd", "niets_te_melden", "geweigerd")


@dataclass(frozen=True)
class Punctuality:
    """The last months, and by Stek the state of each month in which it took part."""

    months: tuple[str, ...]
    states: Mapping[str, Mapping[str, State]]

    @property
    def occurring(self) -> tuple[State, ...]:
        """The states that occur, in their order."""
        found = {one for months in self.states.values() for one in months.values()}
        return tuple(one for one in STATES if one in found)

    @property
    def last_year(self) -> tuple[str, ...]:
        """The last twelve months."""
        return self.months[-12:]


@dataclass(frozen=True)
class Received:
    """How many deliveries of a month were expected, received and in time."""

    expected: int
    received: int
    in_time: int


def punctuality(indicator: PublishedIndicator) -> Punctuality:
    """The months of every Stek; a month in which a Stek took no part has no state."""
    rows = _counted(indicator).filter(pl.col("stek_id") != ALL, pl.col("verwacht") > 0)
    months = sorted(set(rows["period"]))[-MOST_MONTHS:]
    states: dict[str, dict[str, State]] = {}
    for stek, month, *counts in rows.select("stek_id", "period", *_COUNTED).iter_rows():
        if month in months:
            states.setdefault(stek, {})[month] = state(*(count or 0 for count in counts))
    return Punctuality(tuple(months), states)


def received(indicator: PublishedIndicator, month: str) -> Received:
    """The deliveries of all Stekken in that month, as they are released."""
    rows = _counted(indicator).filter(stek_id=ALL, period=month)
    return Received(*rows.select("verwacht", "ontvangen", "op_tijd").row(0))


def state(expected: int, received: int, in_time: int, nothing: int, refused: int) -> State:
    """The state of one month of one Stek, the one that asks most of it first.

    >>> state(4, 4, 3, 1, 0), state(4, 3, 3, 0, 1), state(4, 4, 4, 4, 0)
    ('late', 'refused', 'nothing')
    """
    if refused:
        return "refused"
    if received < expected:
        return "part" if received else "missing"
    if in_time < expected:
        return "late"
    return "nothing" if nothing == expected else "reported"


def _counted(indicator: PublishedIndicator) -> pl.DataFrame:
    """A row for each Stek and month with the counts of its deliveries."""
    rows = indicator.table.filter(period_type="month", recht_code=ALL, breakdown=ALL).select(
        "stek_id", "period", "outcome", "numerator"
    )
    wide = rows.pivot("outcome", index=["stek_id", "period"], values="numerator")
    lacking = [pl.lit(0).alias(name) for name in _COUNTED if name not in wide.columns]
    return wide.with_columns(lacking).sort("period", "stek_id")
