"""A table as an XLSX workbook for reading: cover, notes, one table a sheet, and all rows beside.

Every text is written as text and never as a formula or a link; the same table gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipelines.contracts import Words
from pipelines.disclosure.release import PublishedIndicator
from pipelines.publication.cover import cover
from pipelines.publication.edition import Edition
from pipelines.publication.notes import notes
from pipelines.publication.publisher import publisher
from pipelines.publication.reading import Sheet, Value, sheets_to_read
from pipelines.publication.tables import Table
from pipelines.publication.words import say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 100_000  # above this a sheet opens too slowly to read: the CSV is there
# A fixed day, so that the same table gives the same bytes: the release itself names its day.
_CREATED: Final = datetime(2026, 1, 1, tzinfo=UTC)
_NUMBERS: Final = {"count": "#,##0", "euros": "#,##0", "percent": "0", "number": "General"}
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # a thousand files fewer on the disk
}
_LINE: Final = 15  # points: one line of eleven points
_FONT: Final = {"font_name": "Arial", "font_size": 11, "valign": "top"}  # sans serif, at least 10


def write_workbook(
    path: Path, table: Table, labels: Mapping[str, Mapping[str, Words]], edition: Edition
) -> None:
    """Write the workbook of a table; `labels` is what the codes in it mean."""
    from xlsxwriter import Workbook

    book = Workbook(str(path), _OPTIONS)
    book.formats[0].set_font_name("Arial")
    of = table.of
    book.set_properties(
        {"title": of.title.nl, "author": publisher().name, "company": "", "created": _CREATED}
    )
    is_told = table.rows.height <= MOST_ROWS
    readable = list(sheets_to_read(of, labels)) if isinstance(of, PublishedIndicator) else []
    _write_cover(book, table, edition, _sheets_key(has_data=is_told, is_readable=bool(readable)))
    _write_table(book, _notes_sheet(table), edition, widths=(30, 60, 60, 60))
    for sheet in readable if is_told else []:
        _write_table(book, sheet, edition)
    if is_told:
        _write_table(book, _data_sheet(table), edition)
    _write_table(book, _codes_sheet(labels), edition, widths=(18, 28, 40, 40, 40))
    book.close()


def _sheets_key(*, has_data: bool, is_readable: bool) -> str:
    if not has_data:
        return "sheets_text_no_data"
    return "sheets_text" if is_readable else "sheets_text_short"


def _write_cover(book: Workbook, table: Table, edition: Edition, sheets: str) -> None:
    page = book.add_worksheet(say("cover").nl)
    page.hide_gridlines(2)
    page.set_column(0, 0, 32)
    page.set_column(1, 1, 90)
    titles = {say("language").nl, say("language").fr, say("language").en}
    plain = book.add_format({**_FONT, "text_wrap": True})
    strong = book.add_format({**_FONT, "bold": True, "text_wrap": True})
    title = book.add_format({**_FONT, "bold": True, "font_size": 16})
    page.write_string(0, 0, table.of.title.nl, title)
    page.set_row(0, 2 * _LINE)
    for row, (name, text) in enumerate(cover(table, edition, sheets)[1:], start=1):
        is_heading = name in titles
        page.set_row(row, _height((name, text), (32, 90)))
        page.write_string(row, 0, name, strong)
        page.write_string(row, 1, text, strong if is_heading else plain)
    _for_paper(page, is_wide=False)


def _notes_sheet(table: Table) -> Sheet:
    rows = [(name.nl, text.nl, text.fr, text.en) for name, text in notes(table)]
    headings = (say("subject").nl, say("language").nl, say("language").fr, say("language").en)
    title = f"{say('notes').nl}: {table.of.title.nl}"
    return Sheet(say("notes").nl, title, headings, ("wrapped",) * 4, rows)


def _data_sheet(table: Table) -> Sheet:
    """All rows as they are in the CSV: an empty cell where nothing is shown, the codes themselves.

    What every row says alike (its table, that figures are fictitious) stands above it once.
    """
    columns = table.told_columns
    return Sheet(
        say("data").nl,
        f"{say('data').nl}: {table.of.title.nl}",
        tuple(column.name for column in columns),
        tuple("text" if one.kind in ("string", "boolean") else "number" for one in columns),
        table.rows.select([column.name for column in columns]).rows(),
    )


def _codes_sheet(labels: Mapping[str, Mapping[str, Words]]) -> Sheet:
    rows = [
        (column, code, label.nl, label.fr, label.en)
        for column, known in labels.items()
        for code, label in known.items()
    ]
    names = ("heading_column", "heading_code")
    languages = (say("language").nl, say("language").fr, say("language").en)
    headings = (*(say(name).nl for name in names), *languages)
    return Sheet(say("codes").nl, say("codes").nl, headings, ("wrapped",) * 5, rows)


def _write_table(
    book: Workbook, sheet: Sheet, edition: Edition, widths: Sequence[int] | None = None
) -> None:
    """One sheet: its title in A1, the sample note under it, then an Excel table with its header."""
    page = book.add_worksheet(sheet.name)
    page.write_string(0, 0, sheet.title, book.add_format({**_FONT, "bold": True}))
    page.write_string(1, 0, say("sample").nl if edition.is_sample else publisher().name)
    top = 2
    wide = widths or [_width(sheet, index) for index in range(len(sheet.headings))]
    for index, (width, form) in enumerate(zip(wide, _formats(book, sheet), strict=True)):
        page.set_column(index, index, width, form)
    _write_rows(page, sheet, top + 1)
    for row, values in enumerate(sheet.rows if widths else (), start=top + 1):
        page.set_row(row, _height([str(value) for value in values], wide))
    page.add_table(
        top, 0, top + max(len(sheet.rows), 1), len(sheet.headings) - 1,
        {
            "columns": [{"header": heading} for heading in sheet.headings],
            "style": "Table Style Light 1",
        },
    )  # fmt: skip
    bold = book.add_format({**_FONT, "bold": True, "text_wrap": True})
    page.set_row(top, _height(sheet.headings, wide), bold)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    _for_paper(page, is_wide=True)


def _write_rows(page: Worksheet, sheet: Sheet, first: int) -> None:
    for row, values in enumerate(sheet.rows, start=first):
        for column, value in enumerate(values):
            _write(page, row, column, value)


def _write(page: Worksheet, row: int, column: int, value: Value) -> None:
    """A value as what it is; nothing is written where there is none."""
    if isinstance(value, bool):
        page.write_string(row, column, str(value).lower())  # as in the CSV, in every language
    elif isinstance(value, int | float):
        page.write_number(row, column, value)
    elif value:
        page.write_string(row, column, value)


def _formats(book: Workbook, sheet: Sheet) -> list[Any]:
    made: dict[str, Any] = {
        name: book.add_format({**_FONT, "num_format": form, "align": "right"})
        for name, form in _NUMBERS.items()
    }
    made["text"] = book.add_format(_FONT)
    made["mark"] = book.add_format({**_FONT, "align": "center"})
    made["margin"] = book.add_format({**_FONT, "align": "right"})
    made["wrapped"] = book.add_format({**_FONT, "text_wrap": True})
    return [made[name] for name in sheet.formats]


def _width(sheet: Sheet, index: int) -> int:
    """Room for the longest of the first rows, between 9 and 50 signs; a heading may wrap."""
    heading = max((len(word) for word in sheet.headings[index].split()), default=0)
    longest = max((len(str(row[index])) for row in sheet.rows[:200]), default=0)
    return min(max(9, heading + 3, longest + 2), 50)


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Room for the lines that the longest text wraps into: not every program works it out itself."""
    wraps = [-(-len(text) // max(width - 2, 1)) for text, width in zip(texts, widths, strict=True)]
    return _LINE * max(1, *wraps)


def _for_paper(page: Worksheet, *, is_wide: bool) -> None:
    page.set_paper(9)  # A4
    if is_wide:
        page.set_landscape()
    page.fit_to_pages(1, 0)
