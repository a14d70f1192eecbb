"""The tables found so far that a reader cannot tell from the true one, and how far they reach."""

from __future__ import annotations

import numpy as np

from pipelines.suppression.certificate import THE_TRUTH, Certificate
from pipelines.suppression.system import Whole


class Witnesses:
    """Moves of a block (int64[n] each), with the least and most that each cell is in any of them."""

    def __init__(self, counts: Whole, moves: list[Whole] | None = None) -> None:
        self.counts = counts
        self.low, self.high = counts.copy(), counts.copy()
        self.moves: list[Whole] = []
        for move in moves or []:
            self.add(move)

    def add(self, move: Whole) -> None:
        """Keeps a move that was checked to be one."""
        self.moves.append(move)
        np.minimum(self.low, self.counts + move, out=self.low)
        np.maximum(self.high, self.counts + move, out=self.high)

    def reaches(self, cell: int, step: int) -> bool:
        """Whether a witness takes the cell at least as far."""
        wanted = self.counts[cell] + step
        return bool(self.low[cell] <= wanted <= self.high[cell])

    def reaches_without(self, still: int, cell: int, step: int) -> bool:
        """Whether a witness that leaves one cell as it is takes another at least as far."""
        sign = 1 if step > 0 else -1
        return any(sign * move[cell] >= abs(step) and not move[still] for move in self.moves)

    def without(self, cells: Whole) -> Witnesses:
        """Those that leave the cells as they are."""
        return Witnesses(self.counts, [move for move in self.moves if not move[cells].any()])

    def certificate(self, primaries: Whole, numbers: Whole) -> Certificate:
        """The proof for the primary cells, with each cell by its number in the system."""
        table = np.array([np.zeros_like(self.counts), *self.moves])[:, primaries]
        last, first = table.argmin(axis=0), table.argmax(axis=0)
        used = np.setdiff1d(np.union1d(last, first), [0])
        place = np.full(len(table), THE_TRUTH)
        place[used] = np.arange(len(used))
        moved = [np.nonzero(self.moves[row - 1])[0] for row in used]
        sizes = np.array([0, *map(len, moved)], np.int64)
        chosen = [self.moves[row - 1][cells] for row, cells in zip(used, moved, strict=True)]
        none = np.zeros(0, np.int64)
        return Certificate(
            starts=sizes.cumsum(),
            cells=numbers[np.concatenate([none, *moved])],
            moves=np.concatenate([none, *chosen]),
            primaries=numbers[primaries],
            low=self.low[primaries],
            high=self.high[primaries],
            low_witness=place[last],
            high_witness=place[first],
        )
