"""Own copies: the person's own workbook, with its formatting, as openpyxl gives it back.

Formulas become the values that they last had. What openpyxl does not know (pictures, shapes) is
not in the copy.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from xml.parsers import expat

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.answering.choices import add_choices
from pipelines.answering.colours import MOST_SWATCHES, wash
from pipelines.answering.copies import Copy, copied_sheet
from pipelines.answering.notes import without_notes
from pipelines.answering.styles import MAY_START_A_FORMULA, cells_of, style_of
from pipelines.contracts.workbook import is_first_sheet, workbook_words
from pipelines.reading.grids import Grid
from pipelines.reading.packages import Package, unpack

# Elements and attributes of all parts: five a cell, each up to 10 microseconds and 400 bytes.
MOST_NODES = 1_000_000
_MOST_IN_RANGES = 500_000  # cells: openpyxl makes every cell of a merged area, a link or a table
# Where the first sheet keeps swatches: beside its headings, in the row that nobody sorts or deletes.
_FIRST_SWATCH = len(workbook_words().headings) + 2
SWATCH_COLUMNS = range(_FIRST_SWATCH, _FIRST_SWATCH + MOST_SWATCHES)
_RANGES = frozenset({"mergeCell", "hyperlink"})


def own_copy(data: bytes, grids: Sequence[Grid]) -> Copy | None:
    """The delivered workbook without the marks of an earlier answer; None when it is no such file.

    None too when it is too large to be opened in bounded memory, or openpyxl sees other sheets in
    it than were read. Errors: whatever openpyxl raises on what it does not understand.
    """
    package = unpack(data)
    if package.format != "xlsx" or not _is_bounded(package):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts that are not in the copy: known
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
    add_choices(book, package)
    wash(book, _take_first_sheets(book))
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if any(grid.title not in sheets for grid in grids if grid.cells.height):
        return None
    if (
        sum(_size(table.ref) for s in book.worksheets for table in s.tables.values())
        > _MOST_IN_RANGES
    ):
        return None
    for sheet in book.worksheets:
        _take_notes(sheet)
        _quote(sheet)
    found = [(grid, sheets[grid.title]) for grid in grids if grid.title in sheets]
    return Copy(book, {grid.title: copied_sheet(sheet, grid) for grid, sheet in found})


def _is_bounded(package: Package) -> bool:
    """Whether the XML makes no more objects than fit in memory; what it says of itself is counted."""
    nodes = in_ranges = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal nodes, in_ranges
        nodes += 1 + len(attributes)
        if name.rpartition(":")[2] in _RANGES:
            in_ranges += _size(attributes.get("ref", "A1"))

    for path, part in package.parts.items():
        if path.casefold().endswith(".vml"):  # not always XML; openpyxl looks for little in it
            continue
        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        parser.Parse(part, True)  # noqa: FBT003 - expat takes no keywords
        if nodes > MOST_NODES or in_ranges > _MOST_IN_RANGES:
            return False
    return True


def _size(reference: str) -> int:
    size = CellRange(reference).size
    return size["rows"] * size["columns"]


def _take_first_sheets(book: Workbook) -> list[StyleArray]:
    """Take out our list of an earlier answer; the looks that its cells of the first row keep."""
    swatches: list[StyleArray] = []
    for sheet in book.worksheets:
        if is_first_sheet(sheet.title, _text(sheet["A1"].value)):
            swatches = [style_of(sheet.cell(1, column)) for column in SWATCH_COLUMNS]
            book.remove(sheet)
    return swatches


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _take_notes(sheet: Worksheet) -> None:
    """Take our part out of the comments, and give room to the person's own."""
    for cell in list(cells_of(sheet).values()):
        if not isinstance(cell, MergedCell) and cell.comment is not None:
            own, author = without_notes(cell.comment.text), cell.comment.author
            cell.comment = fitting_comment(own, author) if own else None


def fitting_comment(text: str, author: str) -> Comment:
    """A comment in a box that is large enough to read it."""
    lines = sum(1 + len(line) // _LINE for line in text.splitlines())
    return Comment(text, author, height=24 + 18 * lines, width=320)


_LINE = 44  # characters of a comment's line in a box of that width


def _quote(sheet: Worksheet) -> None:
    """Say of each text that looks like a formula that it is a text."""
    for cell in cells_of(sheet).values():
        value = cell.value
        if isinstance(cell, MergedCell) or not isinstance(value, str) or cell.data_type == "e":
            continue
        cell.data_type = "s"
        if value.startswith(MAY_START_A_FORMULA):
            cell.quotePrefix = True
