"""The floor: for every primary cell two values at least two apart, or nothing is released."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.errors import FloorError
from pipelines.suppression.pattern import Status, ranges
from pipelines.suppression.search import Search
from pipelines.suppression.system import Whole
from pipelines.suppression.unlabelling import unlabelled_moves


def reach_floors(search: Search) -> bool:
    """Hides what the floors take, and whether labels had to go; refuses a cell that stays below."""
    below = np.zeros(len(search.block.counts), np.bool_)
    labels = search.block.status == Status.HIDDEN_UNLABELLED
    for cell in search.order.tolist():
        if search.width(cell) < search.block.rule.floor and not _reach(search, cell):
            below[cell] = True
    if below.any():
        raise FloorError(tuple(search.block.numbers[below].tolist()))
    return bool((labels != (search.block.status == Status.HIDDEN_UNLABELLED)).any())


def _reach(search: Search, cell: int) -> bool:
    best = min(_ways(search, cell), key=lambda way: way[0], default=None)
    moves = best[1] if best is not None else unlabelled_moves(search.block, cell)
    if moves is None:
        return False
    search.detours.follow(np.arange(len(search.block.counts)))
    search.take(cell, moves)
    return True


def _ways(search: Search, cell: int) -> Iterator[tuple[float, list[Whole]]]:
    """Each pair of ends that makes the floor, with its price and the moves that are missing."""
    block, count = search.block, int(search.block.counts[cell])
    least, most = ranges(block.status, block.counts, block.told, block.rule)
    for low in range(count - block.rule.floor, count + 1):
        high = low + block.rule.floor
        if low < least[cell] or high > most[cell]:
            continue
        found = [search.detours.find(cell, step) for step in search.open_steps(cell, low, high)]
        moves = [move for move in found if move is not None]
        if len(moves) == len(found):
            yield sum(search.detours.price_of(move) for move in moves), moves
