from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

import pytest
import xlsxwriter

from pipelines.errors import RefusedError
from pipelines.reading.files import Repair, read_delivery
from pipelines.reading.identity import find_identity
from pipelines.reading.parsing import parse
from tests.reading.writing import Cell, Rows, ods, part, repacked, visit, visits, xlsx

CELLS: list[tuple[Cell, str | None]] = [
    ("tekst", "tekst"),
    (3, "3"),
    (3.0, "3"),
    (12.5, "12.5"),
    (12.345, "12.3450"),  # three decimals would be read as thousands
    (1 / 3, "0.3333333333333333"),
    (1e-7, "0.0000001"),
    (93051822361, "93051822361"),
    (True, "WAAR"),
    (False, "ONWAAR"),
    (date(2026, 10, 5), "2026-10-05"),
    (datetime(2026, 10, 5, 13, 4), "2026-10-05 13:04:00"),  # noqa: DTZ001 - a cell has no zone
    (None, None),
    ("laatste", "laatste"),
]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_cell_becomes_text_that_can_be_read_one_way_only(
    write: Callable[[Mapping[str, Rows]], bytes],
) -> None:
    data = write({"blad": [[cell for cell, _ in CELLS]]})
    (grid,) = parse(data, "x").grids
    assert list(grid.cells.row(0)) == [text for _, text in CELLS]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_rows_and_columns_are_numbered_as_a_person_sees_them(
    write: Callable[[Mapping[str, Rows]], bytes],
) -> None:
    data = write({"bezoeken": [[], [], *([None, None, *row] for row in visits(visit()))]})
    sheet = read_delivery(data, "x").sheets[0]
    assert sheet.rows["row_number"].to_list() == [4]
    assert (sheet.letters["stek_id"], sheet.letters["thema"]) == ("C", "N")


def test_hidden_sheets_rows_and_columns_are_read_like_any_other() -> None:
    def hide(book: xlsxwriter.Workbook) -> None:
        sheet, other = book.worksheets()
        sheet.hide()
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:D", None, None, {"hidden": True})
        other.activate()

    lines = visits(visit(), visit(bezoek_id="b2"), visit(bezoek_id="b3"))
    data = xlsx({"bezoeken": lines, "Uitleg": [["lees dit"]]}, hide)
    assert read_delivery(data, "x").sheets[0].rows["visit_id"].to_list() == ["b1", "b2", "b3"]


def test_a_workbook_that_counts_from_1904_has_the_same_days() -> None:
    serial = (date(2026, 10, 5) - date(1904, 1, 1)).days
    lines = visits(visit(datum=date(2026, 10, 5)), visit(datum=serial), visit(datum="2026-10-05"))
    data = xlsx({"bezoeken": lines}, date_1904=True)
    texts = read_delivery(data, "x").sheets[0].rows["date"].to_list()
    assert texts == ["2026-10-05", "46300", "2026-10-05"]


def test_formulas_are_read_by_the_value_they_last_had() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        sheet.write_formula("A2", '=LOWER("ZAVENTEM")', None, "zaventem")
        sheet.write_formula("C2", "=DATE(2026,10,5)", None, 46300)

    data = xlsx({"bezoeken": visits(visit(stek_id=None, datum=None))}, write)
    row = read_delivery(data, "x").sheets[0].rows.row(0, named=True)
    assert (row["stek_id"], row["date"]) == ("zaventem", "46300")


def test_an_error_in_a_cell_is_its_text_not_an_empty_cell() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        sheet.write_formula("H2", "=NA()", None, "#N/A")
        sheet.write_formula("J3", "=1/0", None, "#DIV/0!")

    data = xlsx({"bezoeken": visits(visit(), visit())}, write)
    rows = read_delivery(data, "x").sheets[0].rows
    assert rows["gender"].to_list() == ["#N/A", "v"]
    assert rows["income_source"].to_list() == ["leefloon", "#DIV/0!"]


def test_merged_cells_all_hold_the_text_and_titles_do_not_count() -> None:
    def merge(book: xlsxwriter.Workbook) -> None:
        sheet = book.worksheets()[0]
        sheet.merge_range("A1:L1", "STEK Zaventem")
        sheet.merge_range("A3:A5", "zaventem")

    lines = [[None] * 12, *visits(visit(), visit(stek_id=None), visit(stek_id=None))]
    sheet = read_delivery(xlsx({"bezoeken": lines}, merge), "x").sheets[0]
    assert sheet.rows["stek_id"].to_list() == ["zaventem"] * 3
    assert Repair("merged_cells_read", None, 1) in sheet.repairs


def test_text_in_several_fonts_is_one_text() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        bold = book.add_format({"bold": True})
        book.worksheets()[0].write_rich_string("B2", "b", bold, "-0", "01")

    data = xlsx({"bezoeken": visits(visit(bezoek_id=None))}, write)
    assert read_delivery(data, "x").sheets[0].rows["visit_id"].to_list() == ["b-001"]


def test_a_comment_in_an_ods_cell_is_no_part_of_the_cell() -> None:
    data = ods({"bezoeken": visits(visit())}, {(1, 1): "let op"})
    assert read_delivery(data, "x").sheets[0].rows["visit_id"].to_list() == ["b1"]


def test_a_workbook_whose_parts_are_named_by_absolute_paths_is_read() -> None:
    data = xlsx({"bezoeken": visits(visit())})
    path = "xl/_rels/workbook.xml.rels"
    rels = part(data, path).replace(b'Target="worksheets', b'Target="/xl/worksheets')
    assert read_delivery(repacked(data, {path: rels}), "x").sheets[0].rows.height == 1


def test_an_error_in_an_ods_cell_is_its_text_too() -> None:
    lines = visits(
        visit(gender="FOUT"), visit(bezoek_id="b2"), visit(bezoek_id="b3", gender="FOUT")
    )
    data = ods({"Uitleg": [["x"]], "bezoeken": lines})
    shown = b'<table:table-cell office:value-type="string"><text:p>FOUT'
    error = (
        b'<table:table-cell office:value-type="string" office:string-value="" '
        b'calcext:value-type="error"><text:p>#N/B'
    )
    names = b'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    content = part(data, "content.xml").replace(shown, error)
    content = content.replace(b"<office:document-content ", b"<office:document-content " + names)
    rows = read_delivery(repacked(data, {"content.xml": content}), "x").sheets[0].rows
    assert rows["gender"].to_list() == ["#N/B", "v", "#N/B"]


def test_ods_rows_in_groups_and_header_rows_are_read() -> None:
    data = ods({"bezoeken": visits(visit(), visit(bezoek_id="b2"))})
    content = part(data, "content.xml")
    first, second, rest = content.split(b"<table:table-row>", 2)
    head, after = second.split(b"</table:table-row>", 1)
    grouped = (
        first + b"<table:table-header-rows><table:table-row>" + head
        + b"</table:table-row></table:table-header-rows>" + after
        + b"<table:table-row-group><table:table-row>"
        + rest.replace(b"</table:table>", b"</table:table-row-group></table:table>")
    )  # fmt: skip
    grouped_file = repacked(data, {"content.xml": grouped})
    assert read_delivery(grouped_file, "x").sheets[0].rows["visit_id"].to_list() == ["b1", "b2"]
    assert find_identity(grouped_file, "x") == ()


def test_merged_areas_that_overlap_are_refused() -> None:
    data = xlsx({"bezoeken": visits(visit())})
    path = "xl/worksheets/sheet1.xml"
    areas = b'<mergeCell ref="A1:L2"/>' * 3
    merged = b'</sheetData><mergeCells count="3">' + areas + b"</mergeCells>"
    sheet = part(data, path).replace(b"</sheetData>", merged)
    with pytest.raises(RefusedError, match="not_readable"):
        read_delivery(repacked(data, {path: sheet}), "x")
