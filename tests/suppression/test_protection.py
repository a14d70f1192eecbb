"""No small count can be worked out: told by trying every table that a reader can think of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pipelines.errors import DisclosureError
from pipelines.suppression.pattern import Status, first_status
from pipelines.suppression.protection import Protection, protect
from pipelines.suppression.system import Kind, Rule, System
from pipelines.suppression.verification import verify
from tests.suppression.tables import Book, crossed, linked, nested, persons, rounded, table
from tests.suppression.worlds import values

# Skewed, as counts of persons are: most of them small, a few not.
COUNTS = st.sampled_from([0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 8, 11, 17])
RULES = st.sampled_from([Rule(3), Rule(4), Rule(5)])
SHAPES = st.sampled_from([(2, 2), (2, 3), (3, 3), (4, 3), (2, 2, 2), (3, 2, 2)])


def grids(shape: tuple[int, ...]) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.int64, shape, elements=COUNTS)


@given(SHAPES.flatmap(grids), RULES, st.booleans())
@settings(max_examples=30)
def test_in_a_table_with_margins(inner: np.ndarray, rule: Rule, locked: bool) -> None:
    is_protected(table(inner, rule, locked=locked), rule)


@given(grids((3, 2)), grids((3, 3)), RULES)
@settings(max_examples=30)
def test_in_tables_that_share_a_margin(a: np.ndarray, b: np.ndarray, rule: Rule) -> None:
    b[:, 0] += np.maximum(a.sum(axis=1) - b.sum(axis=1), 0)
    a[:, 0] += b.sum(axis=1) - a.sum(axis=1)
    is_protected(linked(a, b, rule), rule)


@given(grids((2,)), grids((2,)), grids((2, 2)), RULES)
@settings(max_examples=30)
def test_in_outcomes_within_outcomes(
    took: np.ndarray, refused: np.ndarray, reasons: np.ndarray, rule: Rule
) -> None:
    is_protected(nested(took, refused, reasons, rule), rule)


@given(st.lists(COUNTS, min_size=2, max_size=5), st.floats(0, 1), RULES)
@settings(max_examples=30)
def test_in_distinct_persons_that_do_not_add_up(parts: list[int], at: float, rule: Rule) -> None:
    total = max(parts) + round(at * (sum(parts) - max(parts)))
    is_protected(persons(parts, total, rule), rule)


@given(SHAPES.flatmap(grids), RULES, st.booleans())
@settings(max_examples=30)
def test_in_a_table_with_margins_whose_counts_are_rounded(
    inner: np.ndarray, rule: Rule, locked: bool
) -> None:
    is_protected(rounded(table(inner, rule, locked=locked), rule), rule)


@given(grids((3, 2)), grids((3, 3)), RULES)
@settings(max_examples=30)
def test_in_an_exact_table_that_shares_a_margin_with_a_rounded_one(
    a: np.ndarray, b: np.ndarray, rule: Rule
) -> None:
    b[:, 0] += np.maximum(a.sum(axis=1) - b.sum(axis=1), 0)
    a[:, 0] += b.sum(axis=1) - a.sum(axis=1)
    exact = linked(a, b, rule)
    told = rounded(exact, rule)
    is_exact = np.arange(len(exact)) % 2 == 0
    low, high = (np.where(is_exact, exact.counts, ends) for ends in (told.low, told.high))
    is_protected(replace(exact, low=low, high=high), rule)


def test_rounding_alone_does_not_protect() -> None:
    rule, draws = Rule(5), np.random.default_rng(2)
    pool = [0, 0, 1, 2, 3, 4, 5, 6, 8, 11, 12, 13, 17]
    systems = [rounded(table(draws.choice(pool, (3, 3)), rule), rule) for _ in range(60)]
    broken = [is_broken(system, first_status(system, rule), rule) for system in systems]
    assert any(broken)
    assert not any(
        is_broken(s, protect(s, rule).pattern.status, rule)
        for s, was in zip(systems, broken, strict=True)
        if was
    )


def is_protected(system: System, rule: Rule) -> None:
    """Every primary cell has two values two apart; or it is refused, and no hiding would do."""
    try:
        protection = protect(system, rule)
    except DisclosureError:
        assert not can_be_protected(system, rule)
        return
    verify(system, protection.pattern, protection.certificate, rule)
    status = protection.pattern.status
    for row, cell in enumerate(protection.certificate.primaries.tolist()):
        left = values(system, status, cell, rule)
        assert max(left) - min(left) >= rule.floor
        if cell not in protection.short:
            assert max(left) - min(left) >= rule.target
        else:
            assert not is_wide_when_most_is_hidden(system, rule, cell)
        assert protection.certificate.low[row] in left


def hidden_as_far_as_may_be(system: System, rule: Rule, *, labelled: bool) -> np.ndarray:
    status = first_status(system, rule)
    open_ones = (status == Status.PUBLISHED) & np.isfinite(system.cost)
    status[open_ones] = Status.HIDDEN_OTHER
    if not labelled:
        hidden = (status == Status.HIDDEN_OTHER) | (status == Status.HIDDEN_SMALL)
        status[hidden] = Status.HIDDEN_UNLABELLED
    return status


def can_be_protected(system: System, rule: Rule) -> bool:
    status = hidden_as_far_as_may_be(system, rule, labelled=False)
    left = [
        values(system, status, cell, rule) for cell in np.nonzero(system.is_primary)[0].tolist()
    ]
    return all(max(found) - min(found) >= rule.floor for found in left)


def is_wide_when_most_is_hidden(system: System, rule: Rule, cell: int) -> bool:
    status = hidden_as_far_as_may_be(system, rule, labelled=True)
    left = values(system, status, cell, rule)
    return max(left) - min(left) >= rule.target


def is_broken(system: System, status: np.ndarray, rule: Rule) -> bool:
    left = [
        values(system, status, cell, rule) for cell in np.nonzero(system.is_primary)[0].tolist()
    ]
    return any(max(found) - min(found) < rule.floor for found in left)


def test_primary_suppression_alone_is_broken_on_most_of_these_tables() -> None:
    rule, draws = Rule(5), np.random.default_rng(1)
    pool = [0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6, 8, 11, 17]
    systems = [table(draws.choice(pool, (4, 3)), rule) for _ in range(30)]
    broken = [is_broken(system, first_status(system, rule), rule) for system in systems]
    assert sum(broken) >= 15
    assert not any(is_broken(s, protect(s, rule).pattern.status, rule) for s in systems)


def test_what_is_published_is_true_and_what_is_small_is_hidden() -> None:
    system = table(np.array([[12, 1, 9], [7, 8, 0], [30, 2, 6]]))
    status = protect(system).pattern.status
    assert ((system.counts < 5) == (status == Status.HIDDEN_SMALL)).all()
    assert set(status[system.counts >= 5].tolist()) <= {Status.PUBLISHED, Status.HIDDEN_OTHER}


def test_a_table_without_small_counts_is_published_whole() -> None:
    protection = protect(table(np.array([[5, 6], [7, 8]])))
    assert (protection.pattern.status == Status.PUBLISHED).all()
    assert len(protection.certificate) == 0


def test_one_small_count_hides_the_square_it_needs_and_no_more() -> None:
    system = table(np.array([[2, 30, 40], [30, 9, 40], [40, 40, 40]]), locked=True)
    hidden = np.nonzero(protect(system).pattern.is_hidden)[0]
    assert sorted(system.counts[hidden].tolist()) == [2, 9, 30, 30]


def test_a_cell_that_must_stay_published_stays() -> None:
    book = Book()
    total = book.cell("total", 20, cost=float("inf"))
    parts = [book.cell(i, count) for i, count in enumerate((2, 8, 10))]
    book.sums(total, parts)
    system = book.system()
    assert protect(system).pattern.status.tolist() == [
        Status.PUBLISHED,
        Status.HIDDEN_SMALL,
        Status.HIDDEN_OTHER,
        Status.PUBLISHED,
    ]


def test_the_dearer_cell_is_published() -> None:
    book = Book()
    total = book.cell("total", 20, cost=float("inf"))
    book.sums(total, [book.cell(0, 2), book.cell(1, 8, cost=9.0), book.cell(2, 10, cost=1.0)])
    status = protect(book.system()).pattern.status
    assert status.tolist()[1:] == [
        Status.HIDDEN_SMALL,
        Status.PUBLISHED,
        Status.HIDDEN_OTHER,
    ]


def test_an_end_out_of_reach_is_told_with_the_width_that_is_reached() -> None:
    book = Book()
    total = book.cell("total", 3, Kind.KNOWN)
    book.sums(total, [book.cell(0, 1), book.cell(1, 2)])
    protection = protect(book.system())
    assert protection.short.tolist() == [1, 2]
    assert protection.short_width.tolist() == [3, 3]  # 0 to 3 of 0 to 4


def test_a_sum_that_is_never_shown_stays_unknown_too() -> None:
    rule, book = Rule(5), Book()
    total = book.cell("asked", 40, Kind.KNOWN)
    reasons = [book.cell(("reason", i), count) for i, count in enumerate((0, 0, 3))]
    took = book.cell("took up", 37)
    book.sums(total, [*reasons, took])
    book.sums(book.cell("any reason", 3, Kind.UNSEEN, primary=True), reasons)
    system = book.system()
    status = protect(system).pattern.status
    assert status[took] == Status.HIDDEN_OTHER
    assert values(system, status, book.numbers["any reason"], rule)[:5] == [0, 1, 2, 3, 4]


def test_a_cell_hidden_in_an_earlier_release_stays_hidden_under_its_new_label() -> None:
    book = Book()
    total = book.cell("total", 26, cost=float("inf"))
    sticky = book.cell(0, 6, primary=True)
    book.sums(total, [sticky, book.cell(1, 9), book.cell(2, 11)])
    system = book.system()
    protection = protect(system)
    status = protection.pattern.status
    assert status[sticky] == Status.HIDDEN_OTHER
    assert (status == Status.PUBLISHED).sum() == 2
    left = values(system, status, sticky, Rule())
    assert max(left) - min(left) >= 4


def test_separate_tables_are_protected_as_if_each_were_alone() -> None:
    inner = np.array([[12, 1, 9], [7, 8, 0], [30, 2, 6]])
    one, both = table(inner), Book()
    for name in ("one", "two"):
        crossed(both, inner, name)
    alone = protect(one).pattern.status.tolist()
    assert protect(both.system()).pattern.status.tolist() == alone + alone


def everything(protection: Protection) -> bytes:
    proof = protection.certificate
    parts = (
        protection.pattern.status,
        proof.starts,
        proof.cells,
        proof.moves,
        proof.low,
        proof.high,
        proof.low_witness,
        proof.high_witness,
        protection.short,
    )
    return b"".join(part.tobytes() for part in parts)


@pytest.fixture(scope="module")
def skewed() -> np.ndarray:
    draws = np.random.default_rng(7)
    scale = draws.lognormal(0, 1, (8, 1, 1)) * np.geomspace(20, 1, 9)[None, :, None]
    return np.array(draws.poisson(scale * np.array([0.6, 0.3, 0.1])))


def test_the_same_system_gives_the_same_bytes(skewed: np.ndarray) -> None:
    assert everything(protect(table(skewed))) == everything(protect(table(skewed)))


def test_blocks_searched_side_by_side_give_the_same_bytes(skewed: np.ndarray) -> None:
    book = Book()
    for month, inner in enumerate((skewed[:4, :4], skewed[4:, 4:], skewed[2:6, 3:8])):
        crossed(book, inner, str(month))
    alone, together = protect(book.system()), protect(book.system(), workers=3)
    assert everything(alone) == everything(together)


def test_what_was_hidden_before_is_hidden_again(skewed: np.ndarray) -> None:
    system = table(skewed)
    before = protect(system).pattern
    again = protect(replace(system, stays_hidden=before.is_hidden)).pattern
    assert (again.status == before.status).all()


def test_what_was_hidden_before_stays_so_and_a_cell_of_the_same_price_gives_way() -> None:
    book = Book()
    total = book.cell("total", 26, cost=float("inf"))
    book.sums(total, [book.cell(0, 2), *(book.cell(i, 8, cost=1.0 + i) for i in (1, 2, 3))])
    assert np.nonzero(protect(book.system()).pattern.is_hidden)[0].tolist() == [1, 2]
    again = protect(book.system(stays_hidden=[4])).pattern
    assert np.nonzero(again.is_hidden)[0].tolist() == [1, 4]


def test_a_small_count_that_nothing_is_added_up_with_is_hidden_and_that_is_all() -> None:
    book = Book()
    book.cell("alone", 2)
    book.cell("large", 20)
    protection = protect(book.system())
    assert protection.pattern.status.tolist() == [Status.HIDDEN_SMALL, Status.PUBLISHED]
    assert (protection.certificate.low[0], protection.certificate.high[0]) == (0, 4)


def test_a_wider_threshold_hides_more() -> None:
    inner = np.array([[12, 1, 9], [7, 8, 0], [30, 2, 6]])
    rule = Rule(10)  # the most sensitive breakdowns: ACRO's default
    is_protected(table(inner, rule), rule)
    hidden = [protect(table(inner, r), r).pattern.is_hidden.sum() for r in (Rule(5), rule)]
    assert hidden[1] > hidden[0]
