"""Peers worked out by hand, and what must hold for any mix."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.arrays import Numbers
from pipelines.statistics.peers import distances, mixes, nearest

COUNTS = st.lists(
    st.tuples(*[st.integers(0, 40)] * 4), min_size=2, max_size=10
).map(lambda rows: np.array(rows, float))  # fmt: skip


def test_the_nearest_mix_is_found_whatever_the_size_of_the_unit() -> None:
    counts = [[10, 10, 0], [300, 320, 0], [0, 0, 9], [6, 4, 2], [0, 0, 0]]
    found = nearest(counts, 2)
    assert found.places.tolist() == [[1, 3], [0, 3], [3, 0], [0, 1], [-1, -1]]
    assert np.isnan(found.distances[4]).all()


def test_a_distance_is_worked_out_by_hand() -> None:
    # one half and one half against a quarter and three quarters
    shared = np.sqrt(0.5 * 0.25) + np.sqrt(0.5 * 0.75)
    np.testing.assert_allclose(distances([[1, 1], [1, 3]])[0, 1], np.sqrt(1 - shared))
    assert distances([[4, 0], [0, 7]])[0, 1] == 1


def test_of_equals_the_first_is_nearest_and_no_unit_is_its_own_peer() -> None:
    assert nearest([[2, 1], [4, 2], [6, 3], [8, 4]], 3).places.tolist() == [
        [1, 2, 3],
        [0, 2, 3],
        [0, 1, 3],
        [0, 1, 2],
    ]


@given(counts=COUNTS, times=st.integers(2, 9))
def test_distances_are_mutual_between_zero_and_one_and_do_not_look_at_size(
    counts: Numbers, times: int
) -> None:
    apart = distances(counts)
    np.testing.assert_array_equal(apart, apart.T)
    known = ~np.isnan(apart)
    assert ((apart[known] >= 0) & (apart[known] <= 1)).all()
    np.testing.assert_allclose(distances(counts * times), apart, atol=1e-6)
    assert (nearest(counts * times, 3).places == nearest(counts, 3).places).all()


@given(counts=COUNTS)
def test_a_mix_adds_up_to_one(counts: Numbers) -> None:
    whole = mixes(counts).sum(-1)
    np.testing.assert_allclose(whole[counts.sum(-1) > 0], 1)
    assert np.isnan(whole[counts.sum(-1) == 0]).all()
