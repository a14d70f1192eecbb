"""Every table that could be: the range of each cell by counting all of them, one by one.

A world is a number of persons of each kind (a leaf). A cell counts the leaves it is made of. What a
row shows leaves only some worlds; the range of a cell is what it is in those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from tests.auditing.releases import Row

Worlds = npt.NDArray[np.int64]


@cache
def worlds(leaves: int, persons: int) -> Worlds:
    """Every way to spread so many persons over the leaves; one row a world."""
    if leaves == 1:
        return np.array([[persons]])
    parts = []
    for first in range(persons + 1):
        rest = worlds(leaves - 1, persons - first)
        parts.append(np.column_stack([np.full(len(rest), first), rest]))
    return np.concatenate(parts)


def agrees(counts: npt.NDArray[np.int64], row: Row, k: int, round_to: int) -> npt.NDArray[np.bool_]:
    """Which counts a row may stand for, by what its label says in words."""
    if row.status == "hidden_small":
        return counts < k
    if row.status == "hidden_to_protect":
        return counts >= k
    if row.status == "provisional":
        rounded = (counts + round_to // 2) // round_to * round_to
        return np.asarray((rounded == row.numerator) & (counts >= k))
    if row.status == "hidden":
        return counts >= 0
    return np.asarray(counts == row.numerator)


def ranges(
    all_worlds: Worlds,
    cells: Mapping[Row, Sequence[int]],
    asked: Mapping[tuple[str, ...], Sequence[int]],
    *,
    k: int,
    round_to: int = 5,
) -> dict[tuple[str, ...], tuple[int, int]]:
    """The least and the most of each cell that is asked for, in the worlds that agree with all rows."""
    is_left = np.ones(len(all_worlds), dtype=bool)
    for row, leaves in cells.items():
        is_left &= agrees(all_worlds[:, list(leaves)].sum(axis=1), row, k, round_to)
    left = all_worlds[is_left]
    counted = {key: left[:, list(leaves)].sum(axis=1) for key, leaves in asked.items()}
    return {key: (int(one.min()), int(one.max())) for key, one in counted.items()}
