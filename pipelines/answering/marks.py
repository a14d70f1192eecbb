"""Marks: every wrong cell of the copy coloured, bordered and told what to do in a comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from openpyxl.cell.cell import Cell

from pipelines.answering.colours import Painter
from pipelines.answering.copies import Copy
from pipelines.answering.lines import Line
from pipelines.answering.notes import note, with_notes
from pipelines.answering.own_copies import fitting_comment
from pipelines.contracts import Language, Severity

AUTHOR = "Stek monitor"
_GRAVEST_FIRST: tuple[Severity, ...] = get_args(Severity)


@dataclass
class _Mark:
    """What one cell is marked with: the gravest severity, and what the comment says."""

    cell: Cell
    severity: Severity
    notes: list[str] = field(default_factory=list)


def mark(copy: Copy, lines: Sequence[Line], language: Language) -> Painter:
    """Mark the cells that the lines point at; the painter knows what they looked like before."""
    marks: dict[int, _Mark] = {}
    for line in lines:
        severity = line.finding.severity
        for index, cell in enumerate(_cells(copy, line)):
            own = marks.setdefault(id(cell), _Mark(cell, severity))
            own.severity = min(own.severity, severity, key=_GRAVEST_FIRST.index)
            if not index:
                own.notes.append(note(line.finding, line.row, language))
    painter = Painter()
    for own in marks.values():
        painter.paint(own.cell, own.severity)
        if own.notes:
            _comment(own.cell, own.notes)
    return painter


def _cells(copy: Copy, line: Line) -> Iterator[Cell]:
    """The cells of a line, first the one that gets the comment: the header of a wrong column."""
    sheet = copy.sheet_of(line.finding)
    if sheet is None:
        return
    rows = (sheet.header_row, *line.finding.rows) if line.row is None else (line.row,)
    for row in rows:
        cell = sheet.cell(line.finding.letter, row)
        if cell is not None:
            yield cell


def _comment(cell: Cell, notes: Sequence[str]) -> None:
    own = cell.comment
    text = with_notes(own.text if own else "", notes)
    cell.comment = fitting_comment(text, own.author if own else AUTHOR)
