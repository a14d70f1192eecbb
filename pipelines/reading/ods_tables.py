"""ODS tables: the rows and cells of an ods file as they stand in its XML, for what no reader tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

_TABLE = re.compile(rb"(<table:table\s[^>]*>)(.*?)</table:table>", re.DOTALL)
_NAME = re.compile(rb'\btable:name="([^"]*)"')
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')
ROW = re.compile(rb"<table:table-row(?=[\s/>])([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
"""A row: its attributes, and what is in it."""
CELL = re.compile(rb"<table:(?:covered-)?table-cell(?=[\s/>])([^>]*?)(/?)>")
"""A cell: its attributes, and a slash where nothing is in it."""


def tables(content: bytes) -> Mapping[str, bytes]:
    """What is in each table, by the name of the sheet."""
    found = {}
    for start, inside in _TABLE.findall(content):
        name = _NAME.search(start)
        found[unescape(name[1].decode(errors="replace")) if name else ""] = inside
    return found


def repeats(attributes: bytes) -> int:
    """How many rows or cells one stands for."""
    match = _REPEATED.search(attributes)
    return int(match[1]) if match else 1
