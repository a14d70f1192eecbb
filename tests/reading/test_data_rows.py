"""What stands among the rows of a sheet and is no row: totals, headers and titles that come again."""

from __future__ import annotations

import pytest

from pipelines import contracts
from pipelines.errors import RefusedError
from pipelines.reading.files import Repair, Sheet, read_delivery
from tests.reading.writing import HEADER, Cell, Rows, csv_text, visit, visits, xlsx

SIGNAL = [column.physical_name for column in contracts.stream("signals").columns]


def sheet_of(lines: Rows) -> Sheet:
    (sheet,) = read_delivery(csv_text(lines).encode(), "x.csv").sheets
    return sheet


@pytest.mark.parametrize(
    "again",
    [
        list(HEADER),
        [name.replace("_", " ").upper() for name in HEADER],
        [name.title() if n < 9 else None for n, name in enumerate(HEADER)],
    ],
)
def test_a_header_that_comes_again_in_any_spelling_is_skipped(again: list[Cell]) -> None:
    sheet = sheet_of(visits(visit(), again, visit(bezoek_id="b2")))
    assert sheet.rows["visit_id"].to_list() == ["b1", "b2"]
    assert sheet.repairs == (Repair("repeated_headers_skipped", None, 1),)


def test_the_title_above_a_header_that_comes_again_is_skipped_with_it() -> None:
    lines = visits(visit(), ["Week 42"], list(HEADER), visit(bezoek_id="b2"))
    sheet = sheet_of(lines)
    assert sheet.rows["visit_id"].to_list() == ["b1", "b2"]
    assert set(sheet.repairs) == {
        Repair("repeated_headers_skipped", None, 1),
        Repair("title_rows_skipped", None, 1),
    }


def test_a_short_row_that_stands_above_no_header_is_a_row() -> None:
    sheet = sheet_of(visits(visit(), ["Week 42"], visit(bezoek_id="b2")))
    assert sheet.rows.height == 3


def test_another_table_below_the_rows_is_refused_and_the_sheet_named() -> None:
    lines: list[list[Cell]] = [*map(list, visits(visit())), [], list(SIGNAL), ["zaventem", "s1"]]
    with pytest.raises(RefusedError, match="ambiguous_stream") as refused:
        read_delivery(xlsx({"bezoeken": lines}), "x.xlsx")
    assert refused.value.where == {"sheet": "bezoeken"}


def test_a_total_whose_word_stands_beside_the_table_is_skipped() -> None:
    lines: Rows = [[*HEADER, "nota"], [*visit(), None], [None, "2", *[None] * 10, "Totaal:"]]
    assert Repair("total_row_skipped", None, 1) in sheet_of(lines).repairs


def test_a_remark_beside_the_table_makes_no_row_a_total() -> None:
    partial = visit(gender=None)
    lines: Rows = [[*HEADER, "nota"], [*visit(), None], [*partial, "Totaal anders dan vorige keer"]]
    assert sheet_of(lines).rows.height == 2


@pytest.mark.parametrize("word", ["Eindtotaal", "Sub-totaal", "Algemeen totaal", "Grand total"])
def test_every_word_for_a_total_is_one(word: str) -> None:
    sheet = sheet_of(visits(visit(), [word, "1"]))
    assert sheet.repairs == (Repair("total_row_skipped", None, 1),)
