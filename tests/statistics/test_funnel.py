"""Funnel limits against the test values of UKHSA, the exact binomial and what chance does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.funnel import ALARM, WARNING, Target, limits, positions
from pipelines.statistics.overdispersion import overdispersion

UKHSA = Target.of(0.80642448, exact_below=0)  # their limits are normal at every size


@pytest.mark.parametrize(
    ("n", "level", "low", "high"),
    [
        (24, WARNING, 64.835445, 96.449451),
        (24, ALARM, 55.719892, 100),
        (539, WARNING, 77.306949, 83.977947),
        (539, ALARM, 75.38344, 85.901456),
        (1, WARNING, 3.204264, 100),
    ],
)
def test_the_limits_are_those_of_the_ukhsa_test_data(
    n: int, level: float, low: float, high: float
) -> None:
    found = limits(n, UKHSA, level=level)
    assert (round(100 * float(found.low), 6), round(100 * float(found.high), 6)) == (low, high)


@pytest.mark.parametrize("level", [WARNING, ALARM])
def test_small_units_have_the_quantiles_of_the_binomial(level: float) -> None:
    from scipy.stats import binom

    n = np.arange(1, 49)
    found = limits(n, Target.of(0.1), level=level)
    np.testing.assert_allclose(found.low * n, binom.ppf((1 - level) / 2, n, 0.1))
    np.testing.assert_allclose(found.high * n, binom.ppf((1 + level) / 2, n, 0.1))


def test_a_small_unit_s_chance_is_that_of_the_binomial() -> None:
    from scipy.stats import binom

    x = np.arange(13)
    twice = 2 * np.minimum(binom.cdf(x, 12, 0.2), binom.sf(x - 1, 12, 0.2))
    np.testing.assert_allclose(positions(x, 12, Target.of(0.2)).p_value, np.minimum(twice, 1))


@given(
    n=st.integers(1, 300), share=st.floats(0.01, 0.99), phi=st.floats(1, 4), tau=st.floats(0, 0.05)
)
def test_a_unit_is_outside_exactly_when_its_share_is_beyond_the_limits(
    n: int, share: float, phi: float, tau: float
) -> None:
    target = Target.of(share, phi=phi, tau_squared=tau)
    x = np.arange(n + 1)
    outside = np.abs(positions(x, n, target).outside)
    for level, steps in ((WARNING, 1), (ALARM, 2)):
        within = limits(n, target, level=level)
        edge = np.minimum(np.abs(x / n - within.low), np.abs(x / n - within.high)) < 1e-9
        beyond = ~within.holds(x / n)
        np.testing.assert_array_equal((outside >= steps)[~edge], beyond[~edge])


@given(n=st.integers(1, 300), share=st.floats(0.01, 0.99))
def test_the_others_are_outside_on_the_other_side(n: int, share: float) -> None:
    x = np.arange(n + 1)
    here, there = positions(x, n, Target.of(share)), positions(n - x, n, Target.of(1 - share))
    np.testing.assert_allclose(here.p_value, there.p_value, atol=1e-9)


def test_the_limits_narrow_with_size_and_hold_the_target() -> None:
    found = limits(np.arange(10, 2000), Target.of(0.5))
    assert found.holds(0.5).all()
    assert (np.diff(found.high[20:]) <= 1e-12).all()


def test_by_chance_one_unit_in_twenty_is_outside_at_most_and_of_rounded_counts_fewer() -> None:
    rng = np.random.default_rng(5)
    n = rng.integers(10, 150, 40_000)
    x = rng.binomial(n, 0.35)
    target = Target.of(0.35)
    found = positions(x, n, target)
    assert 0.035 < (found.outside != 0).mean() < 0.053
    assert (np.abs(found.outside) == 2).mean() < 0.003
    shown = positions((x + 2) // 5 * 5, (n + 2) // 5 * 5, target, rounded_to=5)
    assert (shown.outside != 0).mean() < 0.02
    assert not ((shown.outside != 0) & (found.outside == 0)).any()


def test_overdispersion_is_worked_out_by_hand() -> None:
    # z-scores at a target of a half and n = 100 are (share - 0.5) / 0.05: -2, -1, 0, 1, 2.
    found = overdispersion([40, 45, 50, 55, 60], np.full(5, 100), 0.5, outermost=0)
    assert found.phi == pytest.approx(2)
    # (5 * 2 - 4) / (2000 - 5 * 400**2 / 2000) = 6 / 1600
    assert found.tau_squared == pytest.approx(6 / 1600)
    # drawn in by a tenth: the quantiles at 0.4 and 3.6 of the order are -1.6 and 1.6
    drawn_in = overdispersion([40, 45, 50, 55, 60], np.full(5, 100), 0.5)
    assert drawn_in.phi == pytest.approx((2 * 1.6**2 + 2) / 5)


def test_units_that_differ_beyond_chance_are_not_called_outside_once_that_is_allowed_for() -> None:
    rng = np.random.default_rng(8)
    n = rng.integers(80, 300, (2000, 16))
    x = rng.binomial(n, rng.beta(20, 30, n.shape))
    found = overdispersion(x, n, 0.4)
    plain = positions(x, n, Target.of(0.4)).outside
    spread = positions(x, n, Target.of(0.4, tau_squared=found.tau_squared[:, None])).outside
    assert (plain != 0).mean() > 0.25
    assert (spread != 0).mean() < 0.10


def test_by_chance_alone_phi_is_what_drawing_in_leaves_of_it() -> None:
    rng = np.random.default_rng(9)
    n = np.full((4000, 200), 400)
    found = overdispersion(rng.binomial(n, 0.5), n, 0.5)
    assert found.phi.mean() == pytest.approx(0.679, abs=0.01)
    assert (found.tau_squared > 0).mean() < 0.01


def test_units_without_a_count_are_left_out_and_stay_unknown() -> None:
    with_gap = overdispersion([[40, np.nan, 60, 0]], [[100, 100, 100, 0]], 0.5)
    without = overdispersion([[40, 60]], [[100, 100]], 0.5)
    np.testing.assert_allclose(with_gap.phi, without.phi)
    np.testing.assert_allclose(with_gap.tau_squared, without.tau_squared)
    assert np.isnan(overdispersion([np.nan], [0], 0.5).phi)
    found = positions([3, np.nan, 0], [10, 10, 0], Target.of(0.5))
    assert np.isnan(found.outside).tolist() == [False, True, True]
    assert np.isnan(limits([10, 0], Target.of(0.5)).low).tolist() == [False, True]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_a_target_of_none_or_all_leaves_no_room(share: float) -> None:
    found = limits(20, Target.of(share))
    assert (float(found.low), float(found.high)) == (share, share)
    assert positions(20 * share, 20, Target.of(share)).p_value == 1
    assert positions(10, 20, Target.of(share)).p_value < 1e-9
