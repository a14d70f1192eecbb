from __future__ import annotations

from datetime import date

import polars as pl

from pipelines import contracts
from pipelines.months import Month
from pipelines.sample.habits import Habit, Quirk, habit
from pipelines.sample.mistakes import Slip
from pipelines.sample.pages import Hand, dates_of, lists_sheet, page
from pipelines.sample.sheets import Formula, Page
from pipelines.sample.stekken import stekken

STEK = next(stek for stek in stekken() if stek.stek_id == "tienen")
SIGNALS = contracts.stream("signals")


def signals(count: int) -> pl.DataFrame:
    columns: dict[str, object] = {
        column.name: [f"{column.name}{place}" for place in range(count)]
        for column in SIGNALS.columns
        if column.type != "date"
    }
    return pl.DataFrame({**columns, "date": [date(2026, 10, 1)] * count})


def laid_out(count: int, *quirks: Quirk, slips: tuple[Slip, ...] = ()) -> Page:
    own = Habit("xlsx", "code", "code", "ja/nee", "iso", "point", frozenset(quirks))
    return page(Hand(STEK, Month(2026, 10), own, "iso"), SIGNALS, signals(count), slips)


def test_a_plain_page_is_a_header_and_the_records() -> None:
    made = laid_out(2)
    header, first, second = made.sheet.rows
    assert header == tuple(column.physical_name for column in SIGNALS.columns)
    assert (first[1], second[1]) == ("signal_id0", "signal_id1")
    assert made.row_numbers == (2, 3)


def test_row_numbers_count_titles_and_empty_rows_as_a_person_does() -> None:
    made = laid_out(27, "title", "blank")
    # Four rows above, the header on row 5, 25 records, an empty row, two more records.
    assert made.row_numbers == (*range(6, 31), 32, 33)
    for place, number in enumerate(made.row_numbers):
        assert made.sheet.rows[number - 1][1] == f"signal_id{place}"
    assert [row[0] for row in made.sheet.rows[:4]] == [
        "STEK Tienen", "oktober 2026", "Voorbeeldgegevens: fictieve cijfers", None,
    ]  # fmt: skip


def test_a_total_counts_the_records_and_a_page_without_records_has_none() -> None:
    assert laid_out(3, "total").sheet.rows[-1][:2] == ("Totaal", Formula("=COUNTA(B2:B4)", 3))
    assert len(laid_out(0, "total").sheet.rows) == 1


def test_extra_columns_stand_in_front_and_at_the_end_and_one_may_be_hidden() -> None:
    sheet = laid_out(1, "extra", "hidden_column").sheet
    assert (sheet.rows[0][0], *sheet.rows[0][-2:]) == ("volgnr", "duur (min)", "controle")
    assert sheet.hidden_columns == {sheet.width - 1}


def test_a_slip_stands_instead_of_what_was_meant() -> None:
    slip = Slip(1, "status", "vergeten", "signals.status_is_in_list", (1,))
    rows = laid_out(3, slips=(slip,)).sheet.rows
    place = [column.name for column in SIGNALS.columns].index("status")
    assert [row[place] for row in rows] == ["status", "status0", "vergeten", "status2"]


def test_a_file_that_does_not_settle_the_order_of_its_dates_writes_them_plainly() -> None:
    early = pl.DataFrame({"date": [date(2026, 10, 3), date(2026, 10, 12), None]})
    late = pl.DataFrame({"followed_until": [date(2026, 10, 31)]})
    by_hand, as_cells = habit("tienen"), habit("zaventem")
    assert dates_of(by_hand, [early]) == "iso"
    assert dates_of(by_hand, [early, late]) == "slash"
    assert dates_of(as_cells, [early]) == "cell"


def test_the_list_to_choose_from_is_hidden() -> None:
    sheet = lists_sheet()
    assert sheet.is_hidden
    assert ("Koffie & Formulieren",) in sheet.rows
