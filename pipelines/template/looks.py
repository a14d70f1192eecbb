"""Looks: the few cell formats of the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from pipelines.contracts import ColumnType

_INK, _DARK, _LIGHT, _LINE, _GREY = "#1F2933", "#1F4E5F", "#DCE9ED", "#B8C7CD", "#5B6B73"
_NAME = {"border": 1, "border_color": _LINE, "valign": "vcenter"}
_CELL = {"valign": "vcenter", "bottom": 1, "bottom_color": _LINE, "font_color": _INK}


@dataclass(frozen=True)
class Looks:
    """The formats of one workbook.

    `needed` and `optional` are the names of columns that are always filled in, or not always;
    `values` the cells below these, by type: text stays text, so that no 1-4 becomes a date.
    """

    needed: Format
    optional: Format
    title: Format
    section: Format
    heading: Format
    head: Format
    cell: Format
    choice: Format
    sentence: Format
    note: Format
    values: Mapping[ColumnType, Format]


def make_looks(workbook: Workbook) -> Looks:
    """The formats, added to the workbook."""
    add = workbook.add_format
    text = add({"num_format": "@"})
    return Looks(
        needed=add({**_NAME, "bold": True, "font_color": "#FFFFFF", "bg_color": _DARK}),
        optional=add({**_NAME, "font_color": _DARK, "bg_color": _LIGHT}),
        title=add({"bold": True, "font_size": 18, "font_color": _DARK}),
        section=add({"bold": True, "font_size": 14, "font_color": _DARK}),
        heading=add({"bold": True, "font_color": _INK}),
        head=add({"font_color": _GREY, "bottom": 1, "bottom_color": _DARK}),
        cell=add({**_CELL, "text_wrap": True}),
        choice=add({**_CELL, "num_format": "@"}),
        sentence=add({"font_color": _INK}),
        note=add({"font_color": _GREY}),
        values={
            "text": text,
            "code": text,
            "codes": text,
            "yes_no": text,
            "date": add({"num_format": "dd/mm/yyyy", "align": "left"}),
            "amount": add({"num_format": "#,##0.00"}),
        },
    )
