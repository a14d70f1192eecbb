"""Reminders: which coordinators have something to deliver now, and what is missing of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from portal.administering.ledgers import entries
from portal.mail.rhythm import Kind, kind_on

if TYPE_CHECKING:
    from pipelines.home import Home
    from pipelines.ledger import Entry
    from pipelines.months import Month
    from portal.accounts import Account, Accounts

_NOT_THERE = frozenset({"open", "missing", "refused"})


@dataclass(frozen=True)
class Gap:
    """A month that lacks something: the streams that nobody delivered, and those that were refused."""

    month: Month
    due_on: date
    kind: Kind
    missing: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def is_over(self) -> bool:
        """Whether the due date has passed."""
        return self.kind != "before_due"


@dataclass(frozen=True)
class Reminder:
    """One letter: an account, one of its Stekken, and all months that lack something there.

    `new` are those of these months that the account was not reminded of in this way before.
    """

    account: Account
    stek_id: str
    gaps: tuple[Gap, ...]
    new: tuple[Gap, ...]


def due(home: Home, accounts: Accounts, today: date) -> tuple[Reminder, ...]:
    """Every reminder that has still to go, by Stek and then by account.

    A Stek that lacks nothing gets none, and a month is told to an account once of each kind.
    """
    return tuple(of_gaps(gaps_by_stek(home, today), accounts))


def without_reader(gaps: Mapping[str, Sequence[Gap]], known: Iterable[Account]) -> tuple[str, ...]:
    """The Stekken that lack something and have nobody to remind."""
    reached = {stek_id for account in known if _can_read(account) for stek_id in account.stekken}
    return tuple(sorted(set(gaps) - reached))


def gaps_by_stek(home: Home, today: date) -> dict[str, tuple[Gap, ...]]:
    """The months of each Stek that lack something, and of which it is the time to say so."""
    places: dict[tuple[str, Month], list[Entry]] = defaultdict(list)
    for entry in entries(home):
        places[entry.stek_id, entry.month].append(entry)
    found: dict[str, tuple[Gap, ...]] = defaultdict(tuple)
    for (stek_id, month), lines in places.items():
        if gap := _gap(month, lines, today):
            found[stek_id] += (gap,)
    return dict(found)


def _gap(month: Month, lines: Sequence[Entry], today: date) -> Gap | None:
    kind = kind_on(today, lines[0].due_on)
    refused = tuple(line.stream for line in lines if line.status == "refused")
    lacks = tuple(line.stream for line in lines if line.status in _NOT_THERE)
    if kind is None or not lacks:
        return None
    missing = tuple(stream for stream in lacks if stream not in refused)
    return Gap(month, lines[0].due_on, kind, missing, refused)


def of_gaps(gaps: Mapping[str, Sequence[Gap]], accounts: Accounts) -> Iterator[Reminder]:
    """The reminders of these gaps that have still to go."""
    known = [account for account in accounts.all() if _can_read(account)]
    for stek_id in sorted(gaps):
        for account in (one for one in known if stek_id in one.stekken):
            new = tuple(
                gap
                for gap in gaps[stek_id]
                if not accounts.reminded(stek_id, gap.month, gap.kind, account.number)
            )
            if new:
                yield Reminder(account, stek_id, tuple(gaps[stek_id]), new)


def _can_read(account: Account) -> bool:
    """Whether a letter with a link to the portal is of use: they can sign in there."""
    return account.role == "coordinator" and account.is_active and not account.is_invited
