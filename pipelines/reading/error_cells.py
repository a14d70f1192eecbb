"""Error cells: #N/A and the like, which the workbook reader leaves empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipelines.reading.grids import column_index
from pipelines.reading.ods_tables import CELL, repeats, rows, tables
from pipelines.reading.packages import Package
from pipelines.reading.sheet_parts import sheet_parts

ErrorCell = tuple[int, int, str]  # the indexes of its row and column, and what it shows
_XLSX_MARK, _ODS_MARK = b't="e"', b'calcext:value-type="error"'
_XLSX_ERROR = re.compile(
    rb'<c (?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?'
    rb"<v>([^<]{1,20})</v>"
)
_ODS_SHOWN = re.compile(rb"<text:p>([^<]{1,20})</text:p>")


def error_cells(package: Package) -> Mapping[str, Sequence[ErrorCell]]:
    """The error cells of each sheet that has any, by the sheet's name."""
    if package.format == "ods":
        content = package.parts["content.xml"]
        found = tables(content) if _ODS_MARK in content else {}
        return {name: list(_in_ods_table(table)) for name, table in found.items()}
    parts = {name: package.parts.get(path, b"") for name, path in sheet_parts(package).items()}
    return {name: list(_in_sheet(part)) for name, part in parts.items() if _XLSX_MARK in part}


def _in_sheet(part: bytes) -> Iterator[ErrorCell]:
    for letters, row, error in _XLSX_ERROR.findall(part):
        yield int(row) - 1, column_index(letters.decode()), error.decode(errors="replace")


def _in_ods_table(table: bytes) -> Iterator[ErrorCell]:
    row = 0
    for attributes, content in rows(table):
        column = 0
        for cell in CELL.finditer(content) if _ODS_MARK in content else ():
            shown = _ODS_SHOWN.match(content, cell.end())
            if _ODS_MARK in cell[1] and shown is not None:
                yield row, column, shown[1].decode(errors="replace")
            column += repeats(cell[1])
        row += repeats(attributes)
