"""Sheets as an OpenDocument spreadsheet, the same bytes whenever it is written.

The little of the format that a sheet of records needs is written directly: a library that builds
the whole document as a tree takes seconds for one delivery.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from pipelines.sample.model import NOTE
from pipelines.sample.sheets import Cell, DayAndMonth, Formula, Sheet

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_WRITTEN_AT = (2026, 1, 1, 0, 0, 0)
_NAMES = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for name, urn in {
            "office": "office",
            "table": "table",
            "text": "text",
            "style": "style",
            "number": "datastyle",
            "meta": "meta",
            "manifest": "manifest",
        }.items()
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_STYLES = (
    "<office:automatic-styles>"
    '<number:date-style style:name="N1">'
    '<number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text>'
    '<number:year number:style="long"/></number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="hidden" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)
_RANGE = re.compile(r"([A-Z]+\d+):([A-Z]+\d+)")


def ods(sheets: Sequence[Sheet]) -> bytes:
    """The spreadsheet with these sheets; its properties say that it is fictitious."""
    tables = "".join(_table(sheet) for sheet in sheets)
    parts = {
        "mimetype": _MIMETYPE,
        "content.xml": f'{_HEAD}<office:document-content {_NAMES} office:version="1.3">{_STYLES}'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
        "meta.xml": f'{_HEAD}<office:document-meta {_NAMES} office:version="1.3"><office:meta>'
        f"<dc:subject>{NOTE}</dc:subject><dc:description>{NOTE}</dc:description>"
        "</office:meta></office:document-meta>",
        "META-INF/manifest.xml": _manifest(),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, _WRITTEN_AT), text.encode(), how)
    return buffer.getvalue()


def _manifest() -> str:
    files = {"/": _MIMETYPE, "content.xml": "text/xml", "meta.xml": "text/xml"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in files.items()
    )
    return (
        f'{_HEAD}<manifest:manifest {_NAMES} manifest:version="1.3">{entries}</manifest:manifest>'
    )


def _table(sheet: Sheet) -> str:
    style = ' table:style-name="hidden"' if sheet.is_hidden else ""
    columns = "".join(
        f"<table:table-column{_collapsed(column in sheet.hidden_columns)}/>"
        for column in range(sheet.width)
    )
    rows = "".join(_row(sheet, row) for row in range(len(sheet.rows)))
    return f"<table:table table:name={quoteattr(sheet.title)}{style}>{columns}{rows}</table:table>"


def _collapsed(is_hidden: bool) -> str:  # noqa: FBT001 - read as a question at its only two calls
    return ' table:visibility="collapse"' if is_hidden else ""


def _row(sheet: Sheet, row: int) -> str:
    cells = "".join(_row_cells(sheet, row))
    return f"<table:table-row{_collapsed(row in sheet.hidden_rows)}>{cells}</table:table-row>"


def _row_cells(sheet: Sheet, row: int) -> Iterator[str]:
    if row in sheet.merged_rows:
        span = f' table:number-columns-spanned="{sheet.width}" table:number-rows-spanned="1"'
        yield _cell(sheet.rows[row][0], span, None)
        yield "<table:covered-table-cell/>" * (sheet.width - 1)
        return
    for column, cell in enumerate(sheet.rows[row]):
        yield _cell(cell, "", sheet.comments.get((row, column)))


def _cell(cell: Cell, span: str, comment: str | None) -> str:
    note = (
        f"<office:annotation><text:p>{escape(comment)}</text:p></office:annotation>"
        if comment
        else ""
    )
    if cell is None:
        return f"<table:table-cell>{note}</table:table-cell>" if note else "<table:table-cell/>"
    formula = ""
    if isinstance(cell, Formula):
        formula, cell = f" table:formula={quoteattr(_formula(cell.text))}", cell.value
    attributes, shown = _value(cell)
    inside = note + _paragraph(shown)
    return f"<table:table-cell{span}{formula} {attributes}>{inside}</table:table-cell>"


def _paragraph(text: str, around: str = "") -> str:
    paragraph = f"<text:p>{escape(text)}</text:p>"
    return f"<{around}>{paragraph}</{around}>" if around else paragraph


def _value(cell: Cell) -> tuple[str, str]:
    """A value's attributes, and the text that is shown."""
    match cell:
        case bool():
            told = f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"'
            return told, "WAAR" if cell else "ONWAAR"
        case int() | float():
            return f'office:value-type="float" office:value="{cell}"', f"{cell}"
        case DayAndMonth():
            return _value(cell.day)
        case date():
            told = f'table:style-name="day" office:value-type="date" office:date-value="{cell}"'
            return told, f"{cell:%d/%m/%Y}"
        case _:
            return 'office:value-type="string"', str(cell)


def _formula(text: str) -> str:
    """An Excel formula as OpenDocument writes it."""
    return "of:" + _RANGE.sub(r"[.\1:.\2]", text.replace(",", ";"))
