"""Chance: numbers that look random and are the same for the same seed and place, on any machine.

Only uniform numbers are drawn; everything else is read off a distribution, so that what a seed
gives does not hang on how a library draws from it.
"""

from __future__ import annotations

from enum import IntEnum
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from pipelines.months import Month

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)  # splitmix64


class Topic(IntEnum):
    """What is drawn: each has numbers of its own, so that one more draw moves nothing else."""

    SIZE = 1
    PEOPLE = 2
    VISITS = 3
    CHECKS = 4
    REFERRALS = 5
    SIGNALS = 6
    ARRIVAL = 7
    FAULTS = 8


def chance(seed: int, stek_id: str, month: Month, topic: Topic) -> np.random.Generator:
    """The generator of one Stek, month and topic: other Stekken and months do not touch it."""
    place = (crc32(stek_id.encode()), month.year, month.month, topic)
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=place)))


def pick(uniform: Floats, weights: Floats) -> Ints:
    """The index that each uniform number falls on when the indices weigh that much.

    >>> pick(np.array([0.1, 0.3, 0.9]), np.array([1.0, 0.0, 3.0])).tolist()
    [0, 2, 2]
    """
    edges = np.cumsum(weights)
    found = np.searchsorted(edges, uniform * edges[-1], side="right")
    return np.asarray(np.minimum(found, len(edges) - 1), dtype=np.int64)


def pick_by(uniform: Floats, weights: Floats, group: Ints) -> Ints:
    """Like `pick`, with a row of weights per group.

    >>> pick_by(np.array([0.6, 0.6]), np.array([[1.0, 1.0], [3.0, 1.0]]), np.array([0, 1])).tolist()
    [1, 0]
    """
    edges = np.cumsum(weights, axis=1)
    edges = edges / edges[:, -1:]
    found = (uniform[:, None] >= edges[group, :-1]).sum(axis=1)
    return np.asarray(found, dtype=np.int64)


def first_to_come(uniform: Floats, weights: Floats, count: Ints) -> tuple[Ints, Ints]:
    """For each row draw `count` different columns, the heavier ones sooner and more often.

    Both arrays of the answer are in order: the rows, each `count` times, and their columns.
    """
    waiting = -np.log1p(-uniform) / np.maximum(weights, 1e-12)
    order = np.argsort(waiting, axis=1, kind="stable")
    is_drawn = np.arange(weights.shape[1])[None, :] < count[:, None]
    rows, places = np.nonzero(is_drawn)
    return rows.astype(np.int64), order[rows, places].astype(np.int64)


def normal(generator: np.random.Generator, count: int) -> Floats:
    """Numbers around 0 with deviation 1: the sum of three uniform ones is near enough."""
    return np.asarray((generator.random((count, 3)).sum(axis=1) - 1.5) * 2)


def fixed(key: NDArray[np.uint64], salt: Ints | int) -> Floats:
    """A uniform number that belongs to a key for good: asked again, it is the same.

    >>> bool((fixed(np.array([7], np.uint64), 3) == fixed(np.array([7], np.uint64), 3)).all())
    True
    """
    mixed = key + np.atleast_1d(np.asarray(salt, dtype=np.uint64)) * np.uint64(_MIX[0])
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_MIX[1])
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_MIX[2])
    mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)) * 2.0**-53, dtype=np.float64)


def probability(log_odds: Floats) -> Floats:
    """The probability of log odds.

    >>> float(probability(np.array([0.0]))[0])
    0.5
    """
    return np.asarray(1 / (1 + np.exp(-log_odds)))
