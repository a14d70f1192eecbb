"""Lasting changes: what was put in is found, and where nothing was put in nothing is claimed."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.statistics.arrays import numbers
from pipelines.statistics.lasting_change import lasting_changes

MONTHS = 24


def test_a_change_is_worked_out_by_hand() -> None:
    x = np.repeat([10.0, 25.0], [16, 8])
    found = lasting_changes(x, np.full(MONTHS, 50.0))
    assert found.month.tolist() == [16]
    assert found.difference.estimate[0] == pytest.approx(0.3)
    assert found.difference.interval.holds(0.3).all()
    assert found.p_value[0] == 1 / 2000
    assert found.is_claimed().tolist() == [True]


def test_the_same_draws_give_the_same_outcome_and_a_series_its_own_month_in_any_company() -> None:
    rng = np.random.default_rng(2)
    n = rng.integers(10, 60, (4, MONTHS))
    x = rng.binomial(n, 0.4)
    one, again, mirrored = (lasting_changes(y, n, draws=199) for y in (x, x, n - x))
    assert one.p_value.tolist() == again.p_value.tolist()
    assert one.month.tolist() == mirrored.month.tolist()
    np.testing.assert_allclose(one.difference.estimate, -mirrored.difference.estimate)
    assert one.month[2] == lasting_changes(x[2], n[2], draws=9).month[0]
    assert (one.adjusted >= one.p_value).all()


def test_a_planted_change_is_found_with_its_month_and_size_and_its_neighbours_stay_silent() -> None:
    rng = np.random.default_rng(3)
    found_it, month_held, size_held, others = [], [], [], []
    for seed in range(6):
        share = np.full((16, MONTHS), 0.5)
        share[5, 16:] = 1 / (1 + np.exp(1.3))  # a shift, on the log odds
        n = rng.integers(15, 40, share.shape)
        found = lasting_changes(rng.binomial(n, share), n, draws=999, seed=seed)
        claimed = found.is_claimed()
        found_it.append(claimed[5])
        month_held.append(found.earliest[5] <= 16 <= found.latest[5])
        size_held.append(found.difference.interval.holds(share[5, 16] - 0.5)[5])
        others.append(np.delete(claimed, 5).any())
    assert sum(found_it) == 6
    assert sum(month_held) >= 5
    assert sum(size_held) >= 5
    assert sum(others) <= 1


@pytest.mark.parametrize("strength", [np.inf, 20.0])
def test_a_steady_series_looks_changed_no_more_often_than_stated(strength: float) -> None:
    rng = np.random.default_rng(4)
    n = rng.integers(10, 60, (250, MONTHS))
    share = numbers(np.full(n.shape, 0.4))
    if np.isfinite(strength):  # months that differ more than by chance
        share = rng.beta(0.4 * strength, 0.6 * strength, n.shape)
    found = lasting_changes(rng.binomial(n, share), n, draws=199)
    # 250 series at 0.05: four standard errors above are 0.105
    assert (found.p_value <= 0.05).mean() < 0.105
    assert (found.p_value <= 0.5).mean() > 0.25  # and yet it can speak


def test_months_without_a_count_are_stepped_over() -> None:
    x = np.repeat([10.0, 25.0], [16, 8])
    n = np.full(MONTHS, 50.0)
    x[[2, 16]], n[[2, 9]] = np.nan, [np.nan, 0]
    found = lasting_changes(x, n, draws=199)
    assert (found.month[0], found.latest[0]) == (17, 17)
    assert found.difference.estimate[0] == pytest.approx(0.3)


def test_a_series_of_less_than_half_a_year_says_nothing() -> None:
    short = np.array([[5.0, 5, 5, 5, 5, np.nan], [1, 2, 3, 4, 5, 6]])
    found = lasting_changes(short, np.full((2, 6), 10.0), draws=99)
    assert found.month.tolist() == [-1, 3]
    assert np.isnan(found.p_value).tolist() == [True, False]
    assert np.isnan(found.difference.estimate).tolist() == [True, False]
    assert found.is_claimed(1.0).tolist() == [False, True]
