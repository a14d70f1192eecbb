"""Plain copies: what stands in a text file or a spreadsheet, as a workbook of texts.

The rows and columns are where the person sees them. Everything is a text in a cell for texts:
nothing starts a formula, and `1-4` stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.answering.copies import Copy, copied_sheet, new_book
from pipelines.answering.styles import set_text, style_of
from pipelines.contracts import Language
from pipelines.contracts.workbook import workbook_words
from pipelines.errors import RefusedError
from pipelines.reading.grids import Grid
from pipelines.reading.recognition import recognise

_IN_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31  # characters, in Excel
_WIDEST = 40  # characters
_ROWS_MEASURED = 500


def plain_copy(grids: Sequence[Grid], language: Language) -> Copy:
    """The workbook with these sheets, in their order."""
    book = new_book()
    if any(grid.counts_from_1904 for grid in grids):
        book.epoch = CALENDAR_MAC_1904
    sheets = {}
    for grid in grids:
        sheet = book.create_sheet(_title(grid, language, book.sheetnames))
        _fill(sheet, grid)
        sheets[grid.title] = copied_sheet(sheet, grid)
        if row := sheets[grid.title].header_row:
            sheet.freeze_panes = sheet.cell(row + 1, 1)
    return Copy(book, sheets)


def _title(grid: Grid, language: Language, taken: Sequence[str]) -> str:
    """The sheet's own title, or the name of the stream that a text file holds."""
    wanted = _IN_NO_TITLE.sub(" ", printable(grid.title)).strip("' ")
    title = wanted[:_LONGEST_TITLE] or _stream_name(grid, language)
    return free_title(title, taken)


def free_title(title: str, taken: Sequence[str]) -> str:
    """The title, or one with a number when a sheet is called so, in whatever case."""
    known = {name.casefold() for name in taken}
    numbered = (f"{title[: _LONGEST_TITLE - 5]} ({n})" for n in range(2, len(known) + 3))
    return next(t for t in (title, *numbered) if t.casefold() not in known)


def _stream_name(grid: Grid, language: Language) -> str:
    try:
        header = recognise(grid)
    except RefusedError:
        header = None
    return header.stream.physical_name if header else workbook_words().text_file.to(language)


def _fill(sheet: Worksheet, grid: Grid) -> None:
    style = _text_style(sheet)
    for column, values in enumerate(grid.cells.iter_columns(), start=1):
        for row, value in enumerate(values, start=1):
            if value is not None:
                set_text(sheet.cell(row, column), printable(value), style)
        longest = values.head(_ROWS_MEASURED).str.len_chars().max()
        width = longest if isinstance(longest, int) else 0
        sheet.column_dimensions[values.name].width = min(max(width, 6), _WIDEST) + 2


def _text_style(sheet: Worksheet) -> StyleArray:
    cell = Cell(sheet, row=1, column=1)
    cell.number_format = "@"
    return style_of(cell)


def printable(text: str) -> str:
    """The text with a sign in the place of what no workbook can hold."""
    return _IN_NO_XML.sub("\ufffd", text)
