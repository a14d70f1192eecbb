from __future__ import annotations

import pytest

from pipelines.errors import RefusedError
from pipelines.reading.extents import check_content, check_sheets
from pipelines.reading.files import read_delivery
from tests.reading.writing import ods, part, repacked, visit, visits, xlsx

GOOD = xlsx({"bezoeken": visits(visit())})


def with_sheet_data(more: bytes) -> bytes:
    """The good workbook with more rows, as XML, under its own."""
    sheet = part(GOOD, "xl/worksheets/sheet1.xml")
    return repacked(
        GOOD, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", more + b"</sheetData>")}
    )


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        b'<row r="500001"><c r="A500001"><v>1</v></c></row>',
        b'<row r="1048576"><c><v>1</v></c></row>',
        b'<row r="9"><c r="GS9" t="inlineStr"><is><t>x</t></is></c></row>',
        b'<row r="9">' + b"<c/>" * 200 + b"<c><v>1</v></c></row>",
        b'<row r="400000"><c r="BA400000"><v>1</v></c></row>',
    ],
)
def test_one_cell_far_away_is_refused_before_room_is_made_for_it(row: bytes) -> None:
    with pytest.raises(RefusedError, match="too_large"):
        read_delivery(with_sheet_data(row), "x.xlsx")


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="1048576" spans="1:3" hidden="1"/>',
        b'<row r="1048576" customFormat="false"></row>',
        b'<row r="9"><c r="XFD9" s="0"/></row>',
        b'<row r="9"><c r="AC9"><v>1</v></c></row>',
    ],
)
def test_formatting_far_away_takes_no_room_and_is_no_reason_to_refuse(row: bytes) -> None:
    assert read_delivery(with_sheet_data(row), "x.xlsx").sheets[0].rows.height == 1


def test_an_ods_row_that_is_said_to_be_there_a_million_times_is_refused() -> None:
    data = ods({"bezoeken": visits(visit())})
    content = part(data, "content.xml")
    last = content.rindex(b"<table:table-row")
    for attribute in (b'rows-repeated="1000000"', b'columns-repeated="16000"'):
        tag = b"<table:table-row" if b"rows" in attribute else b"<table:table-cell"
        place = content.index(tag, last) + len(tag)
        bomb = content[:place] + b" table:number-" + attribute + content[place:]
        with pytest.raises(RefusedError, match="too_large"):
            read_delivery(repacked(data, {"content.xml": bomb}), "x.ods")


def test_the_empty_rows_that_end_every_ods_sheet_are_no_reason_to_refuse() -> None:
    data = ods({"bezoeken": visits(visit())})
    empty = (
        b'<table:table-row table:number-rows-repeated="1048000">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    content = part(data, "content.xml").replace(b"</table:table>", empty + b"</table:table>")
    file = read_delivery(repacked(data, {"content.xml": content}), "x.ods")
    assert file.sheets[0].rows.height == 1


def test_ordinary_sheets_pass() -> None:
    check_sheets([part(GOOD, "xl/worksheets/sheet1.xml")])
    check_content(part(ods({"x": [["a"]]}), "content.xml"))
