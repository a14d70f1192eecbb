"""Profile R: what is hidden, what is rounded, and that hidden counts cannot be told from a row."""

from __future__ import annotations

import ast
import dataclasses
import itertools
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.disclosure.protection import SAMPLE_NOTE, Released, _Seal, protect
from pipelines.errors import DisclosureError
from pipelines.home import CHECKOUT
from pipelines.warehouse.headers import ALL_CATEGORIES, Outcome
from tests.counts import (
    CELLS,
    DOMAINS,
    OCTOBER,
    Cell,
    cell,
    header,
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

unhurried = settings(deadline=None, max_examples=60)  # a release takes milliseconds, not micro


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
        (96, 100, (95, 100, None, "provisional")),  # the rest, 4, is small
        (95, 100, (95, 100, 95, "provisional")),  # the rest, 5, is not
        (100, 100, (100, 100, None, "provisional")),  # everybody is as telling as one
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
    released = row(release(cell(count), of=counts))
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
    assert (
        row(release(cell(30, 40, stek_id="zaventem"), who=who), stek_id="zaventem")["value"] is None
    )


def test_zero_is_told_only_where_the_whole_stream_is_empty() -> None:
    empty = reporting({"zaventem": 1}, records=0)
    released = row(release(cell(0, 0), who=empty))
    assert (released["numerator"], released["denominator"], released["status"]) == (0, 0, "zero")
    assert released["value"] is None
    assert row(release(cell(0, 0)))["status"] == "hidden_small"
    assert row(release(cell(1, 8), who=empty))["status"] == "hidden_small"


def test_a_cell_that_the_table_lacks_is_hidden_and_not_absent() -> None:
    released = release(cell(9, 20), of=header("month x stek x right"))
    assert row(released, stek_id="tienen", recht_code="igo")["status"] == "hidden_small"


def test_every_cell_of_the_grain_and_its_totals_is_there_and_no_other() -> None:
    released = release(
        cell(9, 20), of=header("month x stek x right", "month x right x breakdown")
    ).table.filter(pl.col("outcome") == "granted")
    # Stek (2) x the two rights that are not sensitive and their total (3) = 6; over all Stekken:
    # three rights and their total (4) x five categories and their total (6) = 24
    assert released.height == 6 + 24
    assert released.select(pl.struct("stek_id", "recht_code", "category").n_unique()).item() == 30


def test_a_sensitive_right_is_never_told_of_one_stek() -> None:
    of = header("month x stek x right")
    debts = {"recht_code": "schuldhulp"}
    released = release(cell(30, 40, stek_id="zaventem", **debts), cell(30, 40, **debts), of=of)
    told = released.table.filter(recht_code="schuldhulp", outcome="granted")
    assert told["stek_id"].to_list() == ["ALL"]
    assert row(released, **debts)["value"] == 75


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
    both = header(outcomes={"granted": True, "refused": True})
    absent = row(release(cell(20, 20), of=both), outcome="refused")
    small = row(release(cell(18, 20), cell(2, 20, outcome="refused"), of=both), outcome="refused")
    assert absent == small
    assert (absent["denominator"], absent["status"]) == (20, "hidden_small")


def test_a_denominator_that_its_outcomes_do_not_make_up_is_refused() -> None:
    both = header(outcomes={"granted": True, "refused": True})
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
    if numerator < 5:
        assert shown(numerator, denominator) == shown(min(other, denominator), denominator)
    if denominator < 5:
        assert shown(numerator, denominator) == shown(min(numerator, other), other)


def test_no_hidden_count_is_pinned_by_its_own_row() -> None:
    worlds: dict[tuple[object, ...], list[tuple[int, int]]] = {}
    pairs = [(a, n) for n in range(41) for a in range(n + 1)]
    for pair, seen in zip(pairs, _all_shown(pairs), strict=True):
        worlds.setdefault(seen, []).append(pair)
    for (numerator, denominator, _, _), members in worlds.items():
        if numerator is None:
            assert {a for a, _ in members} == {0, 1, 2, 3, 4}
        if denominator is None:
            assert {n for _, n in members} == {0, 1, 2, 3, 4}
        rest = {n - a for a, n in members}
        if min(rest) < 5:  # the rest is hidden too: never one value, nor only two
            assert len(rest) >= 3


def test_no_hidden_part_is_pinned_by_the_total_that_two_parts_make() -> None:
    pairs = [(a, b) for a in range(25) for b in range(25)]
    periods = _months(len(pairs))
    cells = [
        cell(part, a + b, period=period, outcome=outcome)
        for (a, b), period in zip(pairs, periods, strict=True)
        for outcome, part in (("granted", a), ("refused", b))
    ]
    who = pl.concat(reporting({"zaventem": 1}, period=period) for period in periods)
    of = header(outcomes={"granted": True, "refused": True})
    table = release(*cells, of=of, who=who).table.filter(pl.col("stek_id") == "ALL")
    rows = table.sort("period", "outcome").select("numerator", "denominator", "value").rows()
    worlds: dict[object, set[int]] = {}
    for (a, b), *seen in zip(pairs, rows[::2], rows[1::2], strict=True):
        if b < 18:  # above, the worlds that would look the same are not all among the pairs
            worlds.setdefault(tuple(seen), set()).add(a)
    assert rows[2 * pairs.index((4, 4))] == (None, None, None)  # 4 and 4 of 8
    assert min(len(parts) for parts in worlds.values() if min(parts) < 5) == 3  # 0 to 2 of 5 to 7


def _months(count: int) -> list[str]:
    """That many months in a row."""
    return [f"{2000 + i // 12}-{i % 12 + 1:02d}" for i in range(count)]


def _all_shown(pairs: list[tuple[int, int]]) -> list[tuple[object, ...]]:
    """Every pair as a month of its own, released at once."""
    periods = _months(len(pairs))
    who = pl.concat(reporting({"zaventem": 1}, period=period) for period in periods)
    cells = [cell(a, n, period=p) for (a, n), p in zip(pairs, periods, strict=True)]
    table = release(*cells, who=who).table.filter(stek_id="ALL", outcome="granted").sort("period")
    return list(table.select("numerator", "denominator", "value", "status").iter_rows())


@unhurried
@given(st.permutations(range(6)), st.lists(parts, min_size=6, max_size=6))
def test_the_order_of_rows_changes_nothing(order: list[int], counts: list[tuple[int, int]]) -> None:
    places = list(itertools.product(("ALL", "zaventem", "tienen"), ("ALL", "igo")))
    cells = [
        cell(a, n, stek_id=stek, recht_code=right)
        for (a, n), (stek, right) in zip(counts, places, strict=True)
    ]
    of = header("month x stek x right")
    who = reporting({"zaventem": 1, "tienen": 1})
    first = release(*cells, of=of, who=who).table
    other = release(*(cells[i] for i in order), of=of, who=who.reverse()).table
    assert first.equals(other)


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
    table = protect(header(), pl.DataFrame(schema=CELLS), who, DOMAINS, is_sample=False).table
    assert table.is_empty()
    assert table.columns[:3] == ["indicator", "period_type", "period"]
    assert OCTOBER not in table["period"]
