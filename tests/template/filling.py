"""A template filled in as a coordinator does: every choice that a list offers, at least once.

What may be filled in is read from the workbook itself, never from the contracts.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.contracts import Language
from pipelines.home import Home
from pipelines.months import Month
from pipelines.template.workbook import write_template

STEK, MONTH = "zaventem", Month(2026, 10)
ROWS = 30  # a row more than the longest list has choices, and some
_DAY_ZERO = date(1899, 12, 30)
_LAST = date(2026, 12, 31)  # where a date has no last day
_CODE = "AB12CD34"
Value = str | float | datetime


def template(home: Home, folder: Path, language: Language = "nl", month: Month = MONTH) -> Path:
    """The template of one Stek and month, written."""
    path = folder / f"sjabloon-{language}.xlsx"
    write_template(home, STEK, month, language, path)
    return path


def opened(path: Path) -> Workbook:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def validations(sheet: Worksheet) -> Mapping[str, DataValidation]:
    """The validation of each column, by its name in the first row."""
    found: dict[str, DataValidation] = {}
    for one in sheet.data_validations.dataValidation:
        for area in one.sqref.ranges:
            for column in range(area.min_col, area.max_col + 1):
                found[str(sheet.cell(1, column).value)] = one
    return found


def offered(book: Workbook, one: DataValidation) -> list[str]:
    """What a drop-down list offers."""
    source = str(one.formula1).lstrip("=")
    if source.startswith('"'):
        return source.strip('"').split(",")
    name, _, area = source.rpartition("!")
    cells = book[name.strip("'")][area.replace("$", "")]
    return [str(cell.value) for (cell,) in cells]


def filled(path: Path) -> Path:
    """The template with rows on every sheet."""
    book = opened(path)
    for sheet in book.worksheets[:-1]:
        values = {name: _values(book, name, one) for name, one in validations(sheet).items()}
        for row in range(ROWS):
            for column, cell in enumerate(sheet[1], 1):
                _type(sheet, row + 2, column, values[str(cell.value)](row))
    filled_in = path.with_name(f"ingevuld-{path.name}")
    book.save(filled_in)
    return filled_in


def converted(kind: str, *paths: Path) -> list[Path]:
    """The files as LibreOffice saves them in another format, the first sheet of each for csv."""
    home = paths[0].parent
    profile, folder = f"-env:UserInstallation=file://{home}/office", home / f"als-{kind}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=180)
    return [folder / f"{path.stem}.{kind}" for path in paths]


def _type(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    """Put a value in a cell, in the format that the template gave the column."""
    cell = sheet.cell(row, column, value)
    cell.number_format = formats(sheet)[column - 1]


def formats(sheet: Worksheet) -> list[str]:
    """The number format that the cells of each column have before anything is typed."""
    found = ["General"] * sheet.max_column
    for one in sheet.column_dimensions.values():  # neighbours that are alike are one
        first, last = int(one.min or 1), int(one.max or 1)
        found[first - 1 : last] = [str(one.number_format)] * (last - first + 1)
    return found[: sheet.max_column]


def _values(book: Workbook, name: str, one: DataValidation) -> Callable[[int], Value]:
    """What stands in each row of a column, all of it allowed by its validation."""
    if one.type == "list":
        choices = offered(book, one)
        shift = int(name[-1]) if name.startswith("reden_") else 0  # reasons must differ
        return lambda row: choices[(row + shift) % len(choices)]
    if one.type == "date":
        days = list(_days(name, one))
        return lambda row: days[row % len(days)]
    if one.type == "decimal":
        least, most = float(str(one.formula1)), float(str(one.formula2))
        return lambda row: [least, 1234.5, 12.34, most][row % 4]
    if name == "bezoeker_code":
        return lambda row: f"{_CODE}{row}"[: int(str(one.formula2))]
    return lambda row: str(1000 + row)  # as many number their rows


def _days(name: str, one: DataValidation) -> Iterator[datetime]:
    """The days from the first to the last; results come after all referrals."""
    first = _DAY_ZERO + timedelta(int(str(one.formula1)))
    last = _DAY_ZERO + timedelta(int(str(one.formula2))) if one.formula2 else _LAST
    start = max(first, MONTH.last_day if last == _LAST else MONTH.first_day)
    for day in range((last - start).days + 1):
        yield datetime.combine(start + timedelta(day), datetime.min.time())
