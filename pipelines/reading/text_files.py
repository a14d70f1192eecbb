"""Text files: a csv in whatever encoding and with whatever separator, as one grid of text."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from itertools import islice

import polars as pl

from pipelines.errors import RefusedError
from pipelines.reading.extents import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from pipelines.reading.grids import Grid, Repair, column_letters
from pipelines.reading.headers import ROWS_LOOKED_AT, best_headers

SEPARATORS = (";", ",", "\t")
_HEAD = 65_536  # characters: enough for the title rows and the header
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_EXCEL_HINT = "sep="  # a first line that tells Excel the separator and that Excel does not show


def read_grid(data: bytes) -> tuple[Grid, tuple[Repair, ...]]:
    """The rows of a text file, row 1 as Excel shows it, and what its encoding took.

    Errors: RefusedError not_readable (no text after all) or too_large.
    """
    text, repairs = _decoded(data)
    if text[: len(_EXCEL_HINT)].lower() == _EXCEL_HINT.encode():
        text = text.partition(b"\n")[2]
    head = _head(text)
    separator = _separator(head)
    width = max((len(row) for row in _rows(head, separator)), default=1)
    if width > MAX_COLUMNS or width * text.count(b"\n") > MAX_CELLS:
        raise RefusedError("too_large")
    cells = _fast(text, separator, width)
    if cells is None:
        cells = _careful(text.decode(), separator)
    if cells.height > MAX_ROWS or cells.width > MAX_COLUMNS:
        raise RefusedError("too_large")
    return Grid("", cells), repairs


def _decoded(data: bytes) -> tuple[bytes, tuple[Repair, ...]]:
    """The text as UTF-8 without a byte order mark, with line feeds."""
    encoding = _UTF16.get(data[:2]) or _unmarked_utf16(data)
    try:
        if encoding is not None:
            text = data.decode(encoding).removeprefix("\ufeff").encode()
            return _line_feeds(text), (Repair("utf_16", None, 1),)
        text = data.removeprefix(codecs.BOM_UTF8)
        if not text.isascii():
            text.decode("utf-8")
        repairs: tuple[Repair, ...] = ()
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; Windows itself reads them as control characters.
        text = data.decode("cp1252", errors="replace").encode()
        repairs = (Repair("windows_1252", None, 1),)
    if b"\x00" in text:
        raise RefusedError("not_readable")
    return _line_feeds(text), repairs


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of a western text is zero."""
    start = data[:200]
    if len(start) > 1 and not any(start[1::2]):
        return "utf-16-le"
    return "utf-16-be" if len(start) > 1 and not any(start[::2]) else None


def _line_feeds(text: bytes) -> bytes:
    """Lines that end as on an old Mac, with a bare carriage return, end with a line feed."""
    return text if b"\n" in text else text.replace(b"\r", b"\n")


def _head(text: bytes) -> str:
    """The first lines, whole ones."""
    start = text[:_HEAD]
    if len(text) > _HEAD:
        start = start[: start.rfind(b"\n") + 1] or start
    return start.decode(errors="replace")


def _separator(head: str) -> str:
    """The separator that yields the best header, else the one that occurs most."""
    likely = sorted(SEPARATORS, key=head.count, reverse=True)
    best, separator_of_best = None, likely[0]
    for separator in filter(head.count, likely):
        for header in best_headers(_rows(head, separator)).values():
            if not header.missing:
                return separator
            if best is None or header.score > best.score:
                best, separator_of_best = header, separator
    return separator_of_best


def _rows(head: str, separator: str) -> list[Sequence[str]]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        return list(islice(reader, ROWS_LOOKED_AT))
    except csv.Error:
        raise RefusedError("not_readable") from None


def _fast(text: bytes, separator: str, width: int) -> pl.DataFrame | None:
    """The rows by Polars; None when rows are longer than the first ones, or quotes are off."""
    try:
        return pl.read_csv(
            text,
            has_header=False,
            separator=separator,
            schema={column_letters(index): pl.String for index in range(width)},
            missing_columns="insert",
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:
        return None


def _careful(text: str, separator: str) -> pl.DataFrame:
    """The rows by the slower reader of the standard library, which takes any shape."""
    rows, width = [], 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            width = max(width, len(row))
            if width > MAX_COLUMNS or len(rows) > MAX_ROWS or width * len(rows) > MAX_CELLS:
                raise RefusedError("too_large")
    except csv.Error:
        raise RefusedError("not_readable") from None
    return pl.DataFrame(
        {
            column_letters(index): pl.Series(
                [row[index] or None if index < len(row) else None for row in rows], dtype=pl.String
            )
            for index in range(width)
        }
    )
