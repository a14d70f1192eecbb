"""An interval: two arrays, the lowest and the highest value that the counts leave likely."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from pipelines.errors import WrongUseError
from pipelines.statistics.arrays import Flags, Numbers, numbers


@dataclass(frozen=True)
class Interval:
    """Arrays of one shape, `low` never above `high`; NaN where nothing can be said."""

    low: Numbers
    high: Numbers

    def holds(self, values: ArrayLike) -> Flags:
        """Whether each value lies within, its ends included; not where anything is NaN."""
        return np.asarray((self.low <= numbers(values)) & (numbers(values) <= self.high))

    def clipped(self, lowest: float, highest: float) -> Interval:
        """The same interval within what is possible."""
        return Interval(
            numbers(np.clip(self.low, lowest, highest)),
            numbers(np.clip(self.high, lowest, highest)),
        )

    def times(self, factor: ArrayLike) -> Interval:
        """The interval of a quantity that is a positive multiple of this one."""
        return Interval(self.low * numbers(factor), self.high * numbers(factor))


def normal_quantile(level: float) -> float:
    """How many standard errors to each side hold `level` of a normal distribution: 1.959964 for 0.95.

    Raises WrongUseError unless 0 < level < 1.
    """
    if not 0 < level < 1:
        raise WrongUseError(f"An interval holds a share between 0 and 1, not {level}.")
    return NormalDist().inv_cdf((1 + level) / 2)


def two_sided(z: ArrayLike) -> Numbers:
    """The chance of a standard normal value at least as far from zero on either side."""
    from scipy import special

    return numbers(special.erfc(np.abs(numbers(z)) / np.sqrt(2)))
