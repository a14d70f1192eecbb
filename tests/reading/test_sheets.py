from __future__ import annotations

from datetime import date

import pytest

from pipelines.reading.files import Repair, Sheet, read_delivery
from tests.reading.writing import HEADER, Rows, csv_text, visit, visits, xlsx

EMPTY: list[None] = [None] * len(HEADER)


def sheet_of(lines: Rows) -> Sheet:
    (sheet,) = read_delivery(csv_text(lines).encode(), "x.csv").sheets
    return sheet


def test_a_clean_sheet_needs_no_repair() -> None:
    assert sheet_of(visits(visit(), visit(bezoek_id="b2"))).repairs == ()


def test_rows_above_the_header_are_skipped_and_counted() -> None:
    sheet = sheet_of([["STEK Zaventem"], ["oktober 2026"], [], *visits(visit())])
    assert sheet.rows["row_number"].to_list() == [5]
    assert sheet.repairs == (Repair("title_rows_skipped", None, 2),)


def test_empty_rows_between_the_rows_are_counted_and_those_after_the_last_are_not() -> None:
    sheet = sheet_of(visits(visit(), EMPTY, ["  "], visit(bezoek_id="b2"), EMPTY, EMPTY))
    assert sheet.rows["row_number"].to_list() == [2, 5]
    assert sheet.repairs == (Repair("empty_rows_skipped", None, 2),)


@pytest.mark.parametrize(
    "row",
    [
        ["Totaal", 2],
        ["TOTAAL oktober:", None, None, None, 2],
        [None, None, "Totaal", 2],
        ["Subtotaal"],
        ["Gemiddelde", None, "12,5"],
        ["Aantal bezoeken", 2],
        ["Total", 2],
    ],
)
def test_rows_that_sum_up_are_skipped_and_counted(row: list[str | int | None]) -> None:
    sheet = sheet_of(visits(visit(), visit(bezoek_id="b2"), row))
    assert sheet.rows["visit_id"].to_list() == ["b1", "b2"]
    assert sheet.repairs == (Repair("total_row_skipped", None, 1),)


def test_a_complete_row_sums_up_nothing_whatever_word_is_in_it() -> None:
    assert sheet_of(visits(visit(bezoek_id="totaal-1"))).rows["visit_id"].to_list() == ["totaal-1"]


def test_a_header_that_comes_again_is_skipped_and_counted() -> None:
    sheet = sheet_of(visits(visit(), list(HEADER), visit(bezoek_id="b2")))
    assert sheet.rows["visit_id"].to_list() == ["b1", "b2"]
    assert sheet.repairs == (Repair("repeated_headers_skipped", None, 1),)


def test_white_space_around_a_text_is_trimmed_and_counted_by_column() -> None:
    lines = visits(visit(bezoek_id=" b1\u00a0", gender="v "), visit(bezoek_id="b2 "), visit())
    sheet = sheet_of(lines)
    assert sheet.rows["visit_id"].to_list() == ["b1", "b2", "b1"]
    assert sheet.repairs == (
        Repair("spaces_trimmed", "visit_id", 2),
        Repair("spaces_trimmed", "gender", 1),
    )


def test_a_cell_of_spaces_is_an_empty_cell() -> None:
    sheet = sheet_of(visits(visit(woonsituatie=" \u00a0 ")))
    assert sheet.rows["housing"].to_list() == [None]
    assert sheet.repairs == ()


def test_optional_columns_that_are_not_there_are_empty() -> None:
    names = [name for name in HEADER if name != "thema"]
    sheet = sheet_of([names, visit()[:-1]])
    assert sheet.rows["themes"].to_list() == [None]
    assert "thema" not in sheet.letters


def test_rows_are_not_shown_with_the_sheet() -> None:
    assert "b1" not in repr(sheet_of(visits(visit())))


def test_a_code_that_became_a_day_of_the_calendar_from_1904_is_that_day() -> None:
    first_of_april = (date(2026, 4, 1) - date(1904, 1, 1)).days
    lines = visits(visit(leeftijdsklasse=first_of_april), visit(leeftijdsklasse="65+"))
    (sheet,) = read_delivery(xlsx({"bezoeken": lines}, date_1904=True), "x.xlsx").sheets
    serial = (date(2026, 4, 1) - date(1899, 12, 30)).days
    assert sheet.rows["age_class"].to_list() == [str(serial), "65+"]
