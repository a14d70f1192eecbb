"""One count and those around it, the rest held: cheap, and true both ways.

Held where a solution has the rest, what is reached is reached in the whole piece too. Held loosely,
within its bounds, what cannot be reached cannot be reached in the whole piece either.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.auditing.propagation import activities
from pipelines.auditing.ranges import Ranges
from pipelines.auditing.solver import Piece, Program
from pipelines.auditing.system import Matrix, Real, Whole

SIZES = (80, 600)  # counts around the one that is tried


@dataclass(frozen=True)
class _Surroundings:
    """A piece from which neighbourhoods are cut, row by row and column by column."""

    piece: Piece
    by_row: Matrix
    by_column: Matrix
    middle: Real

    def near(self, target: int, size: int) -> Whole:
        """The target and its neighbours, neighbours of neighbours and on, up to about a size."""
        inside = np.array([target], dtype=np.int64)
        while True:
            rows = np.unique(self.by_column[:, inside].indices)
            wider = np.unique(self.by_row[rows].indices).astype(np.int64)
            if len(wider) == len(inside) or (len(wider) > size and len(inside) > 1):
                return inside
            inside = wider

    def cut(self, inside: Whole, *, loosely: bool) -> Piece:
        """The neighbourhood with all else held at the middle, or loosely within its bounds."""
        rows = np.unique(self.by_column[:, inside].indices)
        low, high = self.piece.low.copy(), self.piece.high.copy()
        if not loosely:
            low, high = self.middle, self.middle
        low, high = low.copy(), high.copy()
        low[inside] = high[inside] = 0.0
        least, most = activities(self.by_row[rows], low, high)
        return Piece(
            self.by_row[rows][:, inside],
            self.piece.low[inside],
            self.piece.high[inside],
            self.piece.row_low[rows] - most,
            self.piece.row_high[rows] - least,
        )


def around(ranges: Ranges, columns: Whole, piece: Piece, targets: Whole, middle: Real) -> None:
    """Tries each target that is not wide yet in small neighbourhoods, then in larger ones.

    `middle` is a solution of the piece that lies well within it.
    """
    whole = _Surroundings(piece, piece.matrix.tocsr(), piece.matrix.tocsc(), middle)
    for size in SIZES:
        for target in targets:
            if not ranges.is_wide(columns[[target]])[0]:
                _reached(ranges, columns, whole, int(target), size)
        for target in targets:
            if not ranges.is_wide(columns[[target]])[0]:
                _refuted(ranges, columns, whole, int(target), size)


def _reached(ranges: Ranges, columns: Whole, whole: _Surroundings, target: int, size: int) -> None:
    inside = whole.near(target, size)
    program = Program(whole.cut(inside, loosely=False))
    own = np.flatnonzero(inside == target)
    for sign in (1.0, -1.0):
        solution = program.least(own, np.array([sign]))
        ranges.programs += 1
        if solution.x is not None:
            ranges.reach(columns[inside], solution.x)


def _refuted(ranges: Ranges, columns: Whole, whole: _Surroundings, target: int, size: int) -> None:
    inside = whole.near(target, size)
    in_whole_numbers = size == SIZES[0]
    program = Program(whole.cut(inside, loosely=True), in_whole_numbers=in_whole_numbers)
    own, column = np.flatnonzero(inside == target), int(columns[target])
    ranges.narrow(column, low=program.least(own, np.array([1.0])).bound)
    ranges.narrow(column, high=-program.least(own, np.array([-1.0])).bound)
    ranges.programs += 2
