"""Where people are referred to and what came of it: how many went from each service to each end.

Why someone misses a right and where they are referred to are released in tables of their own, which
hold no link between the two; so no such link is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.cells import Cell
from dashboards.views.picked import Picked, picked
from dashboards.views.said import texts, why_not
from dashboards.views.tables import Table, TableRow
from pipelines.contracts import Words
from pipelines.disclosure.release import PublishedIndicator

BREAKDOWN: Final = "bestemming"
_OTHER: Final = "andere"  # codes/destinations.csv: stands last, whatever its size
_LEAST: Final = 2  # ends that have to be shown before a service is drawn at all


@dataclass(frozen=True)
class Service:
    """One service that people are referred to: its cells by how the referral ended."""

    code: str
    name: str
    cells: dict[str, Cell]

    @property
    def counts(self) -> dict[str, int]:
        """How many ended in each way, where that is shown."""
        return {
            code: cell.numerator for code, cell in self.cells.items() if cell.numerator is not None
        }

    @property
    def total(self) -> int:
        """How many of them can be drawn."""
        return sum(self.counts.values())

    @property
    def has_hidden(self) -> bool:
        """Whether some of its ends are not shown."""
        return len(self.counts) < len(self.cells)

    def value(self, end: str) -> int | None:
        """The share of a decision of that kind, in percent."""
        return self.cells[end].value if end in self.cells else None


@dataclass(frozen=True)
class Flow:
    """The services from most to least, and the ends in their order with their names.

    `left_out` are the services of which nearly everything is hidden.
    """

    period: str
    services: tuple[Service, ...]
    ends: dict[str, str]
    left_out: tuple[Service, ...]


def flow(indicator: PublishedIndicator | None, tongue: Tongue) -> Flow | None:
    """What the release tells of the latest year; None when it tells nothing."""
    if indicator is None:
        return None
    ends = {one.code: one.label.to(tongue.language) for one in indicator.outcomes}
    found = {
        end: told
        for end in ends
        if (
            told := picked(indicator, "category", breakdown=BREAKDOWN, outcome=end, kinds=("year",))
        )
    }
    if not found:
        return None
    every = [_service(code, name.to(tongue.language), found) for code, name in _destinations()]
    drawn = [one for one in every if len(one.counts) >= _LEAST]
    if not drawn:
        return None
    drawn.sort(key=lambda one: (one.code == _OTHER, -one.total))
    left_out = tuple(one for one in every if one.cells and one not in drawn)
    return Flow(next(iter(found.values())).period, tuple(drawn), ends, left_out)


def _destinations() -> list[tuple[str, Words]]:
    unknown = labels.not_answered()
    names = labels.categories(BREAKDOWN).items()
    return [(code, name) for code, name in names if code not in unknown]


def _service(code: str, name: str, found: dict[str, Picked]) -> Service:
    cells = {end: told.cells[code] for end, told in found.items() if code in told.cells}
    return Service(code, name, cells)


def flow_table(tongue: Tongue, told: Flow) -> Table:
    """The same figures: for each service the count and the share of each end."""
    own = (tongue.say("column_count"), tongue.say("column_rate"))
    return Table(
        row_title=tongue.say("flow_service"),
        columns=own * len(told.ends),
        rows=tuple(
            TableRow(
                one.name,
                tuple(text for end in told.ends for text in _two(tongue, one.cells.get(end))),
            )
            for one in (*told.services, *told.left_out)
        ),
        groups=tuple((name, len(own)) for name in told.ends.values()),
    )


def _two(tongue: Tongue, cell: Cell | None) -> tuple[str, str]:
    if cell is None:
        return ("", "")
    if not cell.is_rate:
        count = why_not(tongue, cell) if cell.numerator is None else tongue.number(cell.numerator)
        return (count, "")
    count, _, rate, _ = texts(tongue, cell)
    return (count, rate)
