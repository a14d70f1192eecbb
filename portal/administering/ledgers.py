"""The ledger as pages show it: a line a Stek, a column a month, the worst of its streams first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from pipelines import clock
from pipelines.ledger import ledger
from portal.runner import news

if TYPE_CHECKING:
    from pipelines.home import Home
    from pipelines.ledger import Entry, Status
    from pipelines.months import Month

# What asks for a word first: a cell of four streams shows the first of these that any has.
ORDER: tuple[Status, ...] = (
    "refused", "missing", "open", "late", "corrected", "reported", "nothing",
)  # fmt: skip
# A sign beside the words, for who scans a page; never instead of them.
SIGNS: Mapping[Status, str] = {
    "refused": "!", "missing": "✖", "open": "…", "late": "◷", "corrected": "✔",
    "reported": "✔", "nothing": "–",
}  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """A Stek and a month in one word: the status, and how many of its streams have it."""

    status: Status
    count: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether every stream has it."""
        return self.count == self.of


def entries(home: Home) -> tuple[Entry, ...]:
    """Every line of the ledger; worked out again only when something came in, or a day has passed."""
    months = home.records / "months"
    made = months.stat().st_mtime_ns if months.is_dir() else 0
    return _entries(home, (news.newest(home), made), clock.today(home))


@lru_cache(maxsize=2)
def _entries(home: Home, _state: tuple[float, int], _today: date) -> tuple[Entry, ...]:
    return ledger(home)


def cells(lines: Iterable[Entry]) -> dict[str, dict[Month, Cell]]:
    """By Stek and month, what to show; Stekken that deliver nothing in these months are left out."""
    places: dict[tuple[str, Month], list[Status]] = defaultdict(list)
    for line in lines:
        places[line.stek_id, line.month].append(line.status)
    found: dict[str, dict[Month, Cell]] = defaultdict(dict)
    for (stek_id, month), statuses in places.items():
        found[stek_id][month] = cell(statuses)
    return dict(found)


def cell(statuses: Sequence[Status]) -> Cell:
    """The worst of these.

    >>> cell(["reported", "missing", "reported", "missing"])
    Cell(status='missing', count=2, of=4)
    """
    worst = min(statuses, key=ORDER.index)
    return Cell(worst, statuses.count(worst), len(statuses))


def counts(lines: Iterable[Entry]) -> dict[Status, Counter[Month]]:
    """By status, how many streams of all Stekken have it in each month."""
    found: dict[Status, Counter[Month]] = {status: Counter() for status in ORDER}
    for line in lines:
        found[line.status][line.month] += 1
    return found
