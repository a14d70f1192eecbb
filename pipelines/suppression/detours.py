"""The cheapest move that takes one cell one way, through published cells where nothing else will do.

The published cells on its way are what must be hidden for it.
"""

from __future__ import annotations

import numpy as np

from pipelines.suppression.blocks import Block
from pipelines.suppression.pattern import Status
from pipelines.suppression.programs import Program, whole
from pipelines.suppression.system import Flags, Real, Whole

RETRIES = 4  # with other prices, when a solution is not whole
SPREAD = 0.5
REWARD = 2.0  # for each step towards an end, against prices of hidden cells a hundredth of it


class Detours:
    """The program with two columns a cell, up and down; starting from the truth it is solved fast."""

    def __init__(self, block: Block, draws: np.random.Generator) -> None:
        from scipy.sparse import hstack

        self.block, self.draws = block, draws
        self.may_hide = np.ones(len(block.counts), np.bool_)
        down, up = self._room()
        self.prices = np.tile(block.prices(), 2)
        self.program = Program(
            hstack([block.relations, -block.relations], format="csc"),
            np.zeros(2 * len(up)),
            np.concatenate([up, down]).astype(np.float64),
            self.prices,
        )

    def follow(self) -> None:
        """Takes over what was hidden or published since."""
        down, up = self._room()
        upper = np.concatenate([up, down]).astype(np.float64)
        changed = np.nonzero(upper != self.program.upper)[0]
        if len(changed):
            self.program.bound(changed, np.zeros(len(changed)), upper[changed])
        prices = np.tile(self.block.prices(), 2)
        if (prices != self.prices).any():
            self.prices = prices
            self.program.charge(prices)

    def allow(self, cells: Flags) -> Flags:
        """Sets which published cells a move may pass; returns which it might until now."""
        before, self.may_hide = self.may_hide, cells
        self.follow()
        return before

    def find(self, cell: int, step: int) -> Whole | None:
        """A move with `step` in the cell; none when there is none, whatever is hidden of what may be."""
        columns, upper = np.array([cell, cell + len(self.block.counts)]), self.program.upper
        before = upper[columns].copy()
        if before[0 if step > 0 else 1] < abs(step):
            return None
        wanted = np.array([max(step, 0), max(-step, 0)], np.float64)
        self.program.bound(columns, wanted, wanted)
        try:
            return self._whole()
        finally:
            self.program.bound(columns, np.zeros(2), before)

    def gather(self, cells: Whole, steps: Whole) -> Whole | None:
        """One move of hidden cells towards many ends at once, a sparse one; none if it is not whole."""
        n = len(self.block.counts)
        right = np.where(steps > 0, cells, cells + n)
        wrong = np.where(steps > 0, cells + n, cells)
        columns, before = np.concatenate([right, wrong]), self.program.upper.copy()
        upper = np.concatenate([np.minimum(np.abs(steps), before[right]), np.zeros(len(wrong))])
        prices = self.prices.copy()
        prices[right] = -REWARD
        self.program.bound(columns, np.zeros(len(columns)), upper)
        self.program.charge(prices)
        solution = self.program.solved(afresh=True)
        self.program.bound(columns, np.zeros(len(columns)), before[columns])
        self.program.charge(self.prices)
        return None if solution is None else whole(self._net(solution), self.block.relations)

    def price_of(self, move: Whole) -> float:
        """The cost of what is published now and would be hidden for the move."""
        return float(self.block.cost[self.passed(move)].sum())

    def passed(self, move: Whole) -> Flags:
        """The published cells that the move passes."""
        return (move != 0) & (self.block.status == Status.PUBLISHED)

    def _whole(self) -> Whole | None:
        move = None
        for attempt in range(RETRIES):
            if attempt:
                noise = self.draws.uniform(1 - SPREAD, 1 + SPREAD, len(self.prices))
                self.program.charge(self.prices * noise)
            solution = self.program.solved(afresh=True)
            if solution is None:
                break
            if (move := whole(self._net(solution), self.block.relations)) is not None:
                break
        else:
            move = self._by_integers()
        self.program.charge(self.prices)
        return move

    def _by_integers(self) -> Whole | None:
        self.program.charge(self.prices)
        solution = self.program.solved_in_whole_numbers()
        return None if solution is None else whole(self._net(solution), self.block.relations)

    def _net(self, solution: Real) -> Real:
        up, down = np.split(solution, 2)
        return up - down

    def _room(self) -> tuple[Whole, Whole]:
        down, up = self.block.room_if_hidden()
        passable = self.may_hide | (self.block.status != Status.PUBLISHED)
        return down * passable, up * passable
