"""Why each right is missed: for every right the share of each group of reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.cells import Cell
from dashboards.views.picked import Picked, picked
from dashboards.views.right_codes import Right, by_theme
from dashboards.views.said import amount, capitalised, detailed, texts, why_not
from dashboards.views.tables import Table, TableRow
from pipelines.disclosure.release import PublishedIndicator

BREAKDOWN: Final = "redengroep"
UNKNOWN: Final = "N9"  # codes/reason_groups.csv: the reason is not known
_HIDDEN: Final = "|"  # the sign of drawings.strips; stands in a square whose figure is hidden


@dataclass(frozen=True)
class Square:
    """One square: its share in percent (None when it is hidden), its text, what pointing tells."""

    value: int | None
    text: str
    hover: str


@dataclass(frozen=True)
class Line:
    """One row of squares; `starts` when a little air stands above it, where a group begins."""

    name: str
    squares: tuple[Square, ...]
    starts: bool = False


@dataclass(frozen=True)
class Heat:
    """A heat map: rows from top to bottom, columns from left to right."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Reasons:
    """The reasons of one period: of all rights together, and of each right that has any row."""

    period: str
    overall: Mapping[str, Cell]
    by_right: Mapping[Right, Mapping[str, Cell]]

    @property
    def top(self) -> str | None:
        """The group that is noted most over all rights; None when nothing is shown."""
        return first({code: cell for code, cell in self.overall.items() if code != UNKNOWN})

    @property
    def otherwise(self) -> dict[Right, str]:
        """The rights where another group is noted clearly more often: their intervals lie apart."""
        top = self.top
        found: dict[Right, str] = {}
        for right, cells in self.by_right.items():
            code = first({code: cell for code, cell in cells.items() if code != UNKNOWN})
            if top and code and code != top and _is_above(cells[code], cells.get(top)):
                found[right] = code
        return found


def first(cells: Mapping[str, Cell]) -> str | None:
    """The code of the highest percentage that is shown; None when none is."""
    shown = {code: cell.value for code, cell in cells.items() if cell.value is not None}
    return max(shown, key=lambda code: shown[code]) if shown else None


def _is_above(one: Cell, other: Cell | None) -> bool:
    if other is None or one.ci_low is None or other.ci_high is None:
        return False
    return one.ci_low > other.ci_high


def reasons(indicator: PublishedIndicator | None) -> Reasons | None:
    """The latest reasons that are told by right; None when there are none."""
    overall = picked(indicator, "category", breakdown=BREAKDOWN, kinds=("year",))
    if overall is None:
        return None
    told = {
        right: found.cells
        for _, rights in by_theme()
        for right in rights
        if (found := _of_right(indicator, right)) is not None and found.period == overall.period
    }
    return Reasons(overall.period, overall.cells, told)


def _of_right(indicator: PublishedIndicator | None, right: Right) -> Picked | None:
    return picked(
        indicator, "category", breakdown=BREAKDOWN, recht_code=right.code, kinds=("year",)
    )


def heat(tongue: Tongue, told: Reasons) -> Heat:
    """The reasons as squares: all rights together first, then each right, theme by theme."""
    names = {
        code: words.to(tongue.language) for code, words in labels.categories(BREAKDOWN).items()
    }
    firsts = {
        rights[0] for _, own in by_theme() if (rights := [r for r in own if r in told.by_right])
    }
    return Heat(
        columns=tuple(names.values()),
        lines=(
            _line(tongue, capitalised(tongue.say("rights_all")), told.overall, names),
            *(
                _line(tongue, right.label.to(tongue.language), cells, names, starts=right in firsts)
                for right, cells in told.by_right.items()
            ),
        ),
    )


def _line(
    tongue: Tongue,
    name: str,
    cells: Mapping[str, Cell],
    names: Mapping[str, str],
    *,
    starts: bool = False,
) -> Line:
    squares = (_square(tongue, f"{name}: {names[code]}", cells.get(code)) for code in names)
    return Line(name, tuple(squares), starts)


def _square(tongue: Tongue, name: str, cell: Cell | None) -> Square:
    if cell is None:
        return Square(None, "", "")
    if cell.value is None:
        return Square(None, _HIDDEN, f"{name}<br>{why_not(tongue, cell)}")
    return Square(cell.value, amount(tongue, cell), detailed(tongue, name, cell))


def heat_table(tongue: Tongue, told: Reasons) -> Table:
    """The same figures: count, percentage and margin of each group, a row for each right."""
    names = labels.categories(BREAKDOWN)
    keys = ("column_count", "column_rate", "column_interval")
    own = tuple(tongue.say(key) for key in keys)
    every = [
        (capitalised(tongue.say("rights_all")), told.overall, ""),
        *(
            (right.label.to(tongue.language), cells, f"{right.page}.html")
            for right, cells in told.by_right.items()
        ),
    ]
    return Table(
        row_title=tongue.say("column_right"),
        columns=own * len(names),
        rows=tuple(
            TableRow(
                name,
                tuple(text for code in names for text in _three(tongue, cells.get(code))),
                page,
            )
            for name, cells, page in every
        ),
        groups=tuple((words.to(tongue.language), len(own)) for words in names.values()),
    )


def _three(tongue: Tongue, cell: Cell | None) -> tuple[str, ...]:
    if cell is None:
        return ("", "", "")
    count, _, rate, margin = texts(tongue, cell)
    return (count, rate, margin)
