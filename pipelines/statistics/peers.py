"""Units that are alike in their mix, so that each can be read beside those most like it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pipelines.statistics.arrays import Numbers, Places, divided, numbers


@dataclass(frozen=True)
class Peers:
    """For each unit the places of its nearest others, nearest first, and how far off they are.

    Both (units, k); a place is -1, and its distance NaN, where there is no further unit.
    """

    places: Places
    distances: Numbers


def mixes(counts: ArrayLike) -> Numbers:
    """The share of each category, the last axis, in each unit; NaN for a unit without anyone."""
    amounts = numbers(counts)
    return divided(amounts, amounts.sum(-1, keepdims=True))


def distances(counts: ArrayLike) -> Numbers:
    """How far apart the mixes of all units are, (units, units): 0 alike, 1 with nothing in common.

    Source: Hellinger 1909. Unlike the plain distance it does not let the largest categories decide.
    """
    roots = np.sqrt(mixes(counts))
    return numbers(np.sqrt(np.clip(1 - roots @ roots.T, 0.0, 1.0)))


def nearest(counts: ArrayLike, k: int) -> Peers:
    """The k units most like each in the mix of `counts` (units, categories); of equals, the first."""
    apart = distances(counts)
    np.fill_diagonal(apart, np.nan)
    order = np.argsort(apart.round(12), axis=-1, kind="stable")[:, :k]
    near = numbers(np.take_along_axis(apart, order, -1))
    return Peers(np.where(np.isnan(near), -1, order), near)
