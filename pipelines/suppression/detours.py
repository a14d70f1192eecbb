"""The cheapest move that takes one cell one way, through published cells where nothing else will do.

The published cells on its way are what must be hidden for it.
"""

from __future__ import annotations

import numpy as np

from pipelines.suppression.blocks import Block
from pipelines.suppression.programs import Program, whole
from pipelines.suppression.system import Flags, Real, Whole

RETRIES = 4  # with other prices, when a solution is not whole
SPREAD = 0.5
REWARD = 2.0  # for each step towards an end, against prices of hidden cells a hundredth of it


class Detours:
    """The program with two columns a cell, up and down; starting from the truth it is solved fast.

    `may_hide`: the published cells that a move may pass.
    """

    def __init__(self, block: Block, draws: np.random.Generator) -> None:
        from scipy.sparse import hstack

        self.block, self.draws = block, draws
        self.may_hide = block.may_be_hidden
        self.opened = np.zeros(len(block.counts), np.bool_)  # rounded cells that may be hidden now
        down, up = block.room(may_hide=self._passable())
        self.prices = np.tile(block.prices(may_hide=self._passable()), 2)
        self.columns = np.arange(2 * len(up))
        self.program = Program(
            hstack([block.relations, -block.relations], format="csc"),
            np.zeros(2 * len(up)),
            np.concatenate([up, down]).astype(np.float64),
            self.prices.copy(),
        )

    def follow(self, cells: Whole) -> None:
        """Takes over that these cells were hidden, published, or stripped of their label."""
        down, up = self.block.room(cells, may_hide=self._passable())
        columns = np.concatenate([cells, cells + len(self.block.counts)])
        self._bound(columns, np.zeros(len(columns)), np.concatenate([up, down]))
        self.prices[columns] = np.tile(self.block.prices(cells, may_hide=self._passable()), 2)
        self.program.charge(columns, self.prices[columns])

    def allow(self, cells: Flags) -> Flags:
        """Sets which published cells a move may pass; returns which it might until now."""
        before, self.may_hide = self.may_hide, cells
        self.follow(np.nonzero(before != cells)[0])
        return before

    def _passable(self) -> Flags:
        passable: Flags = self.may_hide & (~self.block.is_rounded | self.opened)
        return passable

    def find(self, cell: int, step: int) -> Whole | None:
        """A move with `step` in the cell; none if there is none, whatever is hidden of what may be.

        A rounded count has some room as it is: it is hidden only where that will not do.
        """
        move = self._found(cell, step)
        closed = np.nonzero(self.block.is_rounded & self.may_hide)[0]
        if move is not None or not len(closed):
            return move
        self.opened[closed] = True
        self.follow(closed)
        move = self._found(cell, step)
        self.opened[closed] = False
        self.follow(closed)
        return move

    def _found(self, cell: int, step: int) -> Whole | None:
        columns = np.array([cell, cell + len(self.block.counts)])
        before = self.program.upper[columns]
        if before[0 if step > 0 else 1] < abs(step):
            return None
        wanted = np.array([max(step, 0), max(-step, 0)])
        self._bound(columns, wanted, wanted)
        move = self._whole()
        self._bound(columns, np.zeros(2), before)
        return move

    def gather(self, cells: Whole, steps: Whole) -> Whole | None:
        """One move of hidden cells towards many ends at once, a sparse one; none if it is not whole."""
        n = len(self.block.counts)
        right = np.where(steps > 0, cells, cells + n)
        columns = np.concatenate([right, np.where(steps > 0, cells + n, cells)])
        before, nothing = self.program.upper[columns], np.zeros(len(columns))
        upper = np.concatenate([np.minimum(np.abs(steps), self.program.upper[right]), 0 * right])
        self._bound(columns, nothing, upper)
        self.program.charge(right, np.full(len(right), -REWARD))
        solution = self.program.solved(afresh=True)
        self._bound(columns, nothing, before)
        self.program.charge(right, self.prices[right])
        return None if solution is None else whole(self._net(solution), self.block.relations)

    def price_of(self, move: Whole) -> float:
        """The cost of what is published now and would be hidden for the move."""
        return float(self.block.cost[self.block.passed(move)].sum())

    def _whole(self) -> Whole | None:
        """The solution; when not whole, that at prices a little off, then that of whole numbers."""
        solution = self.program.solved(afresh=True)
        for _ in range(RETRIES):
            if solution is None:
                return None
            if (move := whole(self._net(solution), self.block.relations)) is not None:
                return move
            noise = self.draws.uniform(1 - SPREAD, 1 + SPREAD, len(self.prices))
            self.program.charge(self.columns, self.prices * noise)
            solution = self.program.solved(afresh=True)
            self.program.charge(self.columns, self.prices)
        solution = self.program.solved_in_whole_numbers()
        return None if solution is None else whole(self._net(solution), self.block.relations)

    def _net(self, solution: Real) -> Real:
        up, down = np.split(solution, 2)
        return up - down

    def _bound(self, columns: Whole, lower: Whole | Real, upper: Whole | Real) -> None:
        self.program.bound(columns, lower.astype(np.float64), upper.astype(np.float64))
