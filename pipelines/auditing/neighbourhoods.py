"""One count and those around it, the rest held where a solution has it: cheap, and true of the whole.

It can only show that a count is wide: what is not reached here may be reached elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.auditing.ranges import Ranges
from pipelines.auditing.solver import Piece, Program
from pipelines.auditing.system import Matrix, Real, Whole

SIZE = 80  # counts around the one that is tried


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

    def cut(self, inside: Whole) -> Piece:
        """The neighbourhood with all else held where the middle has it."""
        rows = np.unique(self.by_column[:, inside].indices)
        held = self.middle.copy()
        held[inside] = 0.0
        told = self.by_row[rows] @ held
        return Piece(
            self.by_row[rows][:, inside],
            self.piece.low[inside],
            self.piece.high[inside],
            self.piece.row_low[rows] - told,
            self.piece.row_high[rows] - told,
        )


def around(ranges: Ranges, columns: Whole, piece: Piece, targets: Whole, middle: Real) -> None:
    """Tries each target that is not wide yet among its neighbours.

    `middle` is a solution of the piece that lies well within it.
    """
    whole = _Surroundings(piece, piece.matrix.tocsr(), piece.matrix.tocsc(), middle)
    for target in targets.tolist():
        if not ranges.is_wide(columns[[target]])[0]:
            inside = whole.near(target, SIZE)
            program, own = Program(whole.cut(inside)), np.flatnonzero(inside == target)
            for sign in (-1.0, 1.0):
                solution = program.least(own, np.array([sign]))
                ranges.programs += 1
                if solution.x is not None:
                    ranges.reach(columns[inside], solution.x)
