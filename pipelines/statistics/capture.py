"""How many were not seen: Chao's lower bound from how many came once and how many came twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, divided, numbers
from pipelines.statistics.intervals import Interval, normal_quantile

FEWEST_TWICE: Final = 5  # domain brief section 5: hidden when fewer came exactly twice


@dataclass(frozen=True)
class LowerBound:
    """At least how many there are, those seen included; arrays of the shape of the counts."""

    total: Numbers
    standard_error: Numbers
    interval: Interval


def chao(
    seen: ArrayLike,
    once: ArrayLike,
    twice: ArrayLike,
    visits: ArrayLike,
    *,
    fewest_twice: int = FEWEST_TWICE,
    level: float = 0.95,
) -> LowerBound:
    """The bound from `seen` persons in `visits` visits, of whom so many came `once`, or `twice`.

    NaN where fewer than `fewest_twice` (or none) came twice. It presumes that nobody comes or goes
    for good and that visits are independent; persons who could come only once make it too high.
    The interval is log-normal around the part not seen, so it never goes below `seen`.
    Source: Chao 1987, Biometrics 43:783-791; the finite-sample factor (m-1)/m as in iNEXT.
    """
    f1, m = numbers(once), numbers(visits)
    f2 = np.where(numbers(twice) >= max(fewest_twice, 1), numbers(twice), np.nan)
    k, ratio = divided(m - 1, m), divided(f1, f2)
    unseen = k * f1 * ratio / 2
    variance = f2 * (k * ratio**2 / 2 + k**2 * ratio**3 + k**2 * ratio**4 / 4)
    factor = _log_normal_factor(unseen, variance, normal_quantile(level))
    interval = Interval(numbers(seen) + unseen / factor, numbers(seen) + unseen * factor)
    return LowerBound(numbers(seen) + unseen, numbers(np.sqrt(variance)), interval)


def _log_normal_factor(unseen: Numbers, variance: Numbers, z: float) -> Numbers:
    """By how much the unseen part is divided and multiplied; 1 where nobody came just once."""
    spread = divided(variance, unseen**2)
    return numbers(np.where(unseen == 0, 1.0, np.exp(z * np.sqrt(np.log1p(spread)))))
