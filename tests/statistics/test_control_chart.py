"""Control charts worked out by hand, and what their rules see."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.arrays import Numbers
from pipelines.statistics.control_chart import laney_factor, p_chart, signals

SERIES = st.lists(
    st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=30,
).map(lambda rows: np.array(rows, float).T)


def test_the_centre_is_pooled_over_the_baseline_and_the_limits_fit_each_month() -> None:
    chart = p_chart([20, 30, 90], [50, 50, 100], baseline=[True, True, False])
    assert chart.centre.item() == 0.5
    # 3 * sqrt(0.25 / 50) = 0.2121, and 3 * 0.05 with a hundred people
    np.testing.assert_allclose(chart.limits.low, [0.2879, 0.2879, 0.35], atol=5e-5)
    np.testing.assert_allclose(chart.limits.high, [0.7121, 0.7121, 0.65], atol=5e-5)
    assert signals(chart).is_beyond.tolist() == [False, False, True]


def test_laney_s_factor_is_the_mean_step_between_neighbours_over_what_chance_makes_of_it() -> None:
    # steps 2, 4 and, after a gap that has none, 3: their mean is 3
    assert laney_factor([1, 3, -1, np.nan, 0, 3]).item() == pytest.approx(3 / 1.128)
    assert np.isnan(laney_factor([1, np.nan, 2])).all()


def test_months_that_differ_beyond_chance_widen_the_limits_and_chance_does_not_narrow_them() -> (
    None
):
    x = [40, 80, 35, 85, 30, 75]
    plain = p_chart(x, np.full(6, 100))
    wide = p_chart(x, np.full(6, 100), is_overdispersed=True)
    assert wide.factor.item() == pytest.approx(laney_factor((plain.share - plain.centre)
        / np.sqrt(plain.centre * (1 - plain.centre) / 100)).item())  # fmt: skip
    assert signals(plain).is_beyond.any()
    assert not signals(wide).is_beyond.any()
    assert p_chart([50, 50, 50], np.full(3, 100), is_overdispersed=True).factor.item() == 1


def shares(*hundredths: float) -> Numbers:
    return np.array(hundredths, float)


@pytest.mark.parametrize(("length", "is_seen"), [(7, False), (8, True), (9, True)])
def test_a_shift_is_eight_months_in_a_row_on_one_side(length: int, is_seen: bool) -> None:
    x = shares(*[47, 45] * 8, *[70, 71, 70, 72, 70, 71, 70, 72, 70][:length], 40)
    after = signals(p_chart(x, 100 + 0 * x, baseline=np.arange(x.size) < 16)).is_shifted
    assert after[16:-1].all() == is_seen
    assert not after[:16].any()


@pytest.mark.parametrize(("length", "is_seen"), [(5, False), (6, True)])
def test_a_trend_is_six_months_in_a_row_that_rise_or_fall(length: int, is_seen: bool) -> None:
    for rising in ([40, 42, 44, 46, 48, 50], [60, 58, 56, 54, 52, 50]):
        x = shares(*rising[:length], rising[length - 1])
        seen = signals(p_chart(x, 100 + 0 * x)).is_trending
        assert seen[:length].all() == is_seen
        assert not seen[length:].any()


def test_a_month_not_delivered_ends_a_run() -> None:
    eight = shares(70, 71, 70, 72, np.nan, 70, 71, 70, 72)
    x = np.concatenate([shares(*[47, 45] * 8), eight])
    chart = p_chart(x, np.full(x.size, 100), baseline=np.arange(x.size) < 16)
    assert not signals(chart).is_shifted.any()
    rising = shares(40, 42, 44, np.nan, 46, 48, 50)
    assert not signals(p_chart(rising, np.full(7, 100))).is_trending.any()
    assert np.isnan(chart.limits.low).tolist() == [False] * x.size  # limits need n alone
    assert np.isnan(p_chart([np.nan, 0], [np.nan, 0]).limits.low).all()


@given(series=SERIES)
def test_counting_the_others_mirrors_the_chart(series: Numbers) -> None:
    x, n = series
    here, there = p_chart(x, n), p_chart(n - x, n)
    np.testing.assert_allclose(here.centre, 1 - there.centre)
    np.testing.assert_allclose(here.limits.low, 1 - there.limits.high, atol=1e-12)
    edges = np.stack([here.share - here.limits.low, here.share - here.limits.high])
    away = np.abs(edges).min(0) > 1e-9  # on the very edge, rounding decides
    np.testing.assert_array_equal(signals(here).is_beyond[away], signals(there).is_beyond[away])


@given(series=SERIES)
def test_series_side_by_side_are_what_each_is_alone(series: Numbers) -> None:
    x, n = series
    both = signals(p_chart(np.stack([x, x[::-1]]), np.stack([n, n[::-1]])))
    alone = signals(p_chart(x, n))
    np.testing.assert_array_equal(both.is_shifted[0], alone.is_shifted)
    np.testing.assert_array_equal(both.is_trending[0], alone.is_trending)
    np.testing.assert_array_equal(both.is_shifted[1], alone.is_shifted[::-1])


def test_chance_alone_makes_the_rules_speak_as_often_as_the_module_says() -> None:
    rng = np.random.default_rng(12)
    n = rng.integers(10, 60, (8000, 24))
    seen = signals(p_chart(rng.binomial(n, 0.35), n))
    speaks = seen.is_beyond.any(-1) | seen.is_shifted.any(-1) | seen.is_trending.any(-1)
    assert 0.09 < speaks.mean() < 0.16
