"""Sheets as an Excel workbook, the same bytes whenever it is written."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipelines.sample.model import NOTE
from pipelines.sample.sheets import Cell, DayAndMonth, Formula, Sheet
from pipelines.sample.spellings import DAY_ZERO

_WRITTEN_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook keeps times without a zone
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


@dataclass(frozen=True)
class _Looks:
    """The cell formats of one workbook."""

    day: Format
    day_and_month: Format
    title: Format


def xlsx(sheets: Sequence[Sheet]) -> bytes:
    """The workbook with these sheets; its properties say that it is fictitious."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer, _OPTIONS)
    workbook.set_properties({"subject": NOTE, "comments": NOTE, "created": _WRITTEN_AT})
    looks = _Looks(
        workbook.add_format({"num_format": "dd/mm/yyyy"}),
        workbook.add_format({"num_format": "d-mmm"}),
        workbook.add_format({"bold": True}),
    )
    for sheet in sheets:
        _add_sheet(workbook.add_worksheet(sheet.title), sheet, looks)
    workbook.close()
    return buffer.getvalue()


def _add_sheet(worksheet: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                _write(worksheet, row, column, cell, looks)
    for row in sheet.merged_rows:
        worksheet.merge_range(row, 0, row, sheet.width - 1, sheet.rows[row][0], looks.title)
    for row in sorted(sheet.hidden_rows):
        worksheet.set_row(row, None, None, {"hidden": True})
    for column in sorted(sheet.hidden_columns):
        worksheet.set_column(column, column, None, None, {"hidden": True})
    for (row, column), text in sheet.comments.items():
        worksheet.write_comment(row, column, text)
    if sheet.is_hidden:
        worksheet.hide()


def _write(worksheet: Worksheet, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    match cell:
        case str():
            worksheet.write_string(row, column, cell)
        case bool():
            worksheet.write_boolean(row, column, cell)
        case int() | float():
            worksheet.write_number(row, column, cell)
        case date():
            worksheet.write_number(row, column, _serial(cell), looks.day)
        case DayAndMonth():
            worksheet.write_number(row, column, _serial(cell.day), looks.day_and_month)
        case Formula(value=date() as day):
            worksheet.write_formula(row, column, cell.text, looks.day, _serial(day))
        case Formula():
            worksheet.write_formula(row, column, cell.text, None, cell.value)


def _serial(day: date) -> int:
    return (day - DAY_ZERO).days
