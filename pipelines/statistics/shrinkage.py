"""What a small unit's share is likely to be, given what all units are like: drawn in by its size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Flags, Numbers, divided, numbers
from pipelines.statistics.intervals import Interval

STEPS: Final = 16  # how finely the strength is searched; a finer search moves no share by 0.001


@dataclass(frozen=True)
class Shrunk:
    """The drawn-in shares (..., units) with their interval; `overall` (..., 1) is what draws them."""

    share: Numbers
    interval: Interval
    overall: Numbers


@dataclass(frozen=True)
class Moments:
    """The mean and the variance of what a share may be."""

    mean: Numbers
    variance: Numbers


def shrunk(x: ArrayLike, n: ArrayLike, *, level: float = 0.95) -> Shrunk:
    """The beta-binomial shares (a + x) / (a + b + n), over the units on the last axis.

    a / (a + b) is the pooled share. How strong the pull a + b is, is not fixed at one estimate (of
    sixteen units it is poorly known, and infinite by chance) but averaged over, by the likelihood
    of all units under a uniform shrinkage prior. The interval is the beta one with the mean and
    the variance of that average, the uncertainty of the pooled share included. In simulation (16
    units of 8 to 120) 95 % intervals held the truth for 93 to 97 % of units, and for more than 99 %
    where units did not differ at all.
    Units of NaN or size zero are NaN and draw nobody.
    Source: Christiansen and Morris 1997, JASA 92:618-632; Daniels 1999, Canadian J. of Stat. 27:567.
    """
    known = ~(np.isnan(numbers(x)) | np.isnan(numbers(n))) & (numbers(n) > 0)
    size, yes = np.where(known, numbers(n), 0.0), np.where(known, numbers(x), 0.0)
    total = size.sum(-1, keepdims=True)
    overall = divided(yes.sum(-1, keepdims=True), total)
    inner = divided(yes.sum(-1, keepdims=True) + 0.5, total + 1)  # never none or all of a prior
    strength = _strengths(size, known)
    weight = _weights(yes, size, inner, strength)
    mean, moments = _mixture(yes, size, overall, strength, weight)
    share = numbers(np.where(known, np.clip(mean, 0.0, 1.0), np.nan))  # sums may be a hair above 1
    return Shrunk(share, _beta_interval(share, moments, level), overall)


def james_stein(values: ArrayLike, variance: ArrayLike) -> Numbers:
    """Values of one known variance, drawn to their mean by 1 - (k - 3) variance / spread.

    Source: Efron and Morris 1977, Scientific American 236(5):119-127; never drawn past the mean.
    """
    y = numbers(values)
    mean = y.mean(-1, keepdims=True)
    spread = ((y - mean) ** 2).sum(-1, keepdims=True)
    kept = np.maximum(1 - (y.shape[-1] - 3) * divided(variance, spread), 0.0)
    return numbers(np.where(spread == 0, y, mean + kept * (y - mean)))


def _strengths(size: Numbers, known: Flags) -> Numbers:
    """Values of a + b (STEPS, ..., 1): on a unit of middling size, each pull is as likely."""
    middling = divided(known.sum(-1), np.where(known, divided(1.0, size), 0.0).sum(-1))
    pull = (np.arange(STEPS) + 0.5) / STEPS
    shape = (STEPS, *(1,) * np.ndim(middling))
    return numbers((pull / (1 - pull)).reshape(shape) * middling)[..., None]


def _weights(yes: Numbers, size: Numbers, overall: Numbers, strength: Numbers) -> Numbers:
    """How likely each strength is (STEPS, ..., 1), by the beta-binomial likelihood of all units.

    What the pooled share took from the data is given back, as restricted likelihood does: without
    that, sixteen units would seem more alike than they are.
    """
    from scipy.special import betaln

    a, b = strength * overall, strength * (1 - overall)
    per_unit = betaln(a + yes, b + size - yes) - betaln(a, b)  # zero for units left out
    told = (size * (strength + 1) / (strength + size)).sum(-1, keepdims=True)
    likelihood = per_unit.sum(-1, keepdims=True) - 0.5 * np.log(np.maximum(told, 1e-300))
    weight = np.exp(likelihood - likelihood.max(0))
    return numbers(weight / weight.sum(0))


def _mixture(
    yes: Numbers, size: Numbers, overall: Numbers, strength: Numbers, weight: Numbers
) -> tuple[Numbers, Moments]:
    """The mean of each unit's share over all strengths, and half a person more on either side.

    That half (Jeffreys) keeps an interval from closing where nobody, or everybody, was counted.
    """
    mean = (strength * overall + yes) / (strength + size)
    whole = strength + size + 1
    inner = (mean * (whole - 1) + 0.5) / whole
    spread = inner * (1 - inner) / (whole + 1)
    spread = spread + (strength / (strength + size)) ** 2 * _of_overall(size, overall, strength)
    middle = numbers((weight * inner).sum(0))
    variance = (weight * (spread + (inner - middle) ** 2)).sum(0)
    return numbers((weight * mean).sum(0)), Moments(middle, numbers(variance))


def _of_overall(size: Numbers, overall: Numbers, strength: Numbers) -> Numbers:
    """The variance of the pooled share, when units differ as much as this strength says."""
    alike = 1 + np.maximum(size - 1, 0) / (strength + 1)
    whole = size.sum(-1, keepdims=True)
    return overall * (1 - overall) * divided((size * alike).sum(-1, keepdims=True), whole**2)


def _beta_interval(mean: Numbers, moments: Moments, level: float) -> Interval:
    """The beta interval of these moments, which holds the mean."""
    from scipy.special import betaincinv

    strength = divided(moments.mean * (1 - moments.mean), moments.variance) - 1
    a, b = strength * moments.mean, strength * (1 - moments.mean)
    low, high = (betaincinv(a, b, tail) for tail in ((1 - level) / 2, (1 + level) / 2))
    return Interval(numbers(np.minimum(low, mean)), numbers(np.maximum(high, mean)))
