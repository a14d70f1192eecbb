"""The two traps: labels that give a value away, and ranges that hold no whole numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipelines.errors import DisclosureError
from pipelines.suppression.pattern import Status, first_status
from pipelines.suppression.protection import protect
from pipelines.suppression.system import NEVER, Kind, Rule
from tests.suppression.tables import Book
from tests.suppression.worlds import values


def two_threes(cost: float) -> Book:
    """L + M = 6 with both under four: the label alone tells that both are three (sdcTable's test)."""
    book = Book(Rule(4))
    total = book.cell("total", 6, cost=cost)
    book.sums(total, [book.cell("L", 3), book.cell("M", 3)])
    return book


def test_the_label_alone_gives_both_counts_away() -> None:
    book = two_threes(NEVER)
    system = book.system()
    assert values(system, first_status(system, book.rule), book.numbers["L"], book.rule) == [3]


def test_a_label_is_taken_off_where_labels_give_a_count_away() -> None:
    book = two_threes(NEVER)
    system = book.system()
    status = protect(system, book.rule).pattern.status
    assert sorted(status.tolist()) == [
        Status.PUBLISHED,
        Status.HIDDEN_SMALL,
        Status.HIDDEN_UNLABELLED,
    ]
    left = [values(system, status, book.numbers[name], book.rule) for name in ("L", "M")]
    assert sorted(left) == [[0, 1, 2, 3], [3, 4, 5, 6]]


def test_labels_stay_where_hiding_more_will_do() -> None:
    book = two_threes(1.0)
    protection = protect(book.system(), book.rule)
    assert protection.pattern.status.tolist() == [
        Status.HIDDEN_OTHER,
        Status.HIDDEN_SMALL,
        Status.HIDDEN_SMALL,
    ]


def coins(total_kind: Kind) -> Book:
    """3a + 5b = 8: fractions leave a room of 0 to 2.67, whole numbers leave one and one."""
    book = Book()
    total = book.cell("total", 8, total_kind)
    book.relate({book.cell("a", 1): 3, book.cell("b", 1): 5, total: -1})
    return book


def test_a_range_of_fractions_proves_nothing() -> None:
    from scipy.optimize import linprog

    most = -linprog([-1, 0], A_eq=[[3, 5]], b_eq=[8], bounds=[(0, 4), (0, 4)]).fun
    book = coins(Kind.KNOWN)
    system = book.system()
    assert most > 2
    assert values(system, first_status(system, Rule()), 1, Rule()) == [1]


def test_a_count_that_only_fractions_protect_is_not_released() -> None:
    with pytest.raises(DisclosureError, match="cells 1, 2 "):
        protect(coins(Kind.KNOWN).system())


def test_a_count_that_only_fractions_protect_makes_hide_more() -> None:
    status = protect(coins(Kind.SHOWN).system()).pattern.status
    assert status[0] == Status.HIDDEN_OTHER


def test_a_count_that_follows_from_what_is_known_is_refused_by_number_alone() -> None:
    book = Book()
    known = [book.cell(name, count, Kind.KNOWN) for name, count in (("all", 21), ("others", 18))]
    small = book.cell("few", 3)
    book.sums(known[0], [known[1], small])
    with pytest.raises(DisclosureError) as refusal:
        protect(book.system())
    assert f"cells {small} " in str(refusal.value)
    assert "3" not in str(refusal.value)


def test_counts_that_do_not_add_up_are_refused() -> None:
    book = Book()
    book.sums(book.cell("all", 20), [book.cell("one", 9), book.cell("two", 10)])
    with pytest.raises(DisclosureError, match="Relations 0 do not hold"):
        book.system()


def test_a_small_count_that_nobody_protects_is_refused() -> None:
    book = Book()
    book.sums(book.cell("all", 20), [book.cell("one", 2, primary=False), book.cell("two", 18)])
    with pytest.raises(DisclosureError, match="Cells 1 are small"):
        protect(book.system())


def test_what_is_public_cannot_be_protected() -> None:
    book = Book()
    book.cell("all", 2, Kind.KNOWN, primary=True)
    with pytest.raises(DisclosureError, match="cannot be protected"):
        book.system()


def test_hiding_costs_something() -> None:
    book = Book()
    book.cell("all", 20, cost=0.0)
    with pytest.raises(DisclosureError, match="cost"):
        book.system()


def test_a_floor_as_wide_as_the_threshold_is_no_rule() -> None:
    with pytest.raises(DisclosureError, match="floor"):
        Rule(smallest=2, floor=2)


def test_parts_of_another_length_are_refused() -> None:
    system = two_threes(1.0).system()
    with pytest.raises(DisclosureError, match="3 places"):
        replace(system, cost=np.ones(2))
    with pytest.raises(DisclosureError, match="int64"):
        replace(system, counts=system.counts.astype(np.float64))
