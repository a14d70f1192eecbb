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
FIRST_SWEEPS, LATER_SWEEPS = 80, 12
PATIENCE = 6  # rounds without a gain before the sweeps give up
HIDDEN_BETWEEN_SWEEPS = 6  # one more hidden cell often frees many ends


class Search:
    """A block, the witnesses found for it, and the two programs that find more.

    `reasons` tells for each cell hidden to protect others which ends were out of reach without it.
    """

    def __init__(self, block: Block) -> None:
        draws = np.random.default_rng(SEED)
        self.block, self.witnesses = block, Witnesses(block.counts)
        self.sweeps, self.detours = Sweeps(block, draws), Detours(block, draws)
        self.reasons: dict[int, tuple[int, int]] = {}
        self.primaries: Whole = np.nonzero(block.is_primary)[0]
        self.order: Whole = self.primaries[
            np.argsort(block.counts[self.primaries], kind="stable")
        ]

    def follow(self) -> None:
        """Tells the programs what was hidden or published."""
        self.sweeps.follow()
        self.detours.follow()

    def sweep(self, *, most: int = LATER_SWEEPS, patience: int = 2) -> None:
        """Takes as many primary cells as possible to their aims without hiding more."""
        self.sweeps.run(
            self.witnesses, self.block.aim_low, self.block.aim_high, most=most, patience=patience
        )

    def take(self, cell: int, moves: Iterable[Whole]) -> int:
        """Hides what the moves pass and keeps them as witnesses; how many cells were hidden."""
        hidden = 0
        for move in moves:
            for passed in np.nonzero(self.detours.passed(move))[0].tolist():
                self.block.status[passed] = Status.HIDDEN_OTHER
                self.reasons[passed] = (cell, int(move[cell]))
                hidden += 1
            self.witnesses.add(move)
        if hidden:
            self.follow()
        return hidden

    def width(self, cell: int) -> int:
        """How far apart the ends found for a cell are."""
        return int(self.witnesses.high[cell] - self.witnesses.low[cell])

    def open_steps(self, cell: int, low: int, high: int) -> Iterator[int]:
        """The steps from the true count to the ends that no witness reaches yet."""
        count = int(self.block.counts[cell])
        if self.witnesses.high[cell] < high:
            yield high - count
        if self.witnesses.low[cell] > low:
            yield low - count
