"""The template of one Stek and month, as a workbook that Excel and LibreOffice open."""

from __future__ import annotations

import io
from pathlib import Path

from xlsxwriter.workbook import Workbook

from pipelines import clock
from pipelines.contracts import Language, streams
from pipelines.due_dates import due_on
from pipelines.files import write_whole
from pipelines.home import Home
from pipelines.landing.roster import check_place, is_active, roster
from pipelines.months import Month
from pipelines.template.explanation import Totals, write_explanation
from pipelines.template.history import rows_that_counted
from pipelines.template.looks import make_looks
from pipelines.template.sheets import fill_sheet
from pipelines.template.wording import Template

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_template(home: Home, stek_id: str, month: Month, language: Language, out: Path) -> None:
    """Write the workbook that a Stek fills in for a month: a sheet a stream, and the explanation.

    A month that has not begun is fine: the template of next month is handed out early.
    Errors: WrongUseError when there is no such Stek or it is not active then.
    """
    if stek_id not in roster() or not is_active(stek_id, month):
        check_place(home, stek_id, month)
    earlier = (month.plus(-1), month.plus(-12))
    totals = {one: rows_that_counted(home, stek_id, one) for one in earlier}
    template = Template(stek_id, month, language, due_on(home, month))
    write_whole(out, _workbook(template, totals))


def _workbook(template: Template, totals: Totals) -> bytes:
    """The streams come first, so that it opens where one types; the explanation is the last tab."""
    file = io.BytesIO()
    with Workbook(file, _OPTIONS) as workbook:
        looks = make_looks(workbook)
        sheets = [workbook.add_worksheet(stream.physical_name) for stream in streams()]
        explanation = workbook.add_worksheet(template.say("sheet"))
        lists = write_explanation(explanation, template, totals, looks)
        for stream, sheet in zip(streams(), sheets, strict=True):
            fill_sheet(sheet, template, stream, lists, looks)
        _set_properties(workbook, template)
    return file.getvalue()


def _set_properties(workbook: Workbook, template: Template) -> None:
    """What it is and which contracts it was made from; no author, who is a person."""
    created = clock.now().replace(tzinfo=None)  # a workbook keeps times without a zone
    workbook.set_properties({"title": template.title, "created": created})
    workbook.set_custom_property("stek", template.stek_id)
    workbook.set_custom_property("maand", str(template.month))
    for stream in streams():
        workbook.set_custom_property(f"contract {stream.physical_name}", stream.version)
