"""Proportions against Newcombe's published intervals, statsmodels, and what rounding can hide."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import WrongUseError
from pipelines.statistics.arrays import Numbers
from pipelines.statistics.proportions import newcombe, range_of_unknown, wilson

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("x", "n", "low", "high"), [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)]
)
def test_wilson_gives_the_intervals_newcombe_printed(
    x: int, n: int, low: float, high: float
) -> None:
    interval = wilson(x, n)
    assert (round(float(interval.low), 4), round(float(interval.high), 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [((56, 70), (48, 80), (0.2, 0.0524, 0.3339)), ((9, 10), (3, 10), (0.6, 0.1705, 0.8090))],
)
def test_a_difference_has_the_interval_newcombe_printed(
    first: tuple[int, int], second: tuple[int, int], expected: tuple[float, float, float]
) -> None:
    found = newcombe(first, second)
    values = (found.estimate, found.interval.low, found.interval.high)
    assert tuple(round(float(value), 4) for value in values) == expected


def test_wilson_is_what_statsmodels_finds() -> None:
    from statsmodels.stats.proportion import proportion_confint

    n = np.repeat(np.arange(1, 60), 60)
    x = np.minimum(np.tile(np.arange(60), 59), n)
    for level in (0.95, 0.998):
        low, high = proportion_confint(x, n, alpha=1 - level, method="wilson")
        interval = wilson(x, n, level=level)
        np.testing.assert_allclose(interval.low, low, atol=1e-12)
        np.testing.assert_allclose(interval.high, high, atol=1e-12)


def test_a_difference_is_what_statsmodels_finds() -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    for x1, n1, x2, n2 in ((56, 70, 48, 80), (0, 10, 3, 12), (5, 5, 0, 9)):
        low, high = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
        found = newcombe((x1, n1), (x2, n2)).interval
        np.testing.assert_allclose((found.low, found.high), (low, high), atol=1e-12)


@given(counts=COUNTS)
def test_an_interval_holds_its_share_and_stays_between_none_and_all(
    counts: tuple[int, int],
) -> None:
    x, n = counts
    interval = wilson(x, n)
    assert interval.holds(x / n)
    assert interval.low >= 0
    assert interval.high <= 1
    assert interval.low < interval.high


@given(counts=COUNTS)
def test_counting_the_others_mirrors_the_interval(counts: tuple[int, int]) -> None:
    x, n = counts
    own, other = wilson(x, n), wilson(n - x, n)
    np.testing.assert_allclose((own.low, own.high), (1 - other.high, 1 - other.low), atol=1e-12)


@given(first=COUNTS, second=COUNTS)
def test_a_difference_holds_its_estimate_and_turns_with_its_groups(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    here, there = newcombe(first, second), newcombe(second, first)
    assert here.interval.holds(here.estimate)
    np.testing.assert_allclose(here.estimate, -there.estimate)
    np.testing.assert_allclose(here.interval.low, -there.interval.high, atol=1e-12)


def true_counts(x: int, n: int) -> tuple[Numbers, Numbers]:
    """Every pair of true counts that is shown as x of n when rounded to five."""
    pairs = np.array([(a, b) for a in range(x - 2, x + 3) for b in range(n - 2, n + 3)], float)
    a, b = pairs[(pairs[:, 0] >= 0) & (pairs[:, 1] > 0) & (pairs[:, 0] <= pairs[:, 1])].T
    return a, b


ROUNDED = st.integers(1, 40).flatmap(
    lambda n: st.tuples(st.integers(0, n).map(lambda x: 5 * x), st.just(5 * n))
)


@given(shown=ROUNDED)
def test_the_interval_of_rounded_counts_is_as_wide_as_their_true_counts_ask(
    shown: tuple[int, int],
) -> None:
    every = wilson(*true_counts(*shown))
    interval = wilson(*shown, rounded_to=5)
    np.testing.assert_allclose(interval.low, every.low.min(), atol=1e-12)
    np.testing.assert_allclose(interval.high, every.high.max(), atol=1e-12)


@given(first=ROUNDED, second=ROUNDED)
def test_the_difference_of_rounded_counts_holds_that_of_every_true_count(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    x1, n1 = (counts[:, None] for counts in true_counts(*first))
    every = newcombe((x1, n1), true_counts(*second)).interval
    interval = newcombe(first, second, rounded_to=5).interval
    assert interval.low <= every.low.min() + 1e-12
    assert interval.high >= every.high.max() - 1e-12


def test_unknown_answers_leave_the_range_between_none_and_all_of_them() -> None:
    found = range_of_unknown([30, 0], [60, 10], [40, 0])
    np.testing.assert_allclose(found.low, [0.3, 0])
    np.testing.assert_allclose(found.high, [0.7, 0])


@given(shown=ROUNDED, unknown=st.integers(1, 8).map(lambda u: 5 * u))
def test_the_range_of_rounded_counts_holds_that_of_every_true_count(
    shown: tuple[int, int], unknown: int
) -> None:
    x, n = (counts[:, None] for counts in true_counts(*shown))
    every = range_of_unknown(x, n, np.arange(unknown - 2, unknown + 3))
    found = range_of_unknown(*shown, unknown, rounded_to=5)
    np.testing.assert_allclose((found.low, found.high), (every.low.min(), every.high.max()))


def test_nobody_counted_and_nothing_known_say_nothing() -> None:
    for found in (wilson([0, np.nan, 2], [0, 5, np.nan]), range_of_unknown([0], [0], [np.nan])):
        assert np.isnan(found.low).all()
        assert np.isnan(found.high).all()
    assert np.isnan(newcombe((0, 0), (1, 2)).interval.low)


def test_a_level_outside_zero_and_one_is_refused() -> None:
    with pytest.raises(WrongUseError, match="between 0 and 1"):
        wilson(1, 2, level=95)
