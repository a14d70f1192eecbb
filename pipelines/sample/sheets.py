"""What a coordinator's file holds, whatever its kind: sheets, and what hides in these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Formula:
    """A cell with a formula, and the value that the program last worked out."""

    text: str
    value: str | int | date


@dataclass(frozen=True)
class DayAndMonth:
    """A day that a spreadsheet made of something like `1-4`; it is shown without its year."""

    day: date


Cell = str | int | float | bool | date | Formula | DayAndMonth | None


@dataclass(frozen=True)
class Sheet:
    """One sheet. Rows and columns are counted from 0; a merged cell spans its row's `width`."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merged_rows: tuple[int, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_hidden: bool = False
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True)
class Page:
    """A sheet of one stream, and the row that a person sees before each record, counted from 1."""

    stream: str
    sheet: Sheet
    row_numbers: tuple[int, ...]
