"""Limits that fit the size of a unit: how far chance alone takes a share from what all have.

A unit is never ranked; it lies within what its size allows, or outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Flags, Numbers, divided, numbers
from pipelines.statistics.intervals import Interval, normal_quantile, two_sided
from pipelines.statistics.proportions import extremes

WARNING: Final = 0.95  # Spiegelhalter 2005: about two standard errors, 1.96
ALARM: Final = 0.998  # Spiegelhalter 2005: about three, 3.09
EXACT_BELOW: Final = 5.0  # domain brief section 5: so few expected that the normal limits mislead


@dataclass(frozen=True)
class Target:
    """The share that all units are held against, and how much more than by chance they differ.

    `phi` multiplies the variance, `tau_squared` is added to it; 1 and 0 are chance alone. Where
    fewer than `exact_below` of either outcome are expected, limits are exact binomial, or the
    inflated ones where these are wider.
    """

    share: Numbers
    phi: Numbers
    tau_squared: Numbers
    exact_below: float = EXACT_BELOW

    @classmethod
    def of(
        cls,
        share: ArrayLike,
        *,
        phi: ArrayLike = 1.0,
        tau_squared: ArrayLike = 0.0,
        exact_below: float = EXACT_BELOW,
    ) -> Target:
        """The target from plain numbers."""
        return cls(numbers(share), numbers(phi), numbers(tau_squared), exact_below)

    def error(self, n: Numbers) -> Numbers:
        """The standard error of the share of a unit of this size."""
        chance = self.phi * self.share * (1 - self.share)
        return numbers(np.sqrt(divided(chance, n) + self.tau_squared))

    def is_exact(self, n: Numbers) -> Flags:
        """Whether a unit of this size is too small for normal limits."""
        return np.asarray(n * np.minimum(self.share, 1 - self.share) < self.exact_below)

    @property
    def is_inflated(self) -> Flags:
        """Whether units differ more than by chance."""
        return np.asarray((self.phi > 1) | (self.tau_squared > 0))


@dataclass(frozen=True)
class Position:
    """Where a unit lies: `outside` is 0 within the limits, -1 or 1 beyond 95 %, -2 or 2 beyond 99.8 %.

    `p_value` is the two-sided chance of lying at least so far out; both are NaN without a unit.
    """

    outside: Numbers
    p_value: Numbers


def limits(n: ArrayLike, target: Target, *, level: float = WARNING) -> Interval:
    """The shares between which a unit of size n lies by chance with probability `level`.

    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185-1202. The exact ones are the
    binomial quantiles without his interpolation, which would let more than 5 % fall outside.
    """
    size = numbers(np.where(numbers(n) > 0, numbers(n), np.nan))
    margin = normal_quantile(level) * target.error(size)
    low, high = target.share - margin, target.share + margin
    is_exact, is_inflated = target.is_exact(size), target.is_inflated
    small = numbers(np.where(is_exact, size, np.nan))  # the binomial is slow, and only for these
    exact = _exact_limits(small, target.share, (1 - level) / 2)
    exact_low = np.where(is_inflated, np.fmin(low, exact.low), exact.low)
    exact_high = np.where(is_inflated, np.fmax(high, exact.high), exact.high)
    return Interval(
        numbers(np.where(is_exact, exact_low, low)), numbers(np.where(is_exact, exact_high, high))
    ).clipped(0.0, 1.0)


def positions(x: ArrayLike, n: ArrayLike, target: Target, *, rounded_to: int = 1) -> Position:
    """Where units lie; of rounded counts, outside only if every true count they stand for is."""
    few, many = extremes(x, n, rounded_to)
    ends = [_position(*counts, target) for counts in (few, many)]
    apart = [divided(*counts) - target.share for counts in (few, many)]
    is_astride = apart[0] * apart[1] < 0
    p_value = np.where(is_astride, 1.0, np.maximum(*ends))
    side = np.sign(apart[0] + apart[1])
    steps = (p_value < 1 - WARNING).astype(float) + (p_value < 1 - ALARM)
    outside = np.where(np.isnan(p_value), np.nan, side * steps + 0.0)
    return Position(numbers(outside), numbers(p_value))


def _position(x: Numbers, n: Numbers, target: Target) -> Numbers:
    error = target.error(n)
    normal = two_sided(divided(divided(x, n) - target.share, error))
    exact = _exact_p(x, numbers(np.where(target.is_exact(n), n, np.nan)), target.share)
    either = np.where(target.is_inflated, np.fmax(normal, exact), exact)
    return numbers(np.where(target.is_exact(n), either, normal))


def _exact_limits(n: Numbers, share: Numbers, tail: float) -> Interval:
    """The binomial quantiles, as shares."""
    low, high = (_quantile(n, share, level) for level in (tail, 1 - tail))
    return Interval(divided(low, n), divided(high, n))


def _quantile(n: Numbers, share: Numbers, level: float) -> Numbers:
    """The smallest count that is not exceeded with at least this probability."""
    from scipy import special

    inner = np.clip(share, 1e-12, 1 - 1e-12)
    count = np.clip(np.ceil(special.bdtrik(level, n, inner)), 0, n)
    before = np.maximum(count - 1, 0)
    return numbers(np.where(_at_most(before, n, share) >= level, before, count))


def _exact_p(x: Numbers, n: Numbers, share: Numbers) -> Numbers:
    """Twice the smaller tail, the count itself included in both."""
    upper = np.where(x > 0, 1 - _at_most(np.maximum(x - 1, 0), n, share), 1.0)
    p_value = 2 * np.minimum(_at_most(x, n, share), upper)
    return numbers(np.where(np.isnan(x + n + share), np.nan, np.minimum(p_value, 1.0)))


def _at_most(x: Numbers, n: Numbers, share: Numbers) -> Numbers:
    """The binomial chance of at most x; by the beta function, which takes arrays with NaN."""
    from scipy import special

    inside = special.betainc(np.maximum(n - x, 1e-300), x + 1, 1 - share)
    return numbers(np.where(x >= n, 1.0, inside))
