from __future__ import annotations

from collections.abc import Callable

import pytest
import xlsxwriter

from pipelines.reading.identity import Trace, find_identity
from tests.reading.writing import ods, part, repacked, visit, visits, xlsx

REGISTER = "93.05.18-223.61"
KIND = "national_register_number"
Change = Callable[[xlsxwriter.Workbook], None]


def _hidden(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("Blad9")
    sheet.write("C4", REGISTER)
    sheet.very_hidden()


def _hidden_row_and_column(book: xlsxwriter.Workbook) -> None:
    sheet = book.worksheets()[0]
    sheet.write("Z40", REGISTER)
    sheet.set_row(39, None, None, {"hidden": True})
    sheet.set_column("Z:Z", None, None, {"hidden": True})


def _comment(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[0].write_comment("C2", f"zie dossier {REGISTER}")


def _properties(book: xlsxwriter.Workbook) -> None:
    book.set_properties({"comments": f"van {REGISTER}"})


def _custom_property(book: xlsxwriter.Workbook) -> None:
    book.set_custom_property("dossier", REGISTER)


def _defined_name(book: xlsxwriter.Workbook) -> None:
    book.define_name("dossier", f'="{REGISTER}"')


def _header(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[0].set_header(f"&L{REGISTER}")


def _text_box(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[0].insert_textbox("D5", f"bellen met {REGISTER}")


def _validation(book: xlsxwriter.Workbook) -> None:
    rule = {"validate": "any", "input_title": "let op", "input_message": f"bv. {REGISTER}"}
    book.worksheets()[0].data_validation("A9", rule)


def _formula(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[0].write_formula("Z1", f'=IF(1,"x","{REGISTER}")', None, "x")


def _link(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[0].write_url("Z1", "mailto:jan@voorbeeld.be", string="x")


def _rich_text(book: xlsxwriter.Workbook) -> None:
    bold = book.add_format({"bold": True})
    book.worksheets()[0].write_rich_string("Z9", "93.05", bold, ".18-22", "3.61")


def _chart_title(book: xlsxwriter.Workbook) -> None:
    chart = book.add_chart({"type": "column"})
    chart.set_title({"name": f"bezoeken van {REGISTER}"})
    chart.add_series({"values": "=bezoeken!$A$1:$A$2"})
    book.worksheets()[0].insert_chart("D5", chart)


def _sheet_name(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet(f"klant {REGISTER}")


def _footer(book: xlsxwriter.Workbook) -> None:
    book.worksheets()[0].set_footer(f'&R&"Arial,Bold"&8 {REGISTER}')


def _author(book: xlsxwriter.Workbook) -> None:
    book.set_properties({"author": "jan@voorbeeld.be"})


def _company(book: xlsxwriter.Workbook) -> None:
    book.set_properties({"company": REGISTER})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_hidden, Trace(KIND, "Blad9", "C4")),
        (_hidden_row_and_column, Trace(KIND, "bezoeken", "Z40")),
        (_comment, Trace(KIND, "bezoeken", "C2", "comment")),
        (_properties, Trace(KIND, "", "", "properties")),
        (_custom_property, Trace(KIND, "", "", "properties")),
        (_defined_name, Trace(KIND, "", "", "other")),
        (_header, Trace(KIND, "bezoeken", "", "other")),
        (_text_box, Trace(KIND, "bezoeken", "", "other")),
        (_validation, Trace(KIND, "bezoeken", "", "other")),
        (_formula, Trace(KIND, "bezoeken", "", "other")),
        (_rich_text, Trace(KIND, "bezoeken", "Z9")),
        (_chart_title, Trace(KIND, "", "", "other")),
        (_sheet_name, Trace(KIND, "", "", "properties")),
        (_footer, Trace(KIND, "bezoeken", "", "other")),
        (_author, Trace("email", "", "", "properties")),
        (_company, Trace(KIND, "", "", "properties")),
        (_link, Trace("email", "bezoeken", "", "other")),
    ],
)
def test_a_trace_is_found_wherever_it_hides_in_a_workbook(change: Change, expected: Trace) -> None:
    assert find_identity(xlsx({"bezoeken": visits(visit())}, change), "x.xlsx") == (expected,)


def test_a_comment_cut_in_runs_by_its_formatting_is_read_as_a_whole() -> None:
    data = xlsx({"bezoeken": visits(visit())}, _comment)
    comments = part(data, "xl/comments1.xml")
    cut = comments.replace(b"93.05.18-", b"93.05</t></r><r><t>.18-")
    assert cut != comments
    (trace,) = find_identity(repacked(data, {"xl/comments1.xml": cut}), "x.xlsx")
    assert (trace.kind, trace.cell, trace.place) == (KIND, "C2", "comment")


def test_the_cache_of_a_pivot_table_is_looked_through() -> None:
    cache = f'<pivotCacheRecords count="1"><r><s v="{REGISTER}"/></r></pivotCacheRecords>'
    data = xlsx({"bezoeken": visits(visit())})
    with_cache = repacked(data, {"xl/pivotCache/pivotCacheRecords1.xml": cache.encode()})
    assert [trace.kind for trace in find_identity(with_cache, "x.xlsx")] == [KIND]


def test_a_text_that_no_cell_uses_any_more_is_found() -> None:
    data = xlsx({"bezoeken": visits(visit())})
    strings = part(data, "xl/sharedStrings.xml")
    more = strings.replace(b"</sst>", f"<si><t>{REGISTER}</t></si></sst>".encode())
    found = find_identity(repacked(data, {"xl/sharedStrings.xml": more}), "x.xlsx")
    assert found == (Trace(KIND, "", "", "other"),)


def test_comments_and_properties_of_ods_files_are_looked_through() -> None:
    data = ods({"bezoeken": visits(visit())}, {(1, 2): f"zie {REGISTER}"})
    assert [(t.kind, t.place) for t in find_identity(data, "x.ods")] == [(KIND, "comment")]
    meta = part(data, "meta.xml").replace(
        b"</office:meta>", f"<dc:subject>{REGISTER}</dc:subject></office:meta>".encode()
    )
    clean = repacked(ods({"bezoeken": visits(visit())}), {"meta.xml": meta})
    assert [(t.kind, t.place) for t in find_identity(clean, "x.ods")] == [(KIND, "properties")]
