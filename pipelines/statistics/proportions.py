"""Proportions: the Wilson interval, the difference of two, and the range that unknown answers leave.

Each takes arrays of counts that broadcast together, and gives NaN where a base is zero or a count
is NaN. `rounded_to` says that the counts were rounded to a multiple of it (5: each true count is
at most 2 away): the interval then holds whatever any of the true counts would have given.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, divided, numbers
from pipelines.statistics.intervals import Interval, normal_quantile


@dataclass(frozen=True)
class Difference:
    """One proportion less another, with its interval; both lie in [-1, 1]."""

    estimate: Numbers
    interval: Interval


def wilson(x: ArrayLike, n: ArrayLike, *, level: float = 0.95, rounded_to: int = 1) -> Interval:
    """The score interval of x out of n.

    Its low end rises with x and falls with n, and so does its high end: of rounded counts the
    extremes are few out of many and many out of few.
    Source: Wilson 1927; Newcombe 1998, Statistics in Medicine 17:857-872, method 3.
    """
    z = normal_quantile(level)
    few, many = extremes(x, n, rounded_to)
    return Interval(_score_limit(*few, -z), _score_limit(*many, z))


def newcombe(
    first: tuple[ArrayLike, ArrayLike],
    second: tuple[ArrayLike, ArrayLike],
    *,
    level: float = 0.95,
    rounded_to: int = 1,
) -> Difference:
    """The first proportion (x, n) less the second, with the square-and-add interval.

    Source: Newcombe 1998, Statistics in Medicine 17:873-890, method 10.
    """
    few_1, many_1 = extremes(*first, rounded_to)
    few_2, many_2 = extremes(*second, rounded_to)
    z = normal_quantile(level)
    low = _square_and_add(few_1, many_2, -z)
    high = _square_and_add(many_1, few_2, z)
    return Difference(divided(*first) - divided(*second), Interval(low, high).clipped(-1.0, 1.0))


def range_of_unknown(
    x: ArrayLike, n: ArrayLike, unknown: ArrayLike, *, rounded_to: int = 1
) -> Interval:
    """The lowest and highest share there can be: all `unknown` answers no, or all of them yes.

    `x` out of the `n` answers that are known; this is no confidence interval but a bound.
    Source: Manski 1989, Journal of Human Resources 24:343-360 (worst-case bounds).
    """
    half = rounded_to // 2
    (x_few, n_many), (x_many, n_few) = extremes(x, n, rounded_to)
    more = numbers(unknown) + half
    return Interval(divided(x_few, n_many + more), divided(x_many + more, n_few + more))


def extremes(
    x: ArrayLike, n: ArrayLike, rounded_to: int
) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """The true (x, n) with the lowest share and those with the highest; NaN where n is zero."""
    half = rounded_to // 2
    shown, base = numbers(x), np.where(numbers(n) > 0, numbers(n), np.nan)
    least = numbers(np.maximum(base - half, 1))
    low = numbers(np.maximum(shown - half, 0))
    return (low, numbers(base + half)), (numbers(np.minimum(shown + half, least)), least)


def _score_limit(x: Numbers, n: Numbers, z: float) -> Numbers:
    """One end of the score interval, `z` standard errors away; exactly 0 and 1 at the edges."""
    share = divided(x, n)
    centre = share + z * z / (2 * n)
    spread = z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    limit = np.clip((centre + spread) / (1 + z * z / n), 0.0, 1.0)
    at_edge = (share == 0) if z < 0 else (share == 1)
    return numbers(np.where(at_edge, share, limit))


def _square_and_add(
    own: tuple[Numbers, Numbers], other: tuple[Numbers, Numbers], z: float
) -> Numbers:
    """One end of the difference: each share's own distance to its limit, squared and added."""
    here, there = divided(*own), divided(*other)
    distance = np.hypot(here - _score_limit(*own, z), there - _score_limit(*other, -z))
    return numbers(here - there + np.sign(z) * distance)
