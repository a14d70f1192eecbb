"""ODS tables: the rows and cells of an ods file as they stand in its XML, for what no reader tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from pipelines.errors import RefusedError

_TABLE = b"<table:table "
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="([^"]*)"')
_ROW, _ROW_END = b"<table:table-row", b"</table:table-row>"
CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^>]*)>")
"""A cell: its attributes, which end in a slash where nothing is in it."""


def tables(content: bytes) -> Mapping[str, bytes]:
    """What is in each table, by the name of the sheet."""
    found = {}
    for table in content.split(_TABLE)[1:]:
        start, _, inside = table.partition(b">")
        name = _NAME.search(start)
        found[unescape(name[1].decode(errors="replace")) if name else ""] = inside
    return found


def rows(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The attributes of each row, and what is in it."""
    for piece in table.split(_ROW)[1:]:
        attributes, _, inside = piece.partition(b">")
        if attributes[:1] in (b"", b" "):
            yield attributes, inside
        elif attributes == b"/":
            yield attributes, b""


def without_rows(content: bytes) -> bytes:
    """Everything but the rows, still well-formed."""
    before, *pieces = content.split(_ROW)
    kept = [before]
    for piece in pieces:
        attributes, _, inside = piece.partition(b">")
        if attributes[:1] not in (b"", b" ", b"/"):  # a group of rows, or some header rows
            kept.append(_ROW + piece)
        elif attributes.endswith(b"/"):
            kept.append(inside)
        else:
            kept.append(inside.partition(_ROW_END)[2])
    return b"".join(kept)


def repeats(attributes: bytes) -> int:
    """How many rows or cells one stands for."""
    match = _REPEATED.search(attributes)
    return number(match[1]) if match else 1


def number(digits: bytes) -> int:
    """A count as any reader takes it. Errors: RefusedError not_readable."""
    try:
        return int(digits)
    except ValueError:
        raise RefusedError("not_readable") from None
