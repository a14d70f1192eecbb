"""A cell hidden to protect others is published again when every end can be reached without it."""

from __future__ import annotations

import numpy as np

from pipelines.suppression.pattern import Status
from pipelines.suppression.search import Search
from pipelines.suppression.system import Whole


def thin(search: Search) -> None:
    """Tries the dearest cells first; a cell once needed stays needed when others are published."""
    block, found = search.block, search.witnesses
    low = np.where(block.is_primary, np.maximum(found.low, block.aim_low), block.counts)
    high = np.where(block.is_primary, np.minimum(found.high, block.aim_high), block.counts)
    search.detours.may_hide_more = False
    search.follow()
    hidden = np.array(sorted(search.reasons), np.int64)
    for cell in hidden[np.argsort(-block.cost[hidden], kind="stable")].tolist():
        if block.status[cell] == Status.HIDDEN_OTHER:
            _try(search, cell, low, high)


def _try(search: Search, cell: int, low: Whole, high: Whole) -> None:
    before = search.witnesses
    search.witnesses = before.without(cell)
    search.block.status[cell] = Status.PUBLISHED
    search.follow()
    if not _restored(search, cell, low, high):
        search.witnesses = before
        search.block.status[cell] = Status.HIDDEN_OTHER
        search.follow()


def _restored(search: Search, published: int, low: Whole, high: Whole) -> bool:
    """Whether witnesses for all ends are found again; first the end that the cell was hidden for."""
    if not _reason_holds(search, *search.reasons[published], low, high):
        return False
    search.sweeps.run(search.witnesses, low, high, most=20, patience=2)
    return all(
        _found(search, cell, step)
        for cell in search.order.tolist()
        for step in list(search.open_steps(cell, int(low[cell]), int(high[cell])))
    )


def _reason_holds(search: Search, cell: int, step: int, low: Whole, high: Whole) -> bool:
    wanted = min(max(int(search.block.counts[cell]) + step, int(low[cell])), int(high[cell]))
    if search.witnesses.low[cell] <= wanted <= search.witnesses.high[cell]:
        return True
    return _found(search, cell, wanted - int(search.block.counts[cell]))


def _found(search: Search, cell: int, step: int) -> bool:
    wanted = int(search.block.counts[cell]) + step
    if search.witnesses.low[cell] <= wanted <= search.witnesses.high[cell]:
        return True
    if (move := search.detours.find(cell, step)) is None:
        return False
    search.witnesses.add(move)
    return True
