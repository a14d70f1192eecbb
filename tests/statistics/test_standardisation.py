"""Standardised shares worked out by hand, and what must hold for any mix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.arrays import Numbers
from pipelines.statistics.proportions import wilson
from pipelines.statistics.standardisation import directly, indirectly

STRATA = st.lists(
    st.integers(1, 80).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=6,
).map(lambda rows: np.array(rows, float).T)


def test_what_was_expected_is_worked_out_by_hand() -> None:
    # 10 persons at 0.2 and 40 at 0.5: expected 2 + 20 = 22; 33 seen is half as many again.
    found = indirectly([5, 28], [10, 40], [0.2, 0.5], 0.4)
    assert found.expected == pytest.approx(22)
    assert found.ratio == pytest.approx(1.5)
    assert found.share == pytest.approx(0.6)
    # z = 11 / sqrt(10 * 0.16 + 40 * 0.25) = 3.2298
    assert found.p_value == pytest.approx(0.00124, abs=2e-5)
    plain = wilson(33, 50)
    np.testing.assert_allclose(found.interval.low, plain.low * 50 / 22 * 0.4)


def test_a_direct_share_is_worked_out_by_hand() -> None:
    found = directly([2, 28], [10, 40], [3, 1])
    assert found.share == pytest.approx(0.75 * 0.2 + 0.25 * 0.7)
    effective = 1 / (0.75**2 / 10 + 0.25**2 / 40)
    np.testing.assert_allclose(found.interval.low, wilson(0.325 * effective, effective).low)


@given(strata=STRATA)
def test_held_against_its_own_shares_a_unit_has_its_crude_share(strata: Numbers) -> None:
    x, n = strata
    crude = x.sum() / n.sum()
    found = indirectly(x, n, x / n, crude)
    if x.sum() > 0:
        assert found.ratio == pytest.approx(1)
        assert found.share == pytest.approx(crude)
        assert found.interval.holds(found.share)
    assert directly(x, n, n).share == pytest.approx(crude)
    np.testing.assert_allclose(directly(x, n, n).interval.high, wilson(x.sum(), n.sum()).high)


@given(strata=STRATA, seed=st.integers(0, 9))
def test_the_order_of_the_strata_and_empty_ones_change_nothing(strata: Numbers, seed: int) -> None:
    rng = np.random.default_rng(seed)
    reference = rng.uniform(0.1, 0.9, size=strata.shape[1:])
    order = rng.permutation(strata.shape[1])
    x, n = strata
    here = indirectly(x, n, reference, 0.4)
    others = np.pad(strata[:, order], ((0, 0), (0, 1)))
    there = indirectly(others[0], others[1], np.append(reference[order], np.nan), 0.4)
    np.testing.assert_allclose(here.share, there.share)
    np.testing.assert_allclose(here.p_value, there.p_value)
    padded = directly(others[0], others[1], np.append(reference[order], 0)).share
    np.testing.assert_allclose(directly(x, n, reference).share, padded)


def test_where_nobody_is_nothing_is_said() -> None:
    assert np.isnan(indirectly([0, 0], [0, 0], [0.5, 0.5], 0.5).share)
    assert np.isnan(indirectly([1, 0], [2, 3], [0.5, np.nan], 0.5).share)
    assert np.isnan(directly([1, 0], [2, 0], [1, 1]).share)


def test_the_interval_of_a_standardised_share_holds_what_it_estimates() -> None:
    rng = np.random.default_rng(2)
    reference, n = np.array([0.2, 0.4, 0.7]), np.array([15, 30, 20])
    truth = reference * 1.2
    x = rng.binomial(n, truth, (20_000, 3))
    assert 0.945 < indirectly(x, n, reference, 0.4).interval.holds(0.48).mean() < 0.985
    assert 0.94 < directly(x, n, [1, 1, 1]).interval.holds(truth.mean()).mean() < 0.985
