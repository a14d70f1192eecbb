"""Checking the journal: whether it is as it was written, and where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipelines.files import sha256
from pipelines.home import Home
from pipelines.journal.chain import holding, is_signed
from pipelines.journal.events import START, Event, Where, parsed, year_file, years
from pipelines.journal.heads import Head, read_head
from pipelines.landing.keys import PublicKey, public_key

Break = Literal["changed", "removed", "order", "signature"]


@dataclass(frozen=True)
class Checked:
    """What came of it: how many events are proven, and the first place where the chain breaks.

    `broken` is None when it is whole. `where` is the line at which it shows; None when that is the
    end, where lines are missing. `half_lines` are what killed processes left: told, no break.
    """

    events: int
    last_number: int
    half_lines: tuple[Where, ...] = ()
    broken: Break | None = None
    where: Where | None = None

    @property
    def is_intact(self) -> bool:
        """Whether nothing was changed, removed, moved or signed by another."""
        return self.broken is None


@dataclass(frozen=True)
class _Line:
    where: Where
    raw: bytes
    event: Event | None


_Proven = tuple[_Line, Event]
_Wrong = tuple[Break, Where | None]


def check(home: Home, older_keys: Sequence[PublicKey] = ()) -> Checked:
    """Follow the chain from the first line that is kept to the head.

    Each line names the whole line before it, so the signature of the last one proves them all; only
    where it fails are earlier signatures looked at. Lines may be one further than the head: the
    process that wrote them was killed before it could say so.

    What this cannot show: that somebody put back an older copy of the whole folder, head and all, or
    took all of it away (the number of the last event, kept elsewhere, shows that: it is in every
    backup); and what somebody wrote who has the home's signing key. `older_keys` are keys that this
    home signed with before its key was lost.
    """
    if not home.journal.exists():
        return Checked(0, 0)
    keys = [public_key(home), *older_keys]
    with holding(home):
        head = read_head(home, keys)
        lines = [line for line in _lines(home) if not _is_left_over(line, head)]
    return _followed(lines, head, keys)


def _lines(home: Home) -> Iterator[_Line]:
    for year in years(home):
        for index, raw in enumerate(year_file(home, year).read_bytes().split(b"\n"), 1):
            if raw:
                yield _Line(Where(year, index), raw, parsed(raw))


def _is_left_over(line: _Line, head: Head | None) -> bool:
    """Whether it is of before what is kept: removing old years was cut short."""
    return bool(head and line.event and line.event.number < head.first)


def _followed(lines: Sequence[_Line], head: Head | None, keys: Sequence[PublicKey]) -> Checked:
    proven, half, wrong = _chain(lines, head)
    forged = _forged([event for _, event in proven], keys)
    if forged is not None:
        wrong = "signature", proven[forged][0].where
        proven = proven[:forged]
    if wrong is None:
        wrong = _against_head(proven, half, head)
    last = proven[-1][1].number if proven else 0
    return Checked(len(proven), last, half, *(wrong or (None, None)))


def _chain(
    lines: Sequence[_Line], head: Head | None
) -> tuple[list[_Proven], tuple[Where, ...], _Wrong | None]:
    """The lines that follow each other, those that cannot be read, and the first that is wrong."""
    number, previous = (head.first, head.before) if head else (1, START)
    proven: list[_Proven] = []
    half: list[Where] = []
    unread: Where | None = None
    for line in lines:
        if line.event is None:
            unread = line.where
            half.append(unread)
            continue
        kind = _break(line.event, number, previous)
        if kind:  # a line that cannot be read and is missed is the one that was changed
            return proven, tuple(half), ("changed", unread) if unread else (kind, line.where)
        proven.append((line, line.event))
        number, previous, unread = number + 1, sha256(line.raw), None
    return proven, tuple(half), None


def _break(event: Event, number: int, previous: str) -> Break | None:
    """What is wrong with a line that should have this number and name this hash."""
    if event.hash != event.own_hash:
        return "changed"
    if event.number != number:
        return "order" if event.number < number else "removed"
    return None if event.previous == previous else "changed"


def _forged(proven: Sequence[Event], keys: Sequence[PublicKey]) -> int | None:
    """The first of the lines that no signature proves; None when the last one is ours."""
    for index in reversed(range(len(proven))):
        if any(is_signed(proven[index], key) for key in keys):
            return None if index == len(proven) - 1 else index + 1
    return 0 if proven else None


def _against_head(
    proven: Sequence[_Proven], half: Sequence[Where], head: Head | None
) -> _Wrong | None:
    """Hold what was found against the head: lines that it knows of must be there."""
    if head is None:  # the first writer may have been killed before it wrote one
        return ("removed", None) if len(proven) > 1 else None
    if head.number < head.first:
        return None  # all that was written is of years that were removed
    found = next((line for line, event in proven if event.number == head.number), None)
    if found is None:
        return ("changed", half[-1]) if half else ("removed", None)
    return None if sha256(found.raw) == head.hash else ("changed", found.where)
