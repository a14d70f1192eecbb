"""Styles: all looks of a cell as one value, and the cells of a sheet without making new ones.

openpyxl 3.1 keeps these to itself. Asking it for the looks of a cell part by part takes ten times as
long, and asking for cells makes those that are not there: a test pins what is relied on here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.chartsheet import Chartsheet
from openpyxl.styles import Border, Fill, Font
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

AnyCell = Cell | MergedCell
# The last are how Excel writes signs that XML cannot hold, and the wide signs of East Asia.
MAY_START_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "_x00", "＝", "＋", "－", "＠")
_PARTS = ("fontId", "fillId", "borderId")


def style_of(cell: AnyCell | ColumnDimension) -> StyleArray:
    """A copy of a cell's style."""
    return StyleArray(cell._style or StyleArray())  # type: ignore[union-attr]


def set_style(cell: AnyCell, style: StyleArray) -> None:
    """Give a cell that style; the cell gets a copy, because openpyxl changes it in its place."""
    cell._style = copy(style)  # type: ignore[union-attr]


def font_of(cell: Cell) -> Font:
    """A copy of a cell's font."""
    return copy(cell.font)  # type: ignore[return-value]  # the copy of its proxy is the font itself


def border_of(cell: Cell) -> Border:
    """A copy of a cell's border."""
    return copy(cell.border)  # type: ignore[return-value]  # as above


def looks_of(style: StyleArray) -> tuple[int, ...]:
    """The font, fill and border of a style, as numbers in the tables of its workbook."""
    return tuple(int(getattr(style, part)) for part in _PARTS)


def set_looks(cell: AnyCell, style: StyleArray) -> None:
    """Give a cell the font, fill and border of a style; the rest of its own stays."""
    for part in _PARTS:
        setattr(cell._style, part, getattr(style, part))  # type: ignore[union-attr]


def fill_number(cell: AnyCell) -> int:
    """The number of a cell's fill in the table of its workbook."""
    style = cell._style  # type: ignore[union-attr]
    return style.fillId if style else 0


def fills_of(book: Workbook) -> Collection[Fill]:
    """The table of fills of a workbook, in order."""
    return book._fills  # type: ignore[attr-defined,no-any-return]


def sheets_of(book: Workbook) -> Sequence[Worksheet | Chartsheet]:
    """Every sheet of a workbook, those that are a chart too."""
    return book._sheets  # type: ignore[attr-defined,no-any-return]


def cells_of(sheet: Worksheet) -> Mapping[tuple[int, int], AnyCell]:
    """The cells of a sheet that are there, by row and column counted from 1."""
    return sheet._cells


def set_text(cell: AnyCell, text: str, style: StyleArray) -> None:
    """Put a text in a cell that stays a text, whatever it begins with."""
    set_style(cell, style)
    if isinstance(cell, MergedCell):
        return
    cell.value = text
    cell.data_type = "s"
    if text.startswith(MAY_START_A_FORMULA):
        cell.quotePrefix = True
