"""Two groups compared within strata, after Mantel and Haenszel, beside the crude comparison.

The last axis of every count is the stratum; whatever is in front is one comparison each, so that
strata that a comparison lacks are rows of zeros. A stratum without anyone in one of the groups adds
nothing and breaks nothing; a NaN in any stratum makes its whole comparison NaN.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, divided, numbers
from pipelines.statistics.intervals import Interval, normal_quantile
from pipelines.statistics.proportions import Difference, newcombe


@dataclass(frozen=True)
class OddsRatio:
    """The odds in the first group over those in the second; 0 and infinity when a cell is empty."""

    estimate: Numbers
    interval: Interval


@dataclass(frozen=True)
class Association:
    """A chi-squared test with one degree of freedom."""

    chi_squared: Numbers
    p_value: Numbers


@dataclass(frozen=True)
class Strata:
    """Yes and no in the first group (a, b) and in the second (c, d), the last axis the stratum."""

    a: Numbers
    b: Numbers
    c: Numbers
    d: Numbers

    @classmethod
    def of(cls, first: tuple[ArrayLike, ArrayLike], second: tuple[ArrayLike, ArrayLike]) -> Strata:
        """The strata of the numbers (yes, no) of both groups, which must broadcast together."""
        cells = np.broadcast_arrays(*(np.atleast_1d(numbers(cell)) for cell in (*first, *second)))
        return cls(*(numbers(cell) for cell in cells))

    @property
    def size(self) -> Numbers:
        """How many there are in each stratum."""
        return self.a + self.b + self.c + self.d

    def pooled(self) -> Strata:
        """All strata added up into one: the crude comparison."""
        return Strata(*(cell.sum(-1, keepdims=True) for cell in (self.a, self.b, self.c, self.d)))


def odds_ratio(strata: Strata, *, level: float = 0.95) -> OddsRatio:
    """The common odds ratio; of one stratum it is the crude one, with Woolf's interval.

    Where a product of cells is zero in every stratum the counts bound the ratio on neither side,
    and the interval is (0, infinity).
    Source: Mantel and Haenszel 1959; Robins, Breslow and Greenland 1986, Biometrics 42:311-323.
    """
    for_it = _share(strata.a * strata.d, strata)
    against = _share(strata.b * strata.c, strata)
    along, across = _share(strata.a + strata.d, strata), _share(strata.b + strata.c, strata)
    r, s = for_it.sum(-1), against.sum(-1)
    variance = (
        divided((along * for_it).sum(-1), 2 * r**2)
        + divided((along * against + across * for_it).sum(-1), 2 * r * s)
        + divided((across * against).sum(-1), 2 * s**2)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        estimate = numbers(r / s)
        factor = np.exp(normal_quantile(level) * np.sqrt(variance))
        low, high = estimate / factor, estimate * factor
    is_open = (estimate == 0) | np.isinf(estimate)
    return OddsRatio(
        estimate,
        Interval(numbers(np.where(is_open, 0, low)), numbers(np.where(is_open, np.inf, high))),
    )


def risk_difference(strata: Strata, *, level: float = 0.95) -> Difference:
    """The common difference of the shares, weighted after Mantel and Haenszel.

    Its variance holds both for few large strata and for many small ones. Where it is zero, since
    in every stratum the groups answered as one, the crude interval says how little that proves.
    Source: Greenland and Robins 1985, Biometrics 41:55-68; Sato 1989, Biometrics 45:1323-1324.
    """
    a, c = strata.a, strata.c
    n1, n0 = a + strata.b, c + strata.d
    weight = _share(n1 * n0, strata).sum(-1)
    estimate = divided(_share(a * n0 - c * n1, strata).sum(-1), weight)
    uneven = _share(_share(n1**2 * c - n0**2 * a + n1 * n0 * (n0 - n1) / 2, strata), strata)
    spread = _share(a * (n0 - c) + c * (n1 - a), strata) / 2
    variance = divided(estimate * uneven.sum(-1) + spread.sum(-1), weight**2)
    margin = normal_quantile(level) * np.sqrt(np.maximum(variance, 0.0))
    crude = crude_risk_difference(strata, level=level).interval
    is_flat = variance <= 0
    low = np.where(is_flat, np.minimum(crude.low, estimate), estimate - margin)
    high = np.where(is_flat, np.maximum(crude.high, estimate), estimate + margin)
    return Difference(estimate, Interval(numbers(low), numbers(high)).clipped(-1.0, 1.0))


def crude_risk_difference(strata: Strata, *, level: float = 0.95) -> Difference:
    """The difference of the shares with all strata thrown together, with Newcombe's interval."""
    one = strata.pooled()
    first = (one.a[..., 0], (one.a + one.b)[..., 0])
    return newcombe(first, (one.c[..., 0], (one.c + one.d)[..., 0]), level=level)


def association(strata: Strata, *, corrected: bool = True) -> Association:
    """The Cochran-Mantel-Haenszel test that the groups differ in no stratum.

    `corrected` takes half a person off the difference, which small numbers ask for.
    Source: Mantel and Haenszel 1959, JNCI 22:719-748; Agresti 2002, section 6.3.2.
    """
    from scipy import special

    n = strata.size
    n1, n0 = strata.a + strata.b, strata.c + strata.d
    yes, no = strata.a + strata.c, strata.b + strata.d
    expected = _share(n1 * yes, strata)
    variance = np.where(n == 1, 0.0, _share(_share(n1 * n0 * yes * no, strata), strata))
    variance = variance / np.where(n > 1, n - 1, 1)
    apart = np.abs((strata.a - expected).sum(-1)) - (0.5 if corrected else 0.0)
    chi_squared = divided(np.maximum(apart, 0.0) ** 2, variance.sum(-1))
    return Association(chi_squared, numbers(special.chdtrc(1, chi_squared)))


def _share(cells: Numbers, strata: Strata) -> Numbers:
    """The cells over the size of their stratum; nothing where nobody is."""
    return numbers(np.where(strata.size == 0, 0.0, divided(cells, strata.size)))
