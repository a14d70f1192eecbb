"""Extents: how far the filled cells of a workbook reach, before a reader makes room for them.

A reader keeps the whole rectangle up to the last filled cell in memory, and a copy of a text for
each cell that shows it: one cell in the last row and column, one row said to be there a million
times, or one long text in every cell would take it all.
"""

from __future__ import annotations

import re
from collections import Counter
from xml.parsers import expat

from pipelines.errors import RefusedError
from pipelines.reading.grids import column_index
from pipelines.reading.markup import MAX_REWRITTEN
from pipelines.reading.ods_tables import CELL, number, repeats, rows, tables
from pipelines.reading.packages import MAX_SHEETS, Package

MAX_ROWS = 500_000
MAX_COLUMNS = 200
MAX_CELLS = 13_000_000  # in all sheets together: 500,000 rows of 26 columns
MAX_TEXT = 200_000_000  # characters in all cells together
Extent = tuple[int, int]
# A cell elsewhere than in A1 to Z499999, or one that does not say where: then we look closer.
_UNUSUAL = re.compile(rb'<c (?!r="[A-Z](?:[1-4][0-9]{5}|[0-9]{1,5})")|<c>|<[\w.-]+:c[ >]')
_UNPLACED = re.compile(rb'<c (?!r="[A-Z]{1,3}[0-9]{1,7}")|<c>|<[\w.-]+:c[ >]')
_FILLED = re.compile(rb'<c r="([A-Z]+)([0-9]+)"(?:[^>]*[^/>])?>\s*<[vif]')
_ROW_DIGITS = {n: re.compile(rb'<c r="[A-Z][0-9]{%d}"' % n) for n in range(6, 0, -1)}
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_INDEX = re.compile(rb"<v(?:\s[^>]*)?>\s*0*(\d{1,9})")
_ODS_FILLED = (b"office:value", b"<text:p", b"-value=")
_SPACES = re.compile(rb'text:c="([^"]*)"')


def check(package: Package) -> None:
    """Raise RefusedError too_large when the filled cells of a workbook reach too far."""
    if package.format == "ods":
        check_content(package.parts["content.xml"])
        return
    sheets = [part for part in package.parts.values() if b"sheetData" in part]
    check_sheets(sheets)
    for name, strings in package.parts.items():
        if name.casefold().endswith("sharedstrings.xml"):
            _check_strings(strings, sheets)


def check_sheets(sheets: list[bytes]) -> None:
    """Raise RefusedError too_large when the filled cells of xlsx sheets reach too far."""
    is_usual = not any(_UNUSUAL.search(part) for part in sheets)
    if is_usual and (len(sheets) == 1 or _cells([_bound(p) for p in sheets]) <= MAX_CELLS):
        return
    _check([_extent(part) for part in sheets])


def check_content(part: bytes) -> None:
    """Raise RefusedError too_large when the filled cells of an ods file reach too far."""
    if part.count(b"<table:table ") > MAX_SHEETS:
        raise RefusedError("too_large")
    _check([_ods_extent(table) for table in tables(part).values()])


def _check(extents: list[Extent]) -> None:
    is_far = any(height > MAX_ROWS or width > MAX_COLUMNS for height, width in extents)
    if is_far or _cells(extents) > MAX_CELLS:
        raise RefusedError("too_large")


def _cells(extents: list[Extent]) -> int:
    return sum(height * width for height, width in extents)


def _check_strings(strings: bytes, sheets: list[bytes]) -> None:
    """The longest text in every cell that shows one; only if that is too much, each in its own."""
    lengths = [len(text) for text in strings.split(b"<si")[1:]]
    cells = sum(sheet.count(b't="s"') for sheet in sheets)
    if len(lengths) > MAX_CELLS:
        raise RefusedError("too_large")
    if max(lengths, default=0) * cells > MAX_TEXT:
        uses = Counter(int(index) for sheet in sheets for index in _INDEX.findall(sheet))
        if sum(lengths[i] * n for i, n in uses.items() if i < len(lengths)) > MAX_TEXT:
            raise RefusedError("too_large")


def _ods_extent(table: bytes) -> Extent:
    height = width = position = text = 0
    for attributes, content in rows(table):
        times = repeats(attributes)
        position += times
        if any(mark in content for mark in _ODS_FILLED):
            columns, most = _filled_columns(content)
            height, width = position, max(width, columns)
            spaces = sum(map(number, _SPACES.findall(content))) if b"text:c=" in content else 0
            text += spaces * times * most + len(content) * (times * most - 1)
            if text > MAX_TEXT:
                raise RefusedError("too_large")
    return height, width


def _filled_columns(row: bytes) -> tuple[int, int]:
    """How far the filled cells of a row reach, and for how many the most repeated one stands."""
    if b"columns-repeated" not in row:
        return row.count(b"<table:table-cell") + row.count(b"<table:covered-table-cell"), 1
    columns = position = most = 0
    for attributes in CELL.findall(row):
        times = repeats(attributes)
        position += times
        if not attributes.endswith(b"/") or b"value=" in attributes:
            columns, most = position, max(most, times)
    return columns, most


def _bound(part: bytes) -> Extent:
    """What the extent of a sheet with cells in A1 to Z499999 is at most."""
    digits = next((n for n, shape in _ROW_DIGITS.items() if shape.search(part)), 0)
    return min(10**digits - 1, MAX_ROWS), 26


def _extent(part: bytes) -> Extent:
    """The last row and column of a sheet that hold a value, counted from 1."""
    if _UNPLACED.search(part):
        if len(part) > MAX_REWRITTEN:  # office programs always say where a cell is
            raise RefusedError("too_large")
        return _last_filled_cell(part)
    height, letters = 0, set()
    for cell in _FILLED.finditer(part):
        height = max(height, int(cell[2]))
        letters.add(cell[1])
    return height, max((column_index(name.decode()) + 1 for name in letters), default=0)


def _last_filled_cell(part: bytes) -> Extent:
    """The same for a sheet whose cells do not say where they are, in the order of its XML."""
    row = column = last_row = last_column = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, last_row, last_column
        tag = name.rpartition(":")[2]
        if tag == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif tag == "c":
            column += 1
            if reference := attributes.get("r"):
                row, column = _place(reference)
        elif tag in ("v", "t", "f"):
            last_row, last_column = max(last_row, row), max(last_column, column)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes no keywords
    except (expat.ExpatError, ValueError):
        raise RefusedError("not_readable") from None
    return last_row, last_column


def _place(reference: str) -> Extent:
    match = _REFERENCE.fullmatch(reference.upper())
    if match is None:
        raise RefusedError("not_readable")
    return int(match[2]), column_index(match[1]) + 1
