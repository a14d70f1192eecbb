"""The search for the range of every count that must stay unknown, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.auditing import linear_programs, whole_numbers
from pipelines.auditing.effort import Effort
from pipelines.auditing.pieces import pieces
from pipelines.auditing.propagation import Propagated
from pipelines.auditing.ranges import FLOOR, Ranges
from pipelines.auditing.system import Truth, Whole


@dataclass(frozen=True)
class Searched:
    """The ranges found, how many targets have theirs in whole numbers, how many are undecided."""

    ranges: Ranges
    in_whole_numbers: int
    undecided: int


def search(known: Propagated, is_target: Truth, effort: Effort) -> Searched:
    """The ranges of the targets, as far as the effort goes."""
    system = known.system
    ranges = Ranges.within(system.low, system.high)
    is_kept = np.ones(system.matrix.shape[0], dtype=bool)
    is_kept[known.broken] = False
    is_bound = np.zeros(len(system.low), dtype=bool)
    before = Ranges.within(system.low, system.high)
    found = _narrow(ranges, np.flatnonzero(is_target))
    proven = undecided = 0
    for columns, piece in pieces(system, is_kept):
        is_bound[columns] = True
        targets = np.flatnonzero(is_target[columns])
        if not len(targets):
            continue
        if found >= effort.enough:
            undecided += int(np.sum(~ranges.is_wide(columns[targets])))
            continue
        undecided += linear_programs.solve(ranges, columns, piece, targets, effort)
        if len(columns) <= effort.small:
            whole_numbers.prove(ranges, columns, piece, targets)
        if (ranges.low[columns] > ranges.high[columns]).any():
            ranges.impossible.append(columns)  # no whole number between what is proven of both ends
        found += _narrow(ranges, columns[targets]) - _narrow(before, columns[targets])
        proven += int(ranges.is_proven(columns[targets]).sum())
    _reach_unbound(ranges, np.flatnonzero(~is_bound))
    return Searched(ranges, proven, undecided)


def _narrow(ranges: Ranges, columns: Whole) -> int:
    return int(np.sum(ranges.high[columns] - ranges.low[columns] < FLOOR))


def _reach_unbound(ranges: Ranges, columns: Whole) -> None:
    """What no relation binds can be anything within its bounds."""
    ranges.reach(columns, ranges.low[columns])
    ranges.reach(columns, ranges.high[columns])
