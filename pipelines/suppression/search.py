"""The search for witnesses of one block, and the hiding that they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from pipelines.suppression.blocks import Block
from pipelines.suppression.detours import Detours
from pipelines.suppression.pattern import Status
from pipelines.suppression.sweeps import Sweeps
from pipelines.suppression.system import Whole
from pipelines.suppression.witnesses import Witnesses

SEED = 20261126  # any: the same input must give the same bytes
MOST_SWEEPS, PATIENCE = 80, 6  # rounds, and rounds without a gain before the sweeps give up
GATHERED = 32  # ends in one program: more are solved in one go, but less often in whole numbers
FEWEST_GATHERED = 4


class Search:
    """A block, the witnesses found for it, and the programs that find more.

    `reasons` tells for each cell hidden to protect others which ends were out of reach without it.
    """

    def __init__(self, block: Block) -> None:
        self.draws = np.random.default_rng(SEED)
        self.block, self.witnesses = block, Witnesses(block.counts)
        self.detours = Detours(block, self.draws)
        self.reasons: dict[int, tuple[int, int]] = {}
        self.primaries: Whole = np.nonzero(block.is_primary)[0]
        self.order: Whole = self.primaries[np.argsort(block.counts[self.primaries], kind="stable")]

    def sweep(self) -> None:
        """Takes as many primary cells as possible to their aims with what is hidden at first."""
        aims = self.block.aim_low, self.block.aim_high
        Sweeps(self.block, self.draws).run(
            self.witnesses, *aims, most=MOST_SWEEPS, patience=PATIENCE
        )

    def gather(self, low: Whole, high: Whole, *, most: int, patience: int) -> None:
        """Takes cells to the ends without hiding more, until `patience` rounds gain nothing.

        A round that is not whole is tried again with half of the ends, and does not count.
        """
        before = self.detours.allow(np.zeros(len(low), np.bool_))
        idle, size = 0, GATHERED
        for _ in range(most):
            ends = self._open_ends(low, high)
            if idle == patience or not len(ends):
                break
            gained = self._gathered(self.draws.permutation(ends)[:size])
            idle = 0 if gained else idle + (size <= FEWEST_GATHERED)
            size = min(2 * size, GATHERED) if gained else max(size // 2, FEWEST_GATHERED)
        self.detours.allow(before)

    def _open_ends(self, low: Whole, high: Whole) -> Whole:
        """Rows of cell and step."""
        down, up = (
            np.nonzero(self.witnesses.low > low)[0],
            np.nonzero(self.witnesses.high < high)[0],
        )
        cells = np.concatenate([down, up])
        goals = np.concatenate([low[down], high[up]])
        return np.stack([cells, goals - self.block.counts[cells]], axis=1)

    def _gathered(self, ends: Whole) -> bool:
        first = np.unique(ends[:, 0], return_index=True)[1]
        cells, steps = ends[np.sort(first)].T
        if (move := self.detours.gather(cells, steps)) is None:
            return False
        value, found = self.block.counts + move, self.witnesses
        gains = (value[cells] < found.low[cells]) | (value[cells] > found.high[cells])
        if gains.any():
            self.witnesses.add(move)
        return bool(gains.any())

    def take(self, cell: int, moves: Iterable[Whole]) -> None:
        """Hides what the moves pass and keeps them as witnesses."""
        for move in moves:
            passed = np.nonzero(self.block.passed(move))[0]
            self.block.status[passed] = Status.HIDDEN_OTHER
            self.reasons |= dict.fromkeys(passed.tolist(), (cell, int(move[cell])))
            self.detours.follow(passed)
            self.witnesses.add(move)

    def width(self, cell: int) -> int:
        """How far apart the ends found for a cell are."""
        return int(self.witnesses.high[cell] - self.witnesses.low[cell])

    def is_reached(self, cell: int, step: int) -> bool:
        """Whether a witness takes the cell at least as far."""
        return self.witnesses.reaches(cell, step)

    def open_steps(self, cell: int, low: int, high: int) -> Iterator[int]:
        """The steps from the true count to the ends that no witness reaches yet."""
        count = int(self.block.counts[cell])
        if self.witnesses.high[cell] < high:
            yield high - count
        if self.witnesses.low[cell] > low:
            yield low - count
