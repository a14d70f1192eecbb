"""Many comparisons at once: p-values made stricter by how many there are. NaN is no comparison."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, Places, numbers


def benjamini_hochberg(p_values: ArrayLike) -> Numbers:
    """The smallest share of false discoveries at which each comparison would be one.

    Adjusts along the last axis; a comparison is claimed where the outcome is at most the rate.
    Source: Benjamini and Hochberg 1995, JRSS B 57:289-300.
    """
    p, order, rank, m = _sorted(p_values)
    with np.errstate(invalid="ignore"):
        steps = np.take_along_axis(p, order, -1) * (m / rank)
    falling = np.fmin.accumulate(steps[..., ::-1], axis=-1)[..., ::-1]
    return _put_back(falling, order, p)


def holm(p_values: ArrayLike) -> Numbers:
    """The smallest chance of any false claim at all at which each comparison would be claimed.

    Adjusts along the last axis. Source: Holm 1979, Scandinavian Journal of Statistics 6:65-70.
    """
    p, order, rank, m = _sorted(p_values)
    steps = np.take_along_axis(p, order, -1) * (m - rank + 1)
    return _put_back(np.maximum.accumulate(steps, axis=-1), order, p)


def _sorted(p_values: ArrayLike) -> tuple[Numbers, Places, Places, Places]:
    """The values, their order (NaN last), their ranks from 1, and how many there are, per row."""
    p = np.atleast_1d(numbers(p_values))
    rank = np.arange(1, p.shape[-1] + 1)
    return p, np.argsort(p, axis=-1, kind="stable"), rank, (~np.isnan(p)).sum(-1, keepdims=True)


def _put_back(adjusted: Numbers, order: Places, p: Numbers) -> Numbers:
    """In the order they were given, none above one, NaN where nothing was compared."""
    outcome = np.empty_like(p)
    np.put_along_axis(outcome, order, np.minimum(adjusted, 1.0), -1)
    return numbers(np.where(np.isnan(p), np.nan, outcome))
