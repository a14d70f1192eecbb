"""Sheets: the empty table of one stream, ready to be filled in."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from pipelines.contracts import Column, Stream
from pipelines.errors import ContractError
from pipelines.template.choices import choices
from pipelines.template.looks import Looks
from pipelines.template.validation import validation
from pipelines.template.wording import Template, template_yaml

_NARROWEST, _WIDEST = 12, 34  # characters
_PAPER_A4 = 9  # Excel's number


def fill_sheet(
    sheet: Worksheet, template: Template, stream: Stream, lists: Mapping[str, str], looks: Looks
) -> None:
    """The column names, and below each its cell format, its check and its hint.

    Errors: ContractError when the words of a column are longer than a spreadsheet takes.
    """
    rows = int(template_yaml().number("rows"))
    for index, column in enumerate(stream.columns):
        look = looks.needed if column.is_required else looks.optional
        sheet.set_column(index, index, _width(template, column), looks.values[column.type])
        sheet.write_string(0, index, column.physical_name, look)
        options = validation(template, stream, column, lists)
        if sheet.data_validation(1, index, rows, index, options) != 0:
            raise ContractError(
                f"The title, hint or message of {stream.name}.{column.name} is too long for a "
                "spreadsheet: at most 32 characters for a title, 255 for the others."
            )
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    # An id of digits alone is text, and meant so.
    sheet.ignore_errors({"number_stored_as_text": f"A1:Z{rows + 1}"})
    set_up_print(sheet, template)
    sheet.set_landscape()
    sheet.hide_gridlines(0)  # printed too: a row is hard to follow without
    sheet.repeat_rows(0)


def set_up_print(sheet: Worksheet, template: Template) -> None:
    """A4, as wide as one page, with the Stek and the month above and the page number below."""
    title = template.title.replace("&", "&&")
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{title}&R&A")
    sheet.set_footer(f"&C{template.say('footer')} &P / &N")


def _width(template: Template, column: Column) -> int:
    """Wide enough for the name and for the choices, within reason."""
    shown = [] if column.code_list in (None, "stekken") else choices(column, template.language)
    longest = max([len(column.physical_name) + 3, *(len(choice.shown) for choice in shown)])
    return min(max(longest, _NARROWEST), _WIDEST)
