"""The first sheet of a returned workbook, "Te verbeteren": a list of everything to correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.answering.colours import LOOKS
from pipelines.answering.copies import CopiedSheet, Copy, letters
from pipelines.answering.lines import Line
from pipelines.answering.notes import suggestion
from pipelines.answering.own_copies import SWATCH_COLUMNS
from pipelines.answering.plain_copies import free_title, printable
from pipelines.answering.styles import set_style, set_text, sheets_of, style_of
from pipelines.contracts import Language, code_list
from pipelines.contracts.workbook import workbook_words
from pipelines.findings.values import Report
from pipelines.template.wording import month_in_words

# The widest that a column gets, in characters; longer texts are wrapped.
_WIDEST = {"message": 60, "allowed": 48, "header": 24, "stek": 24, "suggestion": 32, "severity": 30}
_PLAIN, _LINK, _HEADING = "plain", "link", "heading"
_FONT = "Calibri"
_EDGE = Border(bottom=Side(style="thin", color="FFB0B0B0"))


@dataclass(frozen=True)
class _Row:
    """One row of the list: its texts by heading, its severity, and the cell that it links to."""

    texts: Mapping[str, str | int | None]
    look: str = _PLAIN
    target: str = ""


def add_first_sheet(
    book: Workbook,
    report: Report,
    lines: Sequence[Line],
    copy: Copy | None,
    swatches: Sequence[StyleArray],
    language: Language,
) -> None:
    """Put the list before the person's sheets, and let the workbook open there."""
    told = workbook_words()
    sheet = book.create_sheet(free_title(told.sheet.to(language), book.sheetnames), 0)
    rows = [_row(line, report, copy, language) for line in lines]
    if not rows:
        rows.append(_note(told.nothing.to(language)))
    if copy is None:
        rows.append(_note(told.list_only.to(language)))
    headings = {name: words.to(language) for name, words in told.headings.items()}
    table = [_Row(headings, _HEADING), *rows]
    _write(sheet, table)
    _fit(sheet, table)
    _lay_out(sheet, len(table))
    for column, swatch in zip(SWATCH_COLUMNS, swatches, strict=False):
        set_style(sheet.cell(1, column), swatch)
        sheet.column_dimensions[letters(column)].hidden = True
    _open_here(book)


def _note(text: str) -> _Row:
    return _Row({"message": text})


def _row(line: Line, report: Report, copy: Copy | None, language: Language) -> _Row:
    finding = line.finding
    sheet = copy.sheet_of(finding) if copy else None
    roster = {code.code: code.label.to(language) for code in code_list("stekken")}
    header = sheet.header.get(finding.letter) if sheet else None
    title = sheet.sheet.title if sheet else finding.sheet
    place = finding.place.to(language) if finding.place else ""
    texts: dict[str, str | int | None] = {
        "message": finding.message.to(language),
        "stek": roster.get(report.stek_id, report.stek_id),
        "month": month_in_words(report.month).to(language),
        "sheet": ", ".join(filter(None, (title, place))),
        "row": line.rows_told(language),
        "letter": finding.letter,
        "header": header or finding.column,
        "allowed": finding.allowed.to(language) if finding.allowed else None,
        "suggestion": suggestion(finding, line.row, language),
        "severity": workbook_words().severities[finding.severity].to(language),
    }
    return _Row(texts, finding.severity, _target(line, sheet))


def _target(line: Line, sheet: CopiedSheet | None) -> str:
    """Where in the workbook a line leads to; nowhere when the sheet does not reach that far."""
    if sheet is None:
        return ""
    first = min(line.finding.rows, default=sheet.header_row)
    row = first if line.row is None else line.row
    if not 1 <= row <= sheet.height:
        return ""
    return f"{quote_sheetname(sheet.sheet.title)}!{line.finding.letter or 'A'}{row}"


def _write(sheet: Worksheet, rows: Sequence[_Row]) -> None:
    looks = _looks(sheet)
    for number, row in enumerate(rows, start=1):
        for column, name in enumerate(rows[0].texts, start=1):
            value = row.texts.get(name) or None
            look = row.look if name == "severity" or number == 1 else _PLAIN
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                set_text(cell, printable(value), looks[look])
            else:
                set_style(cell, looks[look])
                cell.value = value
        if row.target:
            # Which row, or else which sheet: a link in an empty cell would write its address there.
            name = "row" if row.texts["row"] else "sheet"
            cell = sheet.cell(number, list(rows[0].texts).index(name) + 1)
            set_style(cell, looks[_LINK])
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=row.target)


def _fit(sheet: Worksheet, rows: Sequence[_Row]) -> None:
    """Columns as wide as their longest text, up to a limit; the heading has a button beside it."""
    for column, (name, heading) in enumerate(rows[0].texts.items(), start=1):
        longest = max((len(str(row.texts.get(name) or "")) for row in rows[1:]), default=0)
        width = max(len(str(heading)) + 4, min(longest, _WIDEST.get(name, 30)))
        sheet.column_dimensions[letters(column)].width = width + 2


def _looks(sheet: Worksheet) -> Mapping[str, StyleArray]:
    """The looks of the list's cells: its heading, its text, its links, and one a severity."""
    top = Alignment(wrap_text=True, vertical="top", horizontal="left")
    fonts = {
        _HEADING: Font(name=_FONT, size=11, bold=True),
        _LINK: Font(name=_FONT, size=11, color="FF0B5394", underline="single"),
    }
    fills: dict[str, PatternFill] = {
        name: PatternFill("solid", fgColor=_fill(look.fill)) for name, look in LOOKS.items()
    }
    fills[_HEADING] = PatternFill("solid", fgColor="FFE7E6E6")
    made = {}
    for name in (_HEADING, _PLAIN, _LINK, *LOOKS):
        cell = Cell(sheet, row=1, column=1)
        cell.alignment, cell.border = top, _EDGE
        cell.font = fonts.get(name, Font(name=_FONT, size=11))
        cell.fill = fills.get(name, PatternFill())
        made[name] = style_of(cell)
    return made


def _fill(shade: tuple[int, int, int]) -> str:
    return "FF" + bytes(shade).hex().upper()


def _lay_out(sheet: Worksheet, height: int) -> None:
    """Frozen heading, filter, and a page that is one sheet wide with the heading on each."""
    last = letters(len(workbook_words().headings))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{height}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.print_title_rows = "1:1"


def _open_here(book: Workbook) -> None:
    """Make the first sheet the only chosen one: what is typed goes into every chosen sheet."""
    for sheet in sheets_of(book):
        views = sheet.views if isinstance(sheet, Worksheet) else sheet.sheetViews
        for view in views.sheetView if views else ():
            view.tabSelected = False
    book.active = 0
    book.worksheets[0].sheet_view.tabSelected = True
    for window in book.views:
        window.firstSheet = 0
