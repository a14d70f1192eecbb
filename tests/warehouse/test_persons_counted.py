"""Persons counted once a period, held against the rows themselves; what more rows may change."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.recorded import (
    BRIEF,
    MONTH,
    Recorded,
    Row,
    make,
    one_of,
    recorded,
    rows_of,
)
from tests.warehouses import scratch


@BRIEF
@given(rows=recorded)
def test_persons_are_the_different_codes_that_came_to_a_stek_in_the_period(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    came: dict[tuple[str, str], set[object]] = {}
    for _, stek_id, month, visitor_code, *_ in rows.visits:
        quarter = f"2026-Q{(int(str(month)[5:7]) + 2) // 3}"
        for period in (str(month)[:7], quarter, "2026"):
            came.setdefault((str(stek_id), period), set()).update({visitor_code} - {None})
    with scratch(database):
        make(database, rows, "reach")
        found = database.execute(
            "select stek_id, period, numerator from indicators.reach "
            "where outcome = 'personen' and stek_id <> 'ALL'"
        ).fetchall()
    assert {(stek_id, period): count for stek_id, period, count in found} == {
        place: len(codes) for place, codes in came.items() if codes
    }


supported = st.builds(
    Recorded,
    visits=st.just(()),
    checks=rows_of(
        st.just("aaa111"), st.just("leefloon"), st.just("niet_opgenomen"), st.just("schaamte"),
        st.none(),
    ),
    referrals=rows_of(
        MONTH, st.just("aaa111"), st.just("leefloon"), st.just("koud"),
        st.booleans(), one_of("toegekend", "geweigerd", "lopend"), st.integers(0, 200),
    ),
)  # fmt: skip


@BRIEF
@given(rows=supported)
def test_no_step_of_the_cascade_is_wider_than_the_one_before(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    steps = ("vastgesteld", "doorverwezen", "aangekomen", "beslist", "toegekend")
    with scratch(database):
        make(database, rows, "referral_cascade")
        cells = database.execute(
            "select map_from_entries(list((outcome, numerator))) from indicators.referral_cascade "
            "group by period, stek_id, recht_code, breakdown, category"
        ).fetchall()
    for (counts,) in cells:
        inwards = [counts[step] for step in steps]
        assert inwards == sorted(inwards, reverse=True)


def persons_of_2026(database: duckdb.DuckDBPyConnection, indicator: str) -> dict[str, int]:
    """What an indicator counts over all Stekken in the year, by outcome; zeros left out."""
    found = database.execute(
        f"select outcome, numerator from indicators.{indicator} where period = '2026' "
        "and stek_id = 'ALL' and recht_code = 'ALL' and breakdown = 'ALL' and numerator > 0"
    ).fetchall()
    return dict(found)


def first_answers(rows: Recorded) -> dict[tuple[object, object], dict[object, object]]:
    """By Stek and code: of each right looked at, what the first check of the year said."""
    answers: dict[tuple[object, object], dict[object, object]] = {}
    in_order = sorted(rows.checks, key=lambda row: (str(row[2]), str(row[0])))
    for _, stek_id, _, visitor_code, right_code, status, *_ in in_order:
        answers.setdefault((stek_id, visitor_code), {}).setdefault(right_code, status)
    return answers


@BRIEF
@given(rows=recorded)
def test_accumulation_is_how_many_first_checks_of_a_person_were_not_taken_up(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    names = ("geen", "een", "twee", "drie_of_meer")
    counted = Counter(
        names[list(answers.values()).count("niet_opgenomen")]
        for answers in first_answers(rows).values()
        if set(answers.values()) != {"onbekend"}
    )
    with scratch(database):
        make(database, rows, "accumulation")
        assert persons_of_2026(database, "accumulation") == counted


ANOTHER_RIGHT = st.tuples(
    st.just("R9"), one_of("tienen", "zaventem"), MONTH, one_of("aaa111", "bbb222"),
    one_of("igo", "davo"), one_of("ontvangt", "niet_opgenomen", "geen_recht", "onbekend"),
    st.just("schaamte"), st.none(),
)  # fmt: skip


@BRIEF
@given(rows=recorded, another=ANOTHER_RIGHT)
def test_a_right_more_never_lowers_accumulation(
    database: duckdb.DuckDBPyConnection, rows: Recorded, another: Row
) -> None:
    found = []
    for every in (rows, replace(rows, checks=(*rows.checks, another))):
        with scratch(database):
            make(database, every, "accumulation")
            counts = persons_of_2026(database, "accumulation")
        names = ("drie_of_meer", "twee", "een", "geen")
        found.append([sum(counts.get(name, 0) for name in names[:n]) for n in (1, 2, 3, 4)])
    before, after = found
    assert all(more >= fewer for more, fewer in zip(after, before, strict=True))
    assert sum(after) - sum(before) <= 2, "one person more, or one person one step further"


def months_of_visits(rows: Recorded) -> dict[tuple[object, object], list[int]]:
    """By Stek and code: the month of each visit, in order."""
    months: dict[tuple[object, object], list[int]] = {}
    for _, stek_id, month, visitor_code, *_ in rows.visits:
        if visitor_code:
            months.setdefault((stek_id, visitor_code), []).append(int(str(month)[5:7]))
    return {person: sorted(seen) for person, seen in months.items()}


@BRIEF
@given(rows=recorded)
def test_who_comes_back_has_a_second_visit_within_three_months(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    counted = Counter(
        "teruggekomen" if len(seen) > 1 and seen[1] - seen[0] <= 3 else "niet_teruggekomen"
        for seen in months_of_visits(rows).values()
    )
    with scratch(database):
        make(database, rows, "recurrence")
        assert persons_of_2026(database, "recurrence") == counted


@BRIEF
@given(rows=recorded)
def test_visit_frequencies_are_how_often_each_code_came(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    times = Counter(len(seen) for seen in months_of_visits(rows).values())
    with scratch(database):
        make(database, rows, "visit_frequencies")
        found = database.execute(
            "select category, numerator from indicators.visit_frequencies "
            "where stek_id = 'ALL' and breakdown = 'aantal_bezoeken'"
        ).fetchall()
    counted: Counter[str] = Counter()
    for often, persons in times.items():
        counted["5-9" if often > 4 else str(often)] += persons
    assert dict(found) == counted
