"""What rounding adds to the uncertainty of a figure."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.estimates.rounding import spread, square_and_add, variance_of
from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.intervals import Interval


def test_a_count_rounded_to_five_is_off_by_two_at_most_evenly() -> None:
    off = np.arange(1000) - (np.arange(1000) + 2) // 5 * 5
    assert set(off.tolist()) == {-2, -1, 0, 1, 2}
    assert variance_of(5) == pytest.approx(float(off.var()))
    assert variance_of(1) == 0.0


def test_the_spread_of_a_sum_is_that_of_its_parts() -> None:
    counts = numbers([[10, 20, 30], [5, 5, 5]])
    total = spread(
        lambda rows: rows.sum(-1, keepdims=True), counts, numbers([[2, 2, 2], [2, 0, 0]])
    )
    assert total.tolist() == [[6.0], [2.0]]


def test_the_spread_of_a_share_is_what_drawing_shows() -> None:
    rng = np.random.default_rng(1)

    def share(rows: Numbers) -> Numbers:
        return rows[..., :1] / rows[..., 1:]

    counts = numbers([40, 100])
    drawn = share(numbers(counts + rng.integers(-2, 3, (40_000, 2))))
    told = spread(share, counts, numbers([2, 2]))
    assert float(told[0]) == pytest.approx(float(drawn.var()), rel=0.05)


@given(st.floats(-1, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_an_interval_only_ever_becomes_wider(
    value: float, below: float, above: float, variance: float
) -> None:
    interval = Interval(numbers([value - below]), numbers([value + above]))
    wide = square_and_add(numbers([value]), interval, numbers([variance]))
    assert wide.low[0] <= interval.low[0] + 1e-9
    assert wide.high[0] >= interval.high[0] - 1e-9
