"""What a Stek that knows its own counts can work out of the others: a residual, no failure.

The own counts are not in the files, so what is counted is what they leave whatever they are: a count
of which, for each choice of them, a single value or a range narrower than the floor is left. It is
followed one relation at a time, over and over; what only several together would tell is not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.auditing.propagation import SLACK, Propagated
from pipelines.auditing.ranges import FLOOR, Ranges
from pipelines.auditing.structure import ALL
from pipelines.auditing.system import Matrix, Real, System, Truth, Whole

MOST_SWEEPS = 50  # knowledge of one Stek runs out after a few relations


@dataclass(frozen=True)
class Insiders:
    """Counts of others that must stay unknown, once for each Stek that tries it.

    `exact` of the `tried` are left one value, `narrow` are left more and fewer than the floor asks.
    """

    stekken: int
    tried: int
    exact: int
    narrow: int


def insiders(cells: pl.DataFrame, known: Propagated, ranges: Ranges, targets: Truth) -> Insiders:
    """Each Stek in turn, against every target that is not its own and that others cannot narrow."""
    width = ranges.high - ranges.low
    open_to_try = targets & (width >= FLOOR)
    stekken = sorted(set(cells["stek_id"]) - {ALL})
    relations = _Relations.of(known)
    tried = exact = narrow = 0
    for stek in stekken:
        is_own = (cells["stek_id"] == stek).to_numpy()
        left = relations.left(width, np.flatnonzero(is_own))[open_to_try & ~is_own]
        tried += len(left)
        exact += int(np.sum(left == 0))
        narrow += int(np.sum((left > 0) & (left < FLOOR)))
    return Insiders(len(stekken), tried, exact, narrow)


@dataclass(frozen=True)
class _Relations:
    """The relations that hold, row by row and column by column; `slack` is how far each gives."""

    by_row: Matrix
    by_column: Matrix
    slack: Real

    @classmethod
    def of(cls, known: Propagated) -> _Relations:
        system: System = known.system
        kept = np.setdiff1d(np.arange(system.matrix.shape[0]), known.broken)
        matrix = abs(system.matrix[kept])
        return cls(matrix, matrix.tocsc(), system.row_high[kept] - system.row_low[kept])

    def left(self, width: Real, own: Whole) -> Real:
        """How far apart the values of each count can be for who knows these, whatever they are."""
        left = width.copy()
        moved = own[left[own] > 0]
        left[own] = 0.0
        for _ in range(MOST_SWEEPS):
            rows = np.unique(self.by_column[:, moved].indices)
            moved = self._narrowed(rows, left)
            if not len(moved):
                break
        return left

    def _narrowed(self, rows: Whole, left: Real) -> Whole:
        """Narrows in place: a count moves no more than all others of a relation; which ones moved."""
        entries = self.by_row[rows].tocoo()
        row, column, weight = entries.row, entries.col, entries.data
        terms = weight * left[column]
        is_free = np.isinf(terms)
        finite = np.bincount(row, np.where(is_free, 0.0, terms), minlength=len(rows))
        free = np.bincount(row, is_free, minlength=len(rows))
        others = finite[row] - np.where(is_free, 0.0, terms) + self.slack[rows][row]
        others[free[row] - is_free > 0] = np.inf
        least = left.copy()
        np.minimum.at(least, column, np.floor(others / weight + SLACK))
        moved = np.flatnonzero(least < left)
        left[moved] = least[moved]
        return moved
