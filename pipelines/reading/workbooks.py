"""Workbooks: the sheets of an xlsx or ods file as grids of text, hidden ones too."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import polars as pl
from python_calamine import CalamineSheet, CalamineWorkbook

from pipelines.errors import RefusedError
from pipelines.reading import extents
from pipelines.reading.error_cells import ErrorCell, error_cells
from pipelines.reading.grids import Grid, column_letters
from pipelines.reading.packages import MAX_SHEETS, Package

Value = int | float | str | bool | time | date | datetime | timedelta
_1904 = re.compile(rb'\bdate1904="(?:1|true)"')
_THOUSANDTHS = re.compile(r"-?\d+\.\d{3}")


def read_grids(package: Package) -> tuple[Grid, ...]:
    """Every sheet with cells, in the workbook's order.

    Errors: RefusedError too_large or not_readable.
    """
    extents.check(package)
    errors = error_cells(package)
    counts_from_1904 = bool(_1904.search(package.parts.get("xl/workbook.xml", b"")))
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(package.repacked())) as workbook:
            if len(workbook.sheet_names) > MAX_SHEETS:
                raise RefusedError("too_large")
            return tuple(
                _grid(
                    workbook.get_sheet_by_name(name),
                    errors.get(name, ()),
                    counts_from_1904=counts_from_1904,
                )
                for name in workbook.sheet_names
            )
    except RefusedError:
        raise
    except BaseException as problem:
        # The reader's messages may quote a cell; a panic of it is no Exception.
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise RefusedError("not_readable") from None
        raise


def _grid(sheet: CalamineSheet, errors: Sequence[ErrorCell], *, counts_from_1904: bool) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    columns = [[_text(value) for value in column] for column in zip(*rows, strict=True)]
    for row, column, error in errors:
        if column < len(columns) and row < len(columns[column]):
            columns[column][row] = error
    merged = _fill_merged(columns, sheet.merged_cell_ranges or ())
    cells = pl.DataFrame(
        [pl.Series(column_letters(i), texts, pl.String) for i, texts in enumerate(columns)]
    )
    return Grid(sheet.name, cells, counts_from_1904, merged)


def _text(value: Value) -> str | None:
    """A cell as text that the casts cannot take for something else."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _number(value: float) -> str:
    """A number without an exponent, and never with three decimals: `1.234` as text means 1234."""
    if value.is_integer():
        return str(int(value))
    written = format(Decimal(repr(value)), "f")
    return f"{written}0" if _THOUSANDTHS.fullmatch(written) else written


def _fill_merged(
    columns: list[list[str | None]],
    ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]],
) -> tuple[int, ...]:
    """Write the text of merged cells in each of these; the last row of each area with a text."""
    filled, room = [], sum(map(len, columns))
    for (top, left), (bottom, right) in ranges:
        if left >= len(columns) or top >= len(columns[left]) or columns[left][top] is None:
            continue
        filled.append(bottom)
        for column in columns[left : right + 1]:
            height = min(bottom + 1, len(column)) - top
            column[top : top + height] = [columns[left][top]] * height
            room -= height
        if room < 0:  # areas that overlap: no program makes these
            raise RefusedError("not_readable")
    return tuple(filled)
