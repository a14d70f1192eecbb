"""How much more units differ than by chance, told from all but the outermost of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, divided, numbers

OUTERMOST: Final = 0.10  # Spiegelhalter 2005: this share at either end is drawn in


@dataclass(frozen=True)
class Overdispersion:
    """`phi`, the mean squared z-score, and `tau_squared`, the variance between units, never under 0."""

    phi: Numbers
    tau_squared: Numbers


def overdispersion(
    x: ArrayLike, n: ArrayLike, share: ArrayLike, *, outermost: float = OUTERMOST
) -> Overdispersion:
    """Both measures, over the units on the last axis; `share` is one target for all of them.

    Units of NaN or size zero are left out. Drawing in the outermost keeps a unit that is truly
    outside from widening its own limits; it also draws phi down to 0.68 where only chance is at
    work, so a phi below 1 says nothing.
    Source: Spiegelhalter 2005, Quality and Safety in Health Care 14:347-351 (additive tau²).
    """
    target = numbers(share)[..., None]
    variance = divided(target * (1 - target), n)
    z = divided(divided(x, n) - target, np.sqrt(variance))
    low, high = _quantile(z, outermost), _quantile(z, 1 - outermost)
    phi = _mean(np.clip(z, low, high) ** 2)
    weight = np.where(np.isnan(z), 0.0, divided(1.0, variance))
    units = (~np.isnan(z)).sum(-1)
    spread = weight.sum(-1) - divided((weight**2).sum(-1), weight.sum(-1))
    tau_squared = np.maximum(divided(units * phi - (units - 1), spread), 0.0)
    return Overdispersion(phi, numbers(tau_squared))


def _mean(values: Numbers) -> Numbers:
    is_there = ~np.isnan(values)
    return divided(np.where(is_there, values, 0.0).sum(-1), is_there.sum(-1))


def _quantile(values: Numbers, level: float) -> Numbers:
    """The quantile along the last axis, between its neighbours in proportion, NaN left out."""
    in_order = np.sort(values, axis=-1)  # NaN goes last
    place = level * np.maximum((~np.isnan(values)).sum(-1, keepdims=True) - 1, 0)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, np.ceil(place).astype(np.int64))
    low, high = (np.take_along_axis(in_order, at, -1) for at in (below, above))
    return numbers(low + (place - below) * (high - low))
