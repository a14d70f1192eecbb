from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipelines import contracts
from pipelines.contracts import Column
from pipelines.sample.habits import PLAIN, Amounts, Dates, Habit
from pipelines.sample.sheets import Cell, DayAndMonth, Formula
from pipelines.sample.spellings import header, is_settled, write_amount, write_date, written

NBSP = "\u00a0"
DAY = date(2026, 10, 3)


def column(stream: str, name: str) -> Column:
    return next(c for c in contracts.stream(stream).columns if c.name == name)


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        ("cell", DAY),
        ("iso", "2026-10-03"),
        ("slash", "03/10/2026"),
        ("short", "3-10-26"),
        ("serial", 46298),  # 45292 is 1 January 2024; 731 days to 2026, 275 to 3 October
        ("formula", Formula("=DATE(2026,10,3)", DAY)),
    ],
)
def test_a_date_is_written_in_six_ways(style: Dates, cell: Cell) -> None:
    assert write_date(DAY, style) == cell


@pytest.mark.parametrize(
    ("style", "cell"),
    [
        ("number", 1234.5),
        ("comma", "1.234,50"),
        ("point", "1234.5"),
        ("euro", f"€{NBSP}1{NBSP}234,50"),
    ],
)
def test_an_amount_is_written_in_four_ways(style: Amounts, cell: Cell) -> None:
    assert write_amount(Decimal("1234.50"), style) == cell


def test_a_round_amount_with_a_point_is_no_power_of_ten() -> None:
    assert write_amount(Decimal("400.00"), "point") == "400"


def test_days_after_the_twelfth_settle_the_order() -> None:
    assert is_settled([date(2026, 10, 3), date(2026, 10, 13)])
    assert not is_settled([date(2026, 10, 12)])
    assert not is_settled([])


def test_a_header_is_written_in_six_ways() -> None:
    first = column("visits", "is_first_contact")
    assert [header(first, style, 0) for style in ("code", "upper", "spaces", "title")] == [
        "eerste_contact", "EERSTE_CONTACT", "Eerste contact", "Eerste contact",
    ]  # fmt: skip
    assert header(first, "question", 0) == "eerste contact?"
    assert header(column("visits", "visit_id"), "spaces", 0) == "Bezoek ID"
    assert header(column("visits", "visit_id"), "question", 0) == " Bezoek id "
    names = {header(first, "alias", turn) for turn in range(4)}
    assert names == {*first.aliases, "eerste_contact"}


def test_an_optional_code_that_was_not_asked_is_mostly_an_empty_cell() -> None:
    cells = written(column("visits", "housing"), ["niet_gevraagd"] * 4, PLAIN, "iso", 2026)
    assert cells == [None, None, None, "niet_gevraagd"]
    required = written(column("visits", "gender"), ["niet_gevraagd"], PLAIN, "iso", 2026)
    assert required == ["niet_gevraagd"]


def test_labels_come_with_capitals_spaces_and_now_and_then_as_the_code() -> None:
    habit = Habit("xlsx", "code", "label", "ja/nee", "iso", "point")
    cells = written(column("visits", "gender"), ["v"] * 7, habit, "iso", 2026)
    assert cells == ["Vrouw", "Vrouw", "vrouw", "Vrouw", "v", "VROUW", " Vrouw "]


def test_reasons_come_as_letter_codes_where_a_coordinator_uses_these() -> None:
    habit = Habit("xlsx", "code", "letter", "ja/nee", "iso", "point")
    barrier = column("signals", "barrier")
    assert written(barrier, ["schaamte", "statuut"], habit, "iso", 2026) == ["N2a", "N5b"]


def test_classes_that_a_spreadsheet_takes_for_days_become_days() -> None:
    habit = Habit("xlsx", "code", "code", "ja/nee", "iso", "point", frozenset({"excel_class"}))
    classes = ["1-4", "5-9", "10-19", "20+", None]
    assert written(column("signals", "count_class"), classes, habit, "iso", 2026) == [
        DayAndMonth(date(2026, 4, 1)),
        DayAndMonth(date(2026, 9, 5)),
        "10-19",
        "20+",
        None,
    ]


def test_themes_are_joined_by_a_bar_or_a_comma() -> None:
    themes = column("visits", "themes")
    with_comma = Habit("csv", "code", "code", "j/n", "iso", "point", frozenset({"comma_list"}))
    values = [["wonen", "energie"], ["niet_gevraagd"]]
    assert written(themes, values, PLAIN, "iso", 2026) == ["wonen|energie", None]
    assert written(themes, values, with_comma, "iso", 2026)[0] == "wonen, energie"


def test_what_is_no_value_of_the_column_is_written_as_it_is() -> None:
    assert written(column("visits", "date"), ["binnenkort"], PLAIN, "slash", 2026) == ["binnenkort"]
    form = column("visits", "contact_form")
    assert written(form, ["theekransje"], PLAIN, "iso", 2026) == ["theekransje"]
