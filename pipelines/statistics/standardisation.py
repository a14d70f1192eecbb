"""A unit's share as it would be with another mix: indirectly by what was expected, or directly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, divided, numbers
from pipelines.statistics.intervals import Interval, two_sided
from pipelines.statistics.proportions import wilson


@dataclass(frozen=True)
class Indirect:
    """Observed beside expected; `share` is their ratio times the overall share, at most 1.

    `interval` is that of the share; `p_value` is the chance, were the unit like all others in
    every stratum, of an observed count at least so far from the expected one.
    """

    expected: Numbers
    ratio: Numbers
    share: Numbers
    interval: Interval
    p_value: Numbers


@dataclass(frozen=True)
class Direct:
    """The share a unit would have with the reference mix."""

    share: Numbers
    interval: Interval


def indirectly(
    x: ArrayLike, n: ArrayLike, reference: ArrayLike, overall: ArrayLike, *, level: float = 0.95
) -> Indirect:
    """Standardised for the mix of strata, the last axis, by the `reference` share of each.

    For units that are small in each stratum. The interval is Wilson's on the observed count, carried
    over; it is a little wide, as strata that differ make a count vary less. Poisson limits (Byar's)
    are for rare outcomes and far too wide here.
    Source: Breslow and Day 1987, volume II, section 2.3; Keiding and Clayton 2014.
    """
    yes, size = numbers(x), numbers(n)
    share = np.where(size == 0, 0.0, numbers(reference))  # a stratum without anyone asks nothing
    observed, total = yes.sum(-1), size.sum(-1)
    expected = numbers((size * share).sum(-1))
    variance = (size * share * (1 - share)).sum(-1)
    scale = divided(numbers(overall), expected)
    interval = wilson(observed, total, level=level).times(total * scale).clipped(0.0, 1.0)
    return Indirect(
        expected,
        divided(observed, expected),
        numbers(np.minimum(observed * scale, 1.0)),
        interval,
        two_sided(divided(observed - expected, np.sqrt(variance))),
    )


def directly(x: ArrayLike, n: ArrayLike, weights: ArrayLike, *, level: float = 0.95) -> Direct:
    """The shares of the strata, the last axis, averaged by the reference `weights`.

    NaN where a stratum that has weight has nobody. The interval is Wilson's for the number of
    people that would tell as much, had they been drawn from the reference mix.
    Source: Kish 1965, section 11.7 (effective size); Korn and Graubard 1998 use it alike.
    """
    size, weight = numbers(n), numbers(weights)
    weight = divided(weight, weight.sum(-1, keepdims=True))
    share = np.where(weight == 0, 0.0, weight * divided(x, size)).sum(-1)
    effective = divided(1.0, np.where(weight == 0, 0.0, divided(weight**2, size)).sum(-1))
    return Direct(numbers(share), wilson(share * effective, effective, level=level))
