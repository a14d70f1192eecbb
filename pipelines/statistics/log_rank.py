"""Whether groups differ in how fast something happens: the log-rank test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, divided, numbers

SMALLEST_SHARE: Final = 1e-9  # of the largest spread; what is less is rounding, and no dimension


@dataclass(frozen=True)
class LogRank:
    """How far groups are apart; `observed` and `expected` are (..., groups), the others (...)."""

    observed: Numbers
    expected: Numbers
    chi_squared: Numbers
    degrees: Numbers
    p_value: Numbers


def log_rank(events: ArrayLike, at_risk: ArrayLike) -> LogRank:
    """The test that groups have the same hazard throughout; both arrays are (..., groups, T).

    For one of several causes, `events` holds that cause alone: the others leave the risk set.
    Source: Mantel 1966; Peto and Peto 1972, with the hypergeometric variance.
    """
    d, n = numbers(events), numbers(at_risk)
    everyone = n.sum(-2, keepdims=True)
    share = numbers(np.where(everyone == 0, 0.0, divided(n, everyone)))
    observed, expected = d.sum(-1), (share * d.sum(-2, keepdims=True)).sum(-1)
    spread = _spread(d.sum(-2), n.sum(-2))
    chi_squared, degrees = _quadratic(observed - expected, share, spread)
    return LogRank(observed, expected, chi_squared, degrees, _tail(degrees, chi_squared))


def _spread(d: Numbers, n: Numbers) -> Numbers:
    """The variance that the events of each time bring; none when only one is at risk."""
    return numbers(np.where(n > 1, d * (n - d) / np.maximum(n - 1, 1), 0.0 * n))


def _quadratic(apart: Numbers, share: Numbers, spread: Numbers) -> tuple[Numbers, Numbers]:
    """The squared distance in units of its covariance, and in how many dimensions it can differ."""
    own = np.einsum("...jt,...t->...j", share, spread)
    shared = np.einsum("...jt,...kt,...t->...jk", share, share, spread)
    covariance = own[..., None] * np.eye(own.shape[-1]) - shared
    inverse = np.linalg.pinv(np.nan_to_num(covariance), rcond=SMALLEST_SHARE, hermitian=True)
    distance = np.einsum("...j,...jk,...k->...", apart, inverse, apart)
    degrees = numbers(np.maximum((own > 0).sum(-1) - 1, 0))
    missing = 0.0 * own.sum(-1)  # NaN where a count was
    return numbers(np.where(degrees > 0, distance, np.nan) + missing), degrees


def _tail(degrees: Numbers, chi_squared: Numbers) -> Numbers:
    from scipy import special

    return numbers(special.chdtrc(np.maximum(degrees, 1), chi_squared))
