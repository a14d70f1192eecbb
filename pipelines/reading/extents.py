"""Extents: how far the filled cells of a sheet reach, before a reader makes room for them.

A reader keeps the whole rectangle up to the last filled cell in memory, so that one cell in the
last row and column, or one row said to be there a million times, would take it all.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from pipelines.errors import RefusedError
from pipelines.reading.grids import column_index
from pipelines.reading.ods_tables import CELL, ROW, repeats, tables

MAX_ROWS = 500_000
MAX_COLUMNS = 200
_MAX_CELLS = 20_000_000  # some 700 MB in the reader
# Past column Z or row 500,000, or cells that do not say where they are: only then we look closer.
_UNUSUAL = re.compile(rb' r="(?:[A-Z]{2,}|[A-Z]?(?:[5-9][0-9]{5}|[0-9]{7}))|<c>|<c [^r]|<\w+:c[ >]')
_ODS_FILLED = (b"office:value", b"<text:p")
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def check_sheet(part: bytes) -> None:
    """Raise RefusedError too_large when the filled cells of an xlsx sheet reach too far."""
    if _UNUSUAL.search(part):
        _check(_last_filled_cell(part))


def check_content(part: bytes) -> None:
    """Raise RefusedError too_large when the filled cells of an ods file reach too far."""
    for table in tables(part).values():
        _check(_ods_extent(table))


def _check(extent: tuple[int, int]) -> None:
    rows, columns = extent
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > _MAX_CELLS:
        raise RefusedError("too_large")


def _ods_extent(table: bytes) -> tuple[int, int]:
    rows = columns = position = 0
    for attributes, content in ROW.findall(table):
        position += repeats(attributes)
        if any(mark in content for mark in _ODS_FILLED):
            rows, columns = position, max(columns, _filled_columns(content))
    return rows, columns


def _filled_columns(row: bytes) -> int:
    columns = position = 0
    for attributes, is_empty in CELL.findall(row):
        position += repeats(attributes)
        if not is_empty or b"office:value" in attributes:
            columns = position
    return columns


def _last_filled_cell(part: bytes) -> tuple[int, int]:
    """The last row and column that hold a value, counted from 1."""
    row = column = last_row = last_column = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, last_row, last_column
        tag = name.rpartition(":")[2]
        if tag == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif tag == "c":
            column += 1
            if match := _REFERENCE.fullmatch(attributes.get("r", "")):
                row, column = int(match[2]), column_index(match[1]) + 1
        elif tag in ("v", "t", "f"):
            last_row, last_column = max(last_row, row), max(last_column, column)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError):
        raise RefusedError("not_readable") from None
    return last_row, last_column
