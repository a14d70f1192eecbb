"""Chao's lower bound against the spiders of iNEXT and a population whose size is known."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.capture import chao


def test_the_spiders_of_inext_are_as_many_as_published() -> None:
    bound = chao([26, 37], [12, 14], [4, 4], [168, 252], fewest_twice=4)
    np.testing.assert_array_equal(bound.total.round(3), [43.893, 61.403])
    np.testing.assert_array_equal(bound.standard_error.round(3), [14.306, 18.532])
    np.testing.assert_array_equal(bound.interval.low.round(3), [30.511, 43.502])
    np.testing.assert_array_equal(bound.interval.high.round(3), [96.971, 128.583])


def test_with_fewer_than_five_who_came_twice_nothing_is_said() -> None:
    bound = chao([26, 26, 26], [12, 12, 12], [4, 5, 0], [168, 168, 168])
    assert np.isnan(bound.total).tolist() == [True, False, True]
    assert np.isnan(bound.interval.high).tolist() == [True, False, True]
    assert np.isnan(chao(26, 12, 0, 168, fewest_twice=0).total)


@given(once=st.integers(0, 200), twice=st.integers(5, 200), often=st.integers(0, 200))
def test_the_bound_never_goes_below_those_seen_and_lies_in_its_interval(
    once: int, twice: int, often: int
) -> None:
    seen = once + twice + often
    bound = chao(seen, once, twice, once + 2 * twice + 3 * often)
    assert bound.total >= seen
    assert bound.interval.low >= seen
    assert bound.interval.holds(bound.total)


def test_of_a_population_that_visits_at_random_the_interval_holds_the_size() -> None:
    rng = np.random.default_rng(4)
    visits = rng.poisson(1.2, size=(400, 300))
    seen, once, twice = (visits > 0).sum(1), (visits == 1).sum(1), (visits == 2).sum(1)
    bound = chao(seen, once, twice, visits.sum(1))
    assert bound.interval.holds(300.0).mean() > 0.92
    assert abs(bound.total.mean() - 300) < 6
