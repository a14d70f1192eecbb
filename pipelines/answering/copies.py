"""Copies: the delivered file as an open workbook in which cells can be found and marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.answering.styles import cells_of, set_style, style_of
from pipelines.contracts.workbook import is_first_sheet
from pipelines.errors import RefusedError
from pipelines.findings.values import Finding
from pipelines.reading.grids import Grid, column_index, column_letters
from pipelines.reading.recognition import recognise

_MOST_COLUMNS = 16_384  # of a sheet in Excel


@dataclass(frozen=True, eq=False)
class CopiedSheet:
    """One sheet, with its row of column names (0 when none is known) and these names by letter."""

    sheet: Worksheet
    height: int
    header_row: int = 0
    header: Mapping[str, str] = field(default_factory=dict)
    # The first cell of each merged area, by every other cell of it: only the first can be marked.
    first_cells: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell(self, letter: str, row: int) -> Cell | None:
        """The cell to mark, the first of a merged area; None when the sheet does not reach there."""
        is_column = letter.isascii() and letter.isalpha() and letter.isupper()
        column = column_index(letter) + 1 if is_column else 0
        if not (1 <= row <= self.height and 1 <= column <= _MOST_COLUMNS):
            return None
        place = self.first_cells.get((row, column), (row, column))
        is_new = place not in cells_of(self.sheet)
        cell = self.sheet.cell(*place)
        if isinstance(cell, MergedCell):
            return None
        if is_new:
            set_style(cell, _column_style(self.sheet, place[1]))
        return cell


@dataclass(frozen=True, eq=False)
class Copy:
    """A workbook, and its sheets by the names that the report calls them."""

    book: Workbook
    sheets: Mapping[str, CopiedSheet]

    def sheet_of(self, finding: Finding) -> CopiedSheet | None:
        """The sheet that a finding is about; a text file has one, whatever it is called."""
        if finding.sheet in self.sheets:
            return self.sheets[finding.sheet]
        is_placed = bool(finding.letter or finding.rows or finding.sheet)
        return self.sheets.get("") if is_placed else None


def new_book() -> Workbook:
    """A workbook without sheets, that names nobody as its maker."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    book.properties.creator = None
    return book


def own_grids(grids: Sequence[Grid]) -> list[Grid]:
    """The sheets that are the person's, without a list of findings of an earlier answer."""
    return [
        grid
        for grid in grids
        if not (grid.cells.width and is_first_sheet(grid.title, grid.cells.item(0, 0)))
    ]


def copied_sheet(sheet: Worksheet, grid: Grid) -> CopiedSheet:
    """A sheet of the copy, with the header that is recognised in the same sheet as delivered."""
    row, header = _header(grid)
    first_cells = {
        place: (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for place in area.cells
    }
    return CopiedSheet(sheet, max(sheet.max_row, grid.cells.height), row, header, first_cells)


def _header(grid: Grid) -> tuple[int, Mapping[str, str]]:
    try:
        found = recognise(grid) if grid.cells.height else None
    except RefusedError:  # the report tells it; the sheet is given back all the same
        found = None
    if found is None:
        return 0, {}
    names = zip(grid.cells.columns, grid.cells.row(found.last_row), strict=True)
    return found.last_row + 1, {letter: name.strip() for letter, name in names if name}


def _column_style(sheet: Worksheet, column: int) -> StyleArray:
    """The looks of a whole column, which a cell that was not written has."""
    for dimension in sheet.column_dimensions.values():
        first = dimension.min or column_index(dimension.index) + 1
        if first <= column <= (dimension.max or first):
            return style_of(dimension)
    return StyleArray()


def letters(column: int) -> str:
    """The letters of a column counted from 1, as workbooks do."""
    return column_letters(column - 1)
