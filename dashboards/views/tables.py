"""The table beside a figure: the same released cells, for who reads rather than looks."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.views.cells import Cell, Row
from dashboards.views.telling import Teller


@dataclass(frozen=True)
class TableRow:
    """One row: its name, its texts from left to right, and the page that its name leads to, if any."""

    name: str
    cells: tuple[str, ...]
    page: str = ""


@dataclass(frozen=True)
class Table:
    """A table ready for the page.

    `columns` are the heads of the cells of a row; `groups` are heads above these, each with how many
    columns it spans, and leave what is over without one.
    """

    row_title: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    groups: tuple[tuple[str, int], ...] = ()

    @property
    def without_group(self) -> int:
        """How many columns at the end stand under no group."""
        return len(self.columns) - sum(span for _, span in self.groups)


def table(teller: Teller) -> Table:
    """The figure's cells as a table."""
    rates = ["column_base", "column_rate"] if _has_rates(teller) else []
    rates += ["column_interval"] if _has_intervals(teller) else []
    own = tuple(teller.tongue.say(key) for key in ("column_count", *rates))
    last = "column_complete" if teller.view.kind == "stek" else "column_reporting"
    names = teller.series_names()
    return Table(
        row_title=teller.rows_title(),
        columns=(*(own * max(len(names), 1)), teller.tongue.say(last)),
        rows=tuple(_row(teller, row) for row in teller.view.rows),
        groups=tuple((name, len(own)) for name in names) if len(names) > 1 else (),
    )


def _row(teller: Teller, row: Row) -> TableRow:
    texts = [text for cell in row.cells for text in _texts(teller, cell)]
    return TableRow(teller.row_name(row), (*texts, _delivered(teller, row.cells[0])))


def _texts(teller: Teller, cell: Cell) -> tuple[str, ...]:
    count = _text(teller, cell, cell.numerator)
    if not _has_rates(teller):
        return (count,)
    rate = _text(teller, cell, cell.value, is_rate=True)
    told = (count, _text(teller, cell, cell.denominator), rate)
    return (*told, _interval(teller, cell, rate)) if _has_intervals(teller) else told


def _interval(teller: Teller, cell: Cell, otherwise: str) -> str:
    """Between which percents the rate lies; where there is none, the word in place of the rate."""
    if cell.ci_low is None or cell.ci_high is None:
        return otherwise
    tongue = teller.tongue
    low, high = (tongue.percent(round(end)) for end in (cell.ci_low, cell.ci_high))
    return tongue.say("interval", low=low, high=high)


def _has_intervals(teller: Teller) -> bool:
    return any(cell.ci_low is not None for row in teller.view.rows for cell in row.cells)


def _has_rates(teller: Teller) -> bool:
    """Whether there is a percentage to tell, also where the drawing shows counts."""
    cells = [cell for row in teller.view.rows for cell in row.cells]
    return any(cell.is_rate or cell.denominator is not None for cell in cells)


def _text(teller: Teller, cell: Cell, amount: int | None, *, is_rate: bool = False) -> str:
    """The figure, or in a word why it is not there."""
    if amount is None:
        is_withheld = cell.state == "shown" or (
            is_rate and cell.status not in ("hidden_small", "not_delivered", "zero")
        )
        return teller.tongue.say("short_no_rate" if is_withheld else f"short_{cell.state}")
    return teller.tongue.measure(amount, is_rate=is_rate)


def _delivered(teller: Teller, cell: Cell) -> str:
    if teller.view.kind == "stek":
        return teller.tongue.say("yes" if cell.is_complete else "no")
    return teller.tongue.say("share", part=cell.steks_reporting, whole=cell.steks_expected)
