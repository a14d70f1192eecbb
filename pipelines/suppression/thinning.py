"""A cell hidden to protect others is published again when every end can be reached without it.

More hidden cells never take a witness away. So a cell whose own reason cannot do without it, with
all others hidden, is needed for good; the few that are left are published together, and those
that turn out to be needed after all are chosen once more, from these few.
"""

from __future__ import annotations

import numpy as np

from pipelines.suppression.pattern import Status
from pipelines.suppression.search import Search
from pipelines.suppression.system import Whole
from pipelines.suppression.targets import reach

# Cells of the block times cells tried one by one at the end: each try restores every end, which in
# the largest block of the sample takes a second (measured), and few of the last ones can be spared.
TRIES = 30_000


def thin(search: Search) -> None:
    """Publishes what no end needs; every end stays as far as it was."""
    block = search.block
    low, high = _ends_to_keep(search)
    search.detours.allow(np.zeros(len(low), np.bool_))
    loose = np.array(_without_need(search, list(search.reasons)), np.int64)
    if not len(loose):
        return
    _choose_again(search, loose, low, high)
    again = loose[block.status[loose] == Status.HIDDEN_OTHER].tolist()
    for cell in _without_need(search, again)[: TRIES // len(low)]:
        _publish(search, np.array([cell]))
        before = search.witnesses
        search.witnesses = before.without(np.array([cell]))
        if not _restored(search, low, high):
            search.witnesses = before
            _hide(search, np.array([cell]))


def _ends_to_keep(search: Search) -> tuple[Whole, Whole]:
    """No further than the aims; all the way where that would be less than the floor (no label)."""
    block, found = search.block, search.witnesses
    low, high = np.maximum(found.low, block.aim_low), np.minimum(found.high, block.aim_high)
    narrow = high - low < block.rule.floor
    low, high = np.where(narrow, found.low, low), np.where(narrow, found.high, high)
    primary = block.is_primary
    return np.where(primary, low, block.counts), np.where(primary, high, block.counts)


def _without_need(search: Search, cells: list[int]) -> list[int]:
    """Hidden cells, dearest first, without which the end that they were hidden for is reached."""
    block = search.block
    hidden = [cell for cell in cells if block.status[cell] == Status.HIDDEN_OTHER]
    hidden.sort(key=lambda cell: (-block.cost[cell], cell))
    return [cell for cell in hidden if _can_do_without(search, cell)]


def _can_do_without(search: Search, cell: int) -> bool:
    primary, step = search.reasons[cell]
    if search.witnesses.reaches_without(cell, primary, step):
        return True
    _publish(search, np.array([cell]))
    move = search.detours.find(primary, step)
    _hide(search, np.array([cell]))
    if move is not None:
        search.witnesses.add(move)
    return move is not None


def _choose_again(search: Search, loose: Whole, low: Whole, high: Whole) -> None:
    before, reasons = search.witnesses, dict(search.reasons)
    search.witnesses = before.without(loose)
    _publish(search, loose)
    search.gather(low, high, most=100, patience=3)
    allowed = np.zeros(len(low), np.bool_)
    allowed[loose] = True
    search.detours.allow(allowed)
    reach(search, low, high)
    search.detours.allow(np.zeros(len(low), np.bool_))
    if not _is_restored(search, low, high):  # a solution was not whole within the limits
        search.witnesses, search.reasons = before, reasons
        _hide(search, loose)


def _restored(search: Search, low: Whole, high: Whole) -> bool:
    """Whether all ends are reached again with what is hidden now."""
    search.gather(low, high, most=20, patience=2)
    for cell in search.order.tolist():
        for step in list(search.open_steps(cell, int(low[cell]), int(high[cell]))):
            if search.is_reached(cell, step):
                continue
            if (move := search.detours.find(cell, step)) is None:
                return False
            search.witnesses.add(move)
    return True


def _is_restored(search: Search, low: Whole, high: Whole) -> bool:
    return bool((search.witnesses.low <= low).all() and (search.witnesses.high >= high).all())


def _publish(search: Search, cells: Whole) -> None:
    search.block.status[cells] = Status.PUBLISHED
    search.detours.follow(cells)


def _hide(search: Search, cells: Whole) -> None:
    search.block.status[cells] = Status.HIDDEN_OTHER
    search.detours.follow(cells)
