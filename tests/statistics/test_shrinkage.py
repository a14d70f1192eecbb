"""Drawing in small units, against Efron and Morris, a full integral, and what is true on average."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.shrinkage import james_stein, shrunk

# Efron and Morris 1977: hits in the first 45 at bats of eighteen players.
HITS = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])

UNITS = st.lists(
    st.integers(1, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=16,
).map(lambda rows: np.array(rows, float).T)


def test_the_players_of_efron_and_morris_are_drawn_in_as_published() -> None:
    mean = (HITS / 45).mean()
    drawn = james_stein(HITS / 45, mean * (1 - mean) / 45)
    assert round(float(mean), 3) == 0.265
    kept = (drawn[0] - mean) / (HITS[0] / 45 - mean)
    assert round(float(kept), 3) == 0.212
    assert (round(float(drawn[0]), 3), round(float(drawn[-1]), 3)) == (0.294, 0.242)


def test_the_beta_binomial_draws_the_players_in_alike() -> None:
    drawn = shrunk(HITS, np.full(18, 45)).share
    assert drawn[0] == pytest.approx(0.294, abs=0.015)
    assert drawn[-1] == pytest.approx(0.242, abs=0.015)


@given(units=UNITS)
def test_a_drawn_in_share_lies_between_its_own_and_the_overall_one(units: Numbers) -> None:
    x, n = units
    found = shrunk(x, n)
    low, high = np.minimum(x / n, found.overall), np.maximum(x / n, found.overall)
    assert (found.share >= low - 1e-9).all()
    assert (found.share <= high + 1e-9).all()
    assert found.interval.holds(found.share).all()
    assert (found.interval.low >= 0).all()
    assert (found.interval.high <= 1).all()
    assert (found.interval.low < found.interval.high).all()


@given(units=UNITS)
def test_counting_the_others_mirrors_the_shares(units: Numbers) -> None:
    x, n = units
    here, there = shrunk(x, n), shrunk(n - x, n)
    np.testing.assert_allclose(here.share, 1 - there.share, atol=1e-9)
    np.testing.assert_allclose(here.interval.low, 1 - there.interval.high, atol=1e-6)


@given(units=UNITS, seed=st.integers(0, 9))
def test_the_order_of_the_units_and_those_without_anyone_change_nothing(
    units: Numbers, seed: int
) -> None:
    order = np.random.default_rng(seed).permutation(units.shape[1])
    x, n = units
    padded = shrunk(np.append(x[order], [np.nan, 0]), np.append(n[order], [9, 0]))
    np.testing.assert_allclose(padded.share[:-2], shrunk(x, n).share[order])
    assert np.isnan(padded.share[-2:]).all()
    assert np.isnan(padded.interval.high[-2:]).all()


def test_a_small_unit_is_drawn_further_than_a_large_one() -> None:
    found = shrunk([8, 160, 30, 300, 45, 20], [10, 200, 100, 1000, 100, 70])
    own = np.array([0.8, 0.8])
    assert found.share[0] < found.share[1] < own[1]
    width = found.interval.high - found.interval.low
    assert width[0] > 2 * width[1]


def test_the_strength_is_averaged_as_a_fine_integral_does() -> None:
    from scipy.special import betaln

    x, n = np.array([3, 12, 30, 9]), np.array([12, 30, 50, 40])
    overall = (x.sum() + 0.5) / (n.sum() + 1)
    pull = (np.arange(20_000)[:, None] + 0.5) / 20_000
    m = pull / (1 - pull) * 4 / (1 / n).sum()
    likelihood = (betaln(m * overall + x, m * (1 - overall) + n - x)
                  - betaln(m * overall, m * (1 - overall))).sum(1, keepdims=True)  # fmt: skip
    likelihood -= np.log((n * (m + 1) / (m + n)).sum(1, keepdims=True)) / 2
    weight = np.exp(likelihood - likelihood.max())
    share = (weight * (m * x.sum() / n.sum() + x) / (m + n)).sum(0) / weight.sum()
    np.testing.assert_allclose(shrunk(x, n).share, share, atol=0.001)


@pytest.mark.parametrize(
    ("between", "least"), [(0.0, 0.99), (0.005, 0.95), (0.02, 0.925), (0.1, 0.935)]
)
def test_the_interval_holds_the_truth_on_average_however_much_units_differ(
    between: float, least: float
) -> None:
    rng = np.random.default_rng(3)
    n = rng.integers(8, 120, (1500, 16))
    strength = 1 / between - 1 if between else np.inf
    truth = numbers(np.full(n.shape, 0.35))
    if between:
        truth = rng.beta(0.35 * strength, 0.65 * strength, n.shape)
    found = shrunk(rng.binomial(n, truth), n)
    assert found.interval.holds(truth).mean() > least


def test_drawn_in_shares_are_nearer_to_the_truth_than_plain_ones() -> None:
    rng = np.random.default_rng(6)
    n = rng.integers(8, 60, (500, 16))
    truth = rng.beta(14, 26, n.shape)
    x = rng.binomial(n, truth)
    assert ((shrunk(x, n).share - truth) ** 2).mean() < 0.6 * ((x / n - truth) ** 2).mean()


def test_a_share_of_everybody_is_not_a_hair_above_one() -> None:
    found = shrunk([56, 113], [56, 113])
    assert (found.share <= 1).all()
    assert (found.interval.high <= 1).all()


def test_nobody_at_all_says_nothing() -> None:
    found = shrunk([0, np.nan], [0, 4])
    assert np.isnan(found.share).all()
    assert np.isnan(found.overall).all()
