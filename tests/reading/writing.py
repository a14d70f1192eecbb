"""Real files for the tests of reading: workbooks by xlsxwriter and odfpy, and packages by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import xlsxwriter
from odf.dc import Creator
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests.deliveries import VISIT

Cell = str | float | bool | date | None
Rows = Sequence[Sequence[Cell]]
HEADER: tuple[str, ...] = tuple(VISIT)


def visit(**changes: Cell) -> list[Cell]:
    """One good visit as cells; `changes` by the Dutch name of the column."""
    return list({**VISIT, **changes}.values())


def visits(*lines: Sequence[Cell]) -> list[Sequence[Cell]]:
    """A header and these lines below it."""
    return [HEADER, *lines]


def csv_text(rows: Rows, separator: str = ";") -> str:
    """The rows as plain csv, without quotes."""
    lines = (separator.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines)


def xlsx(
    sheets: Mapping[str, Rows],
    change: Callable[[xlsxwriter.Workbook], None] = lambda _: None,
    **options: object,
) -> bytes:
    """An xlsx file; dates are date cells, and `change` does to the workbook what a test is about."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(row, column, cell, day)
                    elif cell is not None:
                        sheet.write(row, column, cell)
        change(workbook)
    return file.getvalue()


def ods(sheets: Mapping[str, Rows], notes: Mapping[tuple[int, int], str] | None = None) -> bytes:
    """An ods file; `notes` are the comments by row and column of the first sheet."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row, cells in enumerate(rows):
            line = TableRow()
            for column, cell in enumerate(cells):
                written = _ods_cell(cell)
                if note := (notes or {}).get((row, column)):
                    annotation = Annotation()
                    annotation.addElement(Creator(text="iemand"))
                    annotation.addElement(P(text=note))
                    written.addElement(annotation)
                line.addElement(written)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _ods_cell(cell: Cell) -> TableCell:
    match cell:
        case None:
            return TableCell()
        case bool():
            made = TableCell(valuetype="boolean", booleanvalue=str(cell).lower())
        case int() | float():
            made = TableCell(valuetype="float", value=str(cell))
        case datetime() | date():
            made = TableCell(valuetype="date", datevalue=cell.isoformat())
        case _:
            made = TableCell(valuetype="string")
    made.addElement(P(text=str(cell)))
    return made


def repacked(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with these parts put in, or in the place of those it had."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)), zipfile.ZIP_DEFLATED)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name], zipfile.ZIP_DEFLATED)
    return file.getvalue()


def part(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
