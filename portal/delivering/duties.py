"""Duties: the months for which a Stek has still something to do, what to do first above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, get_args

from pipelines.home import Home
from pipelines.ledger import Entry, ledger
from pipelines.months import Month

Kind = Literal["open", "refused", "late", "held_back"]
# What a status of the ledger asks; the others ask nothing.
_ASKED: dict[str, Kind] = {"refused": "refused", "missing": "late", "open": "open"}


@dataclass(frozen=True)
class MonthOfStek:
    """One month of the ledger of one Stek: an entry for each stream, in the contracts' order."""

    month: Month
    due_on: date
    entries: tuple[Entry, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The streams of which nothing can be used yet."""
        return tuple(one.stream for one in self.entries if not one.is_reported)

    @property
    def n_held_back(self) -> int:
        """Rows that wait for a correction."""
        return sum(one.rows_held_back or 0 for one in self.entries)

    @property
    def duty(self) -> Kind | None:
        """What it asks, the gravest when it is more than one thing; None when all is there."""
        kinds = {_ASKED[one.status] for one in self.entries if one.status in _ASKED}
        if self.n_held_back:
            kinds.add("held_back")
        gravest: tuple[Kind, ...] = ("refused", "late", "open", "held_back")
        return next((kind for kind in gravest if kind in kinds), None)


def months_of(home: Home, stek_id: str) -> tuple[MonthOfStek, ...]:
    """The ledger of one Stek by month, the newest first."""
    mine = sorted(ledger(home, stek_id), key=lambda one: one.month, reverse=True)
    return tuple(
        MonthOfStek(month, entries[0].due_on, entries)
        for month, found in groupby(mine, key=lambda one: one.month)
        if (entries := tuple(found))
    )


def duties(months: Sequence[MonthOfStek], today: date) -> tuple[MonthOfStek, ...]:
    """The months that ask for something: still open first, then refused, late, held back."""
    order: tuple[Kind | None, ...] = get_args(Kind)
    return tuple(
        sorted(
            (one for one in months if one.duty),
            key=lambda one: (one.due_on < today, order.index(one.duty), one.month),
        )
    )
