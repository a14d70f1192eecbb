"""What leaves the house: what is hidden, what is rounded, and that nothing else gets out."""

from __future__ import annotations

import ast
import dataclasses
import itertools
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.disclosure.protection import Released, _Seal
from pipelines.disclosure.rules import SAMPLE_NOTE
from pipelines.errors import DisclosureError
from pipelines.home import CHECKOUT
from pipelines.warehouse.headers import ALL_CATEGORIES, Outcome
from tests.counts import (
    CELLS,
    OCTOBER,
    Cell,
    added_up,
    alone,
    cell,
    header,
    leaf,
    release,
    reporting,
    row,
    words,
)

MODULES = [
    path for room in ("pipelines", "dashboards") for path in sorted((CHECKOUT / room).rglob("*.py"))
]

parts = st.integers(0, 60).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)  # a numerator and its denominator

unhurried = settings(deadline=None, max_examples=30)  # a release takes milliseconds, not micro


def shown(numerator: int, denominator: int) -> tuple[object, ...]:
    """What a reader sees of the total with these true counts."""
    released = row(release(cell(numerator, denominator)))
    return tuple(released[name] for name in ("numerator", "denominator", "value", "status"))


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (42, 98, (40, 100, 40, "provisional")),  # 42 -> 40, 98 -> 100, 40/100
        (13, 37, (15, 35, 43, "provisional")),  # 15/35 = 42.86 -> 43
        (25, 40, (25, 40, 63, "provisional")),  # 62.5: a half goes up
        (5, 18, (5, 20, 25, "provisional")),  # the smallest of everything
        (5, 17, (5, 15, None, "provisional")),  # 17 -> 15: under 20 there is no percentage
        (4, 100, (None, 100, None, "hidden_small")),
        (0, 100, (None, 100, None, "hidden_small")),  # nobody is as telling as one
        (90, 100, (90, 100, 90, "provisional")),  # the rest as shown, 10, is 6 to 14
        (95, 100, (95, 100, None, "provisional")),  # the rest as shown, 5, may be small
        (96, 100, (95, 100, None, "provisional")),  # the rest, 4, may be 1 to 9
        (100, 100, (100, 100, None, "provisional")),  # the rest, nobody, may be 0 to 4
        (3, 4, (None, None, None, "hidden_small")),
        (0, 0, (None, None, None, "hidden_small")),
    ],
)
def test_a_rate_is_shown_as_worked_out_by_hand(
    numerator: int, denominator: int, expected: tuple[object, ...]
) -> None:
    assert shown(numerator, denominator) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1238, 1240)],
)
def test_a_count_without_a_rate_is_rounded_or_hidden(count: int, expected: int | None) -> None:
    counts = header(outcomes={"granted": False})
    who = reporting({"zaventem": 1})
    released = row(release(cell(count), cell(count, stek_id="zaventem"), of=counts, who=who))
    assert (released["numerator"], released["denominator"], released["value"]) == (
        expected,
        None,
        None,
    )


def test_a_stek_that_did_not_deliver_has_no_figures_and_no_zero() -> None:
    who = reporting({"zaventem": 1, "tienen": 0})
    released = release(cell(30, 40), cell(30, 40, stek_id="zaventem"), who=who)
    tienen = row(released, stek_id="tienen")
    assert (tienen["numerator"], tienen["denominator"], tienen["value"]) == (None, None, None)
    assert tienen["status"] == "not_delivered"
    assert row(released)["steks_reporting"] == 1
    assert row(released)["steks_expected"] == 2


def test_a_figure_of_a_stek_that_did_not_deliver_stays_inside() -> None:
    who = reporting({"zaventem": 0})
    released = release(cell(30, 40), cell(30, 40, stek_id="zaventem"), who=who)
    for stek in ("zaventem", "ALL"):
        told = row(released, stek_id=stek)
        assert (told["numerator"], told["denominator"], told["value"]) == (None, None, None)
        assert told["status"] == "not_delivered"


def test_zero_is_told_only_where_the_whole_stream_is_empty() -> None:
    empty = reporting({"zaventem": 1}, records=0)
    released = row(release(cell(0, 0), of=header(), who=empty))
    assert (released["numerator"], released["denominator"], released["status"]) == (0, 0, "zero")
    assert released["value"] is None
    assert row(release(cell(0, 0)))["status"] == "hidden_small"
    assert row(release(cell(1, 8), who=empty))["status"] == "hidden_small"


def test_a_cell_that_the_table_lacks_is_hidden_and_not_absent() -> None:
    of = header("month x stek x right")
    released = release(*added_up(of, leaf(granted=9, asked=20)), of=of)
    assert row(released, stek_id="tienen", recht_code="igo")["status"] == "hidden_small"


def test_every_cell_of_the_grain_and_its_totals_is_there_and_no_other() -> None:
    of = header("month x stek x right", "month x right x breakdown")
    cells = added_up(of, leaf(granted=9, asked=20))
    released = release(*cells, of=of).table.filter(pl.col("outcome") == "granted")
    # Stek (2) x the two rights that are not sensitive and their total (3) = 6; over all Stekken:
    # three rights and their total (4) x five categories and their total (6) = 24
    assert released.height == 6 + 24
    assert released.select(pl.struct("stek_id", "recht_code", "category").n_unique()).item() == 30


def test_a_sensitive_right_is_never_told_of_one_stek() -> None:
    of = header("month x stek x right")
    debts = leaf(recht_code="schuldhulp", granted=30, asked=40)
    released = release(*added_up(of, debts, leaf(granted=50, asked=80)), of=of)
    told = released.table.filter(recht_code="schuldhulp", outcome="granted")
    assert told["stek_id"].to_list() == ["ALL"]
    assert row(released, recht_code="schuldhulp")["value"] == 75


def test_the_sensitive_rights_of_a_stek_are_not_its_total_less_the_others() -> None:
    of = header("year x stek x right", outcomes={"granted": False})
    counts = {"leefloon": 30, "igo": 40, "schuldhulp": 50}
    leaves = [leaf("2025", recht_code=right, granted=n) for right, n in counts.items()]
    who = reporting({"zaventem": 12}, period="2025", period_type="year")
    told = release(*added_up(of, *leaves), of=of, who=who).table.filter(stek_id="zaventem")
    status = dict(told.select("recht_code", "status").iter_rows())
    assert set(status) == {"ALL", "leefloon", "igo"}
    assert sorted(status.values()).count("published") < 3


def test_a_finer_grain_than_declared_is_left_out() -> None:
    released = release(
        cell(30, 40, stek_id="zaventem", recht_code="igo"), of=header("month x stek")
    )
    assert set(released.table["recht_code"]) == {"ALL"}


def test_counts_of_deliveries_are_exact() -> None:
    counts = header(protected="none")
    released = row(release(cell(2, 3), of=counts, who=reporting({"zaventem": 0})))
    assert (released["numerator"], released["denominator"], released["value"]) == (2, 3, 67)
    assert released["status"] == "published"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ((cell(9, 8),), "1 cells count more than their denominator"),
        ((cell(-1, 8),), "1 cells have no numerator, or one below zero"),
        ((cell(9),), "1 cells have a rate and no denominator"),
        ((cell(9, 20), cell(9, 20)), "4 cells stand in the table more than once"),
        ((cell(9, 20, stek_id="Jan Peeters"),), "2 cells have period_type and period and stek_id"),
        ((cell(9, 20, period="2026-09"),), "2 cells have period_type and period and stek_id"),
        ((cell(9, 20, recht_code="Jan Peeters"),), "2 cells have recht_code that nobody knows"),
        ((cell(9, 20, category="v"),), "2 cells have breakdown and category that nobody knows"),
        ((cell(9, 20, outcome="Jan Peeters"),), "1 cells have outcome that nobody knows"),
    ],
)
def test_a_cell_that_cannot_be_is_refused_without_quoting_it(
    cells: tuple[Cell, ...], message: str
) -> None:
    with pytest.raises(DisclosureError, match=message) as refused:
        release(*cells)
    assert "Peeters" not in str(refused.value)


def test_an_outcome_without_a_row_cannot_be_told_from_one_with_a_small_count() -> None:
    both = header("month", outcomes={"granted": True, "refused": True})
    absent = row(release(cell(20, 20), of=both), outcome="refused")
    small = row(release(cell(18, 20), cell(2, 20, outcome="refused"), of=both), outcome="refused")
    assert absent == small
    assert (absent["denominator"], absent["status"]) == (20, "hidden_small")


def test_a_denominator_that_its_outcomes_do_not_make_up_is_refused() -> None:
    both = header("month", outcomes={"granted": True, "refused": True})
    assert row(release(cell(9, 20), cell(11, 20, outcome="refused"), of=both))["denominator"] == 20
    with pytest.raises(DisclosureError, match="2 cells have a denominator that is not the sum"):
        release(cell(9, 21), cell(11, 21, outcome="refused"), of=both)


def test_a_category_without_a_row_has_the_denominator_that_the_others_share() -> None:
    share = (Outcome("granted", words("granted"), (ALL_CATEGORIES,)),)
    of = dataclasses.replace(header("month x breakdown"), outcomes=share)
    some = [cell(10, 20, breakdown="gender", category=category) for category in ("v", "m")]
    released = release(cell(20, 20), *some, of=of)
    assert row(released, breakdown="gender", category="x")["denominator"] == 20
    assert row(released, breakdown="gender", category="x")["status"] == "hidden_small"


def test_categories_with_a_denominator_each_may_be_absent() -> None:
    of = header("month x breakdown")
    some = [cell(10, 20, breakdown="gender", category=category) for category in ("v", "m")]
    released = release(cell(20, 40), *some, of=of)
    assert row(released, breakdown="gender", category="x")["denominator"] is None


def test_a_period_after_the_last_one_told_has_no_cells() -> None:
    who = pl.concat(
        reporting({"zaventem": 1}, period=period) for period in ("2026-09", "2026-10", "2026-11")
    )
    told = release(cell(9, 20), who=who).table
    assert set(told["period"]) == {"2026-09", "2026-10"}


def test_a_breakdown_without_categories_is_refused() -> None:
    strange = dataclasses.replace(header("month x breakdown"), breakdowns=("shoe_size",))
    with pytest.raises(DisclosureError, match="Known: gender"):
        release(of=strange)


def test_sample_figures_say_so_on_every_row() -> None:
    assert set(release(cell(9, 20), is_sample=True).table["note"]) == {SAMPLE_NOTE}
    assert set(release(cell(9, 20)).table["note"]) == {None}


@unhurried
@given(parts)
def test_a_published_count_is_a_multiple_of_five_and_at_least_five(counts: tuple[int, int]) -> None:
    numerator, denominator, value, _ = shown(*counts)
    for count in (numerator, denominator):
        assert count is None or (isinstance(count, int) and count >= 5 and count % 5 == 0)
    assert value is None or (isinstance(value, int) and 0 < value < 100)


@unhurried
@given(parts)
def test_a_rate_never_stands_beside_a_hidden_part(counts: tuple[int, int]) -> None:
    numerator, denominator, value, _ = shown(*counts)
    if value is not None:
        assert numerator is not None
        assert denominator is not None
        assert counts[1] - counts[0] >= 5


@unhurried
@given(parts, st.integers(0, 4))
def test_a_hidden_count_could_be_any_other_of_nobody_to_four(
    counts: tuple[int, int], other: int
) -> None:
    numerator, denominator = counts
    if (
        numerator < 5 and denominator != 8
    ):  # of 8 the rest may be small too, and take the base along
        assert shown(numerator, denominator) == shown(min(other, denominator), denominator)
    if denominator < 5:
        assert shown(numerator, denominator) == shown(min(numerator, other), other)


@unhurried
@given(st.permutations(range(18)), st.lists(parts, min_size=4, max_size=4))
def test_the_order_of_rows_changes_nothing(order: list[int], counts: list[tuple[int, int]]) -> None:
    of = header("month x stek x right")
    places = itertools.product(("zaventem", "tienen"), ("igo", "leefloon"))
    leaves = [
        leaf(stek_id=stek, recht_code=right, granted=a, asked=n)
        for (a, n), (stek, right) in zip(counts, places, strict=True)
    ]
    cells = added_up(of, *leaves)  # 2 Stekken, 2 rights and their totals, 2 outcomes: 18
    assert release(*cells, of=of).table.equals(release(*(cells[i] for i in order), of=of).table)


def test_the_order_of_who_reported_changes_nothing() -> None:
    of = header("month x stek x right")
    counts = {"leefloon": (13, 13), "igo": (13, 15)}
    cells = added_up(
        of,
        *(leaf(recht_code=right, granted=a, asked=n) for right, (a, n) in counts.items()),
        leaf(stek_id="tienen", asked=3),
        leaf(stek_id="tienen", recht_code="leefloon", asked=2),
    )
    who = reporting({"zaventem": 1, "tienen": 1})
    first = release(*cells, of=of, who=who).table
    assert first.equals(release(*cells, of=of, who=who.reverse()).table)


def test_only_protect_makes_a_released_table() -> None:
    made = release(cell(30, 40))
    with pytest.raises(DisclosureError, match="makes a Released table"):
        Released(header(), is_sample=False, _table=pl.DataFrame(), seal=_Seal())
    with pytest.raises(ValueError, match="InitVar 'seal' must be specified"):
        dataclasses.replace(made, _table=pl.DataFrame())  # type: ignore[call-arg]


def test_a_released_table_cannot_be_changed() -> None:
    made = release(cell(30, 40))
    made.table[0, "numerator"] = 31
    made.table.drop_in_place("status")
    assert row(made)["numerator"] == 30
    assert "status" in made.table.columns


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_other_module_makes_one(path: Path) -> None:
    if path.name == "protection.py":
        return
    names = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    assert "Released" not in names
    assert "_SEAL" not in path.read_text("utf-8")


def test_an_empty_indicator_over_an_empty_calendar_is_an_empty_table() -> None:
    who = reporting({}).clear()
    table = alone(header(), pl.DataFrame(schema=CELLS), who).table
    assert table.is_empty()
    assert table.columns[:3] == ["indicator", "period_type", "period"]
    assert OCTOBER not in table["period"]
