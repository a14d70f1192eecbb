from __future__ import annotations

import io
import re
import time
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.styles import PatternFill

from pipelines.answering.colours import LOOKS, MOST_SWATCHES, Painter
from pipelines.answering.lines import MOST_LINES, lines
from pipelines.answering.styles import cells_of, fill_number, fills_of, set_style, style_of
from pipelines.answering.workbooks import MOST_CELLS
from pipelines.contracts import Words
from pipelines.reading.files import read_delivery
from pipelines.reading.parsing import parse
from tests.answering.books import (
    answered,
    finding,
    formulas,
    in_libreoffice,
    looks,
    marked,
    opened,
    own_workbook,
)
from tests.deliveries import VISIT, csv_file, rows
from tests.reading.writing import part, repacked, visit, visits, xlsx

STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def windows_csv() -> bytes:
    lines = rows(VISIT, "bezoek_id", 3, leeftijdsklasse="0-17")
    lines[1]["bezoeker_code"] = "=cmd|'/c calc'!A0"
    lines[2]["contactvorm"] = "cafébezoek"
    return csv_file(lines).decode().encode("cp1252")


def test_a_text_file_becomes_a_workbook_with_the_rows_and_letters_that_the_person_sees(
    tmp_path: Path,
) -> None:
    data = answered(tmp_path, windows_csv(), finding((4,)), name="oktober.csv")
    seen = opened(in_libreoffice(data, tmp_path))
    sheet = seen["bezoeken"]
    assert marked(sheet) == {"F4"}
    assert [cell.value for cell in sheet[1]] == list(VISIT)
    texts = [sheet[name].value for name in ("F4", "G2", "D3", "C2")]
    assert texts == ["cafébezoek", "0-17", "=cmd|'/c calc'!A0", "2026-10-15"]
    assert {sheet[name].number_format for name in ("G2", "C2")} == {"@"}
    assert formulas(data) == []
    assert opened(data)["bezoeken"]["D3"].quotePrefix
    link = seen["Te verbeteren"]["E2"].hyperlink
    assert link is not None
    assert str(link.location).replace("'", "").replace(".", "!") == "bezoeken!F4"


def test_a_text_file_delivered_again_as_a_workbook_is_read_as_the_same_rows(tmp_path: Path) -> None:
    data = answered(tmp_path, windows_csv(), finding((4,)), name="oktober.csv")
    (before,) = read_delivery(windows_csv(), "oktober.csv").sheets
    (after,) = read_delivery(data, "terug.xlsx").sheets
    assert after.rows.equals(before.rows)
    assert after.repairs == before.repairs


def test_a_text_file_that_was_not_recognised_is_given_back_too(tmp_path: Path) -> None:
    book = opened(answered(tmp_path, b"een;twee\r\n1;2\r\n", name="lijst.csv", language="fr"))
    assert book.sheetnames == ["À corriger", "Données"]
    assert book["Données"]["B2"].value == "2"


def test_what_no_workbook_can_hold_becomes_a_sign(tmp_path: Path) -> None:
    odd = "a\x01b\x0b\ufffe\x1f"
    data = answered(tmp_path, csv_file(rows(VISIT, "bezoek_id", 2, thema=odd)))
    assert opened(data)["bezoeken"]["L2"].value == "a\ufffdb\ufffd\ufffd\ufffd"


def test_an_ods_of_libreoffice_becomes_a_workbook_of_its_values(tmp_path: Path) -> None:
    ods = in_libreoffice(own_workbook(), tmp_path, to="ods")
    book = opened(answered(tmp_path, ods, finding((4, 6)), name="bezoeken.ods"))
    assert book.sheetnames == ["Te verbeteren", "bezoeken", "Uitleg"]
    sheet = book["bezoeken"]
    assert marked(sheet) == {"F4", "F6"}
    assert [sheet[name].value for name in ("A2", "C5", "H7", "B6")] == [
        "stek_id", "2026-10-09", "v", "=HYPERLINK(1)",
    ]  # fmt: skip


def test_a_returned_workbook_saved_as_ods_loses_its_list(tmp_path: Path) -> None:
    ods = in_libreoffice(answered(tmp_path, own_workbook(), finding((4,))), tmp_path, to="ods")
    assert opened(answered(tmp_path, ods)).sheetnames == ["Te verbeteren", "bezoeken", "Uitleg"]


def test_a_workbook_that_can_be_read_and_not_opened_for_writing_is_given_back_as_text(
    tmp_path: Path,
) -> None:
    plain = xlsx({"bezoeken": visits(visit(datum=date(2026, 10, 5)))})
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in STRICT.items():
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    strict = repacked(plain, parts)
    assert read_delivery(strict, "x").sheets[0].rows.height == 1
    with pytest.raises(UserWarning, match="invalid specification"):
        opened(strict)
    sheet = opened(answered(tmp_path, strict, finding((2,))))["bezoeken"]
    assert marked(sheet) == {"F2"}
    assert sheet["C2"].value == "2026-10-05"


def test_dates_of_a_workbook_that_counts_from_1904_stay_the_same_days(tmp_path: Path) -> None:
    delivered = xlsx({"bezoeken": visits(visit(datum=date(2026, 10, 5)))}, date_1904=True)
    returned = answered(tmp_path, delivered, finding((2,)))
    assert b'date1904="1"' in part(returned, "xl/workbook.xml")
    assert parse(returned, "x").grids[1].cells.equals(parse(delivered, "x").grids[0].cells)


@pytest.mark.parametrize(
    "bomb",
    [
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1&#58;XFD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_a_range_over_the_whole_sheet_costs_no_time(tmp_path: Path, bomb: bytes) -> None:
    delivered = xlsx({"bezoeken": visits(visit())})
    sheet = part(delivered, "xl/worksheets/sheet1.xml")
    hostile = repacked(
        delivered,
        {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", b"</sheetData>" + bomb)},
    )
    parse(hostile, "bezoeken.xlsx")
    start = time.process_time()
    book = opened(answered(tmp_path, hostile, finding((2,))))
    assert time.process_time() - start < 10
    assert book.sheetnames == ["Te verbeteren", "bezoeken"]


def test_a_file_too_large_for_a_copy_is_answered_with_the_list(tmp_path: Path) -> None:
    line = (";".join(VISIT.values()) + "\r\n").encode()
    big = csv_file(rows(VISIT, "bezoek_id", 1)) + line * (MOST_CELLS // len(VISIT) + 1)
    book = opened(answered(tmp_path, big, finding((4,))))
    assert book.sheetnames == ["Te verbeteren"]
    assert book["Te verbeteren"]["E2"].value == 4


def test_lists_that_excel_keeps_apart_stay(tmp_path: Path) -> None:
    extension = (
        b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
        b'<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        b'<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Let op">'
        b"<x14:formula1><xm:f>Lijsten!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>F2:F99</xm:sqref>"
        b"</x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    plain = xlsx({"bezoeken": visits(visit()), "Lijsten": [["a"], ["b"], ["c"]]})
    sheet = part(plain, "xl/worksheets/sheet1.xml").replace(b"</worksheet>", extension)
    data = answered(tmp_path, repacked(plain, {"xl/worksheets/sheet1.xml": sheet}), finding((2,)))
    (kept,) = opened(in_libreoffice(data, tmp_path))["bezoeken"].data_validations.dataValidation
    assert (kept.type, str(kept.sqref), kept.errorTitle) == ("list", "F2:F99", "Let op")
    assert re.sub(r"[$']", "", str(kept.formula1)) == "Lijsten!A1:A3"


def test_a_cell_that_was_empty_gets_the_format_of_its_column(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx({"bezoeken": visits(visit(datum=None))})))
    book["bezoeken"].column_dimensions["C"].number_format = "dd/mm/yyyy"
    file = io.BytesIO()
    book.save(file)
    data = answered(tmp_path, file.getvalue(), finding((2,), letter="C"))
    assert opened(data)["bezoeken"]["C2"].number_format == "dd/mm/yyyy"


def test_two_findings_in_one_cell_are_told_together_under_the_gravest_colour(
    tmp_path: Path,
) -> None:
    odd = finding((4,), severity="bevestigen", message=Words("Klopt dit?", "fr", "en"))
    own = looks(opened(answered(tmp_path, own_workbook(), odd, finding((4,))))["bezoeken"])
    assert own["F4"][1] == LOOKS["achterhouden"].line_style
    comment = str(own["F4"][-1])
    assert comment.index("Klopt dit?") < comment.index("Kies uit de lijst.")
    assert comment.count("— Stek monitor —") == 1


def test_more_own_looks_than_can_be_kept_are_given_back_plain() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    painter = Painter()
    for row in range(1, MOST_SWATCHES + 10):
        cell = Cell(sheet, row=row, column=1)
        cell.fill = PatternFill("solid", fgColor=f"FF0000{row:02X}")
        painter.paint(cell, "achterhouden")
    assert len(painter.swatches) == MOST_SWATCHES


def test_more_lines_than_a_sheet_can_link_become_one_for_each_finding() -> None:
    many = tuple(range(2, MOST_LINES + 2))
    assert len(lines([finding(many)])) == MOST_LINES
    assert [line.row for line in lines([finding(many), finding((5,))])] == [None, None]


def test_openpyxl_keeps_styles_and_cells_as_we_rely_on() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    first, second = sheet["A1"], sheet["B1"]
    assert isinstance(first, Cell)
    assert isinstance(second, Cell)
    first.fill = PatternFill("solid", fgColor="FF123456")
    set_style(second, style_of(first))
    second.fill = PatternFill("solid", fgColor="FF654321")
    colours = [fill.fgColor.rgb for fill in fills_of(book) if isinstance(fill, PatternFill)]
    assert [colours[fill_number(cell)] for cell in (first, second)] == ["FF123456", "FF654321"]
    assert set(cells_of(sheet)) == {(1, 1), (1, 2)}
