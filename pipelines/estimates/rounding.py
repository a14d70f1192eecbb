"""What rounding adds to the uncertainty of a figure that many rounded counts make together.

A count rounded to five is off by at most two, evenly. One count could be taken at its worst; of many
that would be far too wide, for they are not all at their worst on the same side. What each adds to
the variance is worked out by moving it by one: the delta method, with the moves as derivatives.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.intervals import Interval, normal_quantile


def variance_of(rounded_to: int) -> float:
    """The variance of what a count is off: of -2, -1, 0, 1 and 2, evenly, for five.

    >>> variance_of(5)
    2.0
    """
    return (rounded_to**2 - 1) / 12


def spread(figure: Callable[[Numbers], Numbers], counts: Numbers, variance: Numbers) -> Numbers:
    """The variance that rounding adds to each figure of these counts.

    `counts` is (..., counts), each with the `variance` of what it is off (0 for an exact one);
    `figure` takes such arrays, with an axis more in front, and gives (..., figures).
    """
    size = counts.shape[-1]
    steps = np.eye(size).reshape(size, *(1,) * (counts.ndim - 1), size)
    slopes = (figure(counts + steps) - figure(counts - steps)) / 2
    weights = np.moveaxis(variance, -1, 0)
    weights = weights.reshape(*weights.shape, *(1,) * (slopes.ndim - weights.ndim))
    return numbers((weights * slopes**2).sum(0))


def square_and_add(estimate: Numbers, interval: Interval, variance: Numbers) -> Interval:
    """The interval of the estimate with another, independent variance added to each side of it."""
    margin = normal_quantile(0.95) * np.sqrt(variance)
    low, high = estimate - interval.low, interval.high - estimate
    return Interval(
        numbers(estimate - np.hypot(low, margin)), numbers(estimate + np.hypot(high, margin))
    )
