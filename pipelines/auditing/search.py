"""The search for the range of every count that must stay unknown, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.auditing import large_pieces, whole_numbers
from pipelines.auditing.effort import Effort
from pipelines.auditing.pieces import pieces
from pipelines.auditing.propagation import Propagated
from pipelines.auditing.ranges import Ranges
from pipelines.auditing.system import Truth, Whole


@dataclass(frozen=True)
class Searched:
    """The ranges found, how many targets were solved in whole numbers, and how many left untried."""

    ranges: Ranges
    in_whole_numbers: int
    untried: int


def search(known: Propagated, is_target: Truth, effort: Effort) -> Searched:
    """The ranges of the targets, as far as the effort goes."""
    system = known.system
    ranges = Ranges.within(system.low, system.high)
    is_kept = np.ones(system.matrix.shape[0], dtype=bool)
    is_kept[known.broken] = False
    is_bound = np.zeros(len(system.low), dtype=bool)
    exactly = untried = 0
    for columns, piece in pieces(system, is_kept):
        is_bound[columns] = True
        targets = np.flatnonzero(is_target[columns])
        if not len(targets):
            continue
        if len(columns) <= effort.small:
            whole_numbers.solve(ranges, columns, piece, targets)
            exactly += len(targets)
        else:
            untried += large_pieces.solve(ranges, columns, piece, targets, effort)
    _reach_unbound(ranges, np.flatnonzero(~is_bound))
    return Searched(ranges, exactly, untried)


def _reach_unbound(ranges: Ranges, columns: Whole) -> None:
    """What no relation binds can be anything within its bounds."""
    ranges.reach(columns, ranges.low[columns])
    ranges.reach(columns, ranges.high[columns])
