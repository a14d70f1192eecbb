"""Explanation: the sheet that says what to do, what each column asks, and what the lists hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Literal

from xlsxwriter.worksheet import Worksheet

from pipelines.contracts import Stream, streams
from pipelines.months import Month
from pipelines.template.choices import choice_lists
from pipelines.template.hints import in_explanation
from pipelines.template.looks import Looks
from pipelines.template.sheets import set_up_print
from pipelines.template.wording import Template

Look = Literal["title", "section", "heading", "head", "cell", "choice", "sentence", "note"]
Totals = Mapping[Month, Mapping[str, int | None]]
_WIDTHS = (26, 38, 76)  # characters
_FILLED = 1.1  # of a width, before a line is broken: most letters are narrower than a digit
_HEIGHTS: Mapping[Look, int] = {"title": 30, "section": 34, "heading": 32}  # points
_LINE_HEIGHT = 15


@dataclass(frozen=True)
class Line:
    """One row of the sheet: its look, its cells from the left, and what it stands for.

    `names` tells whether the first cell is the name of a column that is always filled in, or not;
    `of_list` is the code list of which the second cell is a choice.
    """

    look: Look
    cells: tuple[str, ...]
    names: bool | None = None
    of_list: str = ""


def write_explanation(
    sheet: Worksheet, template: Template, totals: Totals, looks: Looks
) -> dict[str, str]:
    """Fill the sheet; where the choices of each code list stand on it, as `'Uitleg'!$B$9:$B$12`."""
    _set_up(sheet, template)
    places: dict[str, list[int]] = {}
    for row, line in enumerate(_lines(template, totals)):
        _write(sheet, row, line, looks)
        if line.of_list:
            places.setdefault(line.of_list, []).append(row + 1)
    name = sheet.get_name()
    return {of: f"'{name}'!$B${rows[0]}:$B${rows[-1]}" for of, rows in places.items()}


def _set_up(sheet: Worksheet, template: Template) -> None:
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#1F4E5F")
    set_up_print(sheet, template)
    # Without a password: the lists to choose from stand here, and a row less would spoil one.
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write(sheet: Worksheet, row: int, line: Line, looks: Looks) -> None:
    sheet.set_row(row, _height(line))
    for column, text in enumerate(line.cells):
        look = getattr(looks, line.look)
        if column == 0 and line.names is not None:
            look = looks.needed if line.names else looks.optional
        sheet.write_string(row, column, text, look)


def _height(line: Line) -> int:
    """Room for the longest cell: LibreOffice gives a new row one line, whatever is in it."""
    if line.look != "cell":
        return _HEIGHTS.get(line.look, _LINE_HEIGHT + 2)
    lines = ceil(len(line.cells[-1]) / (_FILLED * _WIDTHS[-1]))
    return _LINE_HEIGHT * lines + 3


def _lines(template: Template, totals: Totals) -> Iterator[Line]:
    due = template.day_in_words(template.due_on)
    yield Line("title", (template.title,))
    yield Line("sentence", (template.say("page", "due", day=due),))
    yield from _steps(template)
    yield from _comparison(template, totals)
    yield Line("section", (template.say("page", "columns"),))
    for stream in streams():
        yield from _columns(template, stream)
    yield from _lists(template)


def _steps(template: Template) -> Iterator[Line]:
    yield Line("section", (template.say("page", "what_to_do"),))
    for number, step in enumerate(template.steps(), 1):
        yield Line("sentence", (f"{number}. {step}",))


def _comparison(template: Template, totals: Totals) -> Iterator[Line]:
    yield Line("section", (template.say("page", "compare"),))
    yield Line("note", (template.say("page", "compare_note"),))
    months = (template.month_in_words(month) for month in totals)
    yield Line("head", (template.say("table", "sheet"), *months))
    for stream in streams():
        counts = (_counted(template, by_stream[stream.name]) for by_stream in totals.values())
        yield Line("cell", (stream.physical_name, *counts))


def _counted(template: Template, count: int | None) -> str:
    if count is None:
        return template.say("totals", "not_delivered")
    return template.say("totals", "one") if count == 1 else template.say(
        "totals", "used", count=count
    )  # fmt: skip


def _columns(template: Template, stream: Stream) -> Iterator[Line]:
    title = template.to(stream.title)
    yield Line("heading", (template.say("page", "stream", title=title, version=stream.version),))
    yield _head(template, ("column", "title", "what"))
    for column in stream.columns:
        what = in_explanation(template, stream, column)
        cells = (column.physical_name, template.to(column.title), what)
        yield Line("cell", cells, names=column.is_required)


def _lists(template: Template) -> Iterator[Line]:
    yield Line("section", (template.say("page", "lists"),))
    yield Line("note", (template.say("page", "lists_note"),))
    for one in choice_lists(template.language):
        yield Line("heading", (", ".join(one.columns),))
        yield _head(template, ("code", "choice"))
        for choice in one.choices:
            yield Line("choice", (choice.code, choice.shown), of_list=one.name)


def _head(template: Template, keys: Iterable[str]) -> Line:
    return Line("head", tuple(template.say("table", key) for key in keys))
