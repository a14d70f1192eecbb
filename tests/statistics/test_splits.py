"""Splits of a series worked out by hand and by the binomial itself."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from pipelines.statistics.arrays import Places
from pipelines.statistics.splits import Splits


def split(yes: list[int], size: list[int]) -> Splits:
    return Splits.of(np.array([yes]), np.array([size]))


def log_likelihood(x: Places, n: Places) -> float:
    """Of one share for all of these months, by the binomial itself."""
    return float(binom.logpmf(x, n, x.sum() / n.sum()).sum())


@given(seed=st.integers(0, 1000))
def test_a_ratio_is_what_two_levels_gain_over_one(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = rng.integers(1, 40, 9)
    x = rng.binomial(n, 0.4)
    gained = [
        2 * (log_likelihood(x[:at], n[:at]) + log_likelihood(x[at:], n[at:]) - log_likelihood(x, n))
        for at in range(3, 7)
    ]
    found = Splits.of(x[None], n[None])
    np.testing.assert_allclose(found.ratios[0], gained, atol=1e-9)
    assert found.month[0] == 3 + np.argmax(found.ratios[0])


def test_what_a_split_leaves_is_worked_out_by_hand() -> None:
    found = split([2, 4, 3, 8, 8, 8], [10] * 6)
    assert found.month.tolist() == [3]
    # before: level 0.3, so (1 + 1 + 0) / (10 * 0.21); after: all on their level
    assert found.left_over()[0] == pytest.approx(2 / 2.1)


def test_a_series_all_of_one_answer_gains_and_leaves_nothing() -> None:
    found = split([0] * 7, [5] * 7)
    assert found.best[0] == 0
    assert found.left_over()[0] == 0


def test_months_nearly_as_likely_bound_the_change() -> None:
    assert split([1] * 6 + [19] * 6, [20] * 12).near().tolist() == [6]
    assert split([8, 9, 10, 9, 10, 9, 10, 9], [20] * 8).near().tolist() == [3, 4, 5]
