from __future__ import annotations

import csv
import io

import pytest

from pipelines.errors import RefusedError
from pipelines.reading.files import Repair, read_delivery
from pipelines.reading.parsing import parse
from tests.reading.writing import HEADER, csv_text, visit, visits

LINES = visits(visit(bezoek_id="één"), visit(bezoek_id="b€2"))


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_any_separator_encoding_and_line_end_reads_the_same(
    separator: str, encoding: str, newline: str
) -> None:
    text = csv_text(LINES, separator).replace("\r\n", newline)
    sheet = read_delivery(text.encode(encoding), "x.csv").sheets[0]
    assert sheet.rows["visit_id"].to_list() == ["één", "b€2"]
    assert sheet.rows["themes"].to_list() == ["inkomen|wonen"] * 2
    assert sheet.rows["row_number"].to_list() == [2, 3]


@pytest.mark.parametrize(
    ("encoding", "repairs"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("cp1252", (Repair("windows_1252", None, 1),)),
        ("utf-16", (Repair("utf_16", None, 1),)),
    ],
)
def test_another_encoding_is_told(encoding: str, repairs: tuple[Repair, ...]) -> None:
    assert read_delivery(csv_text(LINES).encode(encoding), "x.csv").repairs == repairs


def test_quotes_may_hold_separators_quotes_and_lines() -> None:
    text = csv_text(visits(visit(bezoek_id='"b;1 ""x""\r\nverder"'), visit(bezoek_id="b2")))
    rows = read_delivery(text.encode(), "x.csv").sheets[0].rows
    assert rows["visit_id"].to_list() == ['b;1 "x"\r\nverder', "b2"]
    assert rows["row_number"].to_list() == [2, 3]


def test_a_themes_cell_with_commas_in_quotes_does_not_make_the_separator_a_comma() -> None:
    text = csv_text(visits(*[visit(thema="inkomen,wonen,energie")] * 30))
    rows = read_delivery(text.encode(), "x.csv").sheets[0].rows
    assert rows["themes"][0] == "inkomen,wonen,energie"


def test_rows_longer_than_the_header_far_down_are_read_too() -> None:
    text = csv_text(visits(*[visit()] * 100)) + csv_text([[*visit(bezoek_id="lang"), "extra", "x"]])
    grid = parse(text.encode(), "x.csv").grids[0]
    assert grid.cells.width == len(HEADER) + 2
    assert grid.cells.row(101)[-2:] == ("extra", "x")


def test_the_fast_and_the_careful_reader_agree_on_a_large_file_with_lines_in_quotes() -> None:
    lines = visits(*[visit(bezoek_id=f'"b{n}\n{n}"', gender=f'"v;{n}"') for n in range(60_000)])
    text = csv_text(lines)
    grid = parse(text.encode(), "x.csv").grids[0]
    expected = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert [list(row) for row in grid.cells.rows()] == expected


def test_empty_lines_count_as_rows_as_they_do_in_excel() -> None:
    text = "\r\n\r\n" + csv_text(LINES).replace("\r\n", "\r\n\r\n")
    assert read_delivery(text.encode(), "x.csv").sheets[0].rows["row_number"].to_list() == [5, 7]


def test_the_line_that_tells_excel_the_separator_is_no_row() -> None:
    sheet = read_delivery(b"sep=;\r\n" + csv_text(LINES).encode(), "x.csv").sheets[0]
    assert sheet.rows["row_number"].to_list() == [2, 3]


def test_title_rows_in_front_do_not_hide_the_separator() -> None:
    titles = "STEK Zaventem, oktober 2026, blad 1\r\nuitleg, met, veel, komma's\r\n"
    sheet = read_delivery((titles + csv_text(LINES)).encode(), "x.csv").sheets[0]
    assert sheet.rows["row_number"].to_list() == [4, 5]
    assert Repair("title_rows_skipped", None, 2) in sheet.repairs


@pytest.mark.parametrize("text", [csv_text([["x"] * 201]), "a;b\n" * 500_001])
def test_too_many_rows_or_columns_are_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="too_large"):
        read_delivery(text.encode(), "x.csv")


def test_a_quote_that_never_closes_does_not_break_the_reader() -> None:
    text = csv_text(visits(visit(), visit(bezoek_id='"open')))
    assert read_delivery(text.encode(), "x.csv").sheets[0].rows.height == 2
