"""The proof of a pattern: other whole-number tables that agree with everything a reader can see.

It holds true values of hidden cells in all but name: keep it as confidential as the records.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.suppression.system import Flags, Whole

THE_TRUTH = -1  # the number of the witness that moves nothing


@dataclass(frozen=True)
class Certificate:
    """Witnesses as sparse moves (table = counts + move), and for each primary cell its two ends.

    Witness w moves `cells[starts[w]:starts[w + 1]]` by `moves[...]`. Row i is about the cell
    `primaries[i]`: it is `low[i]` in witness `low_witness[i]` and `high[i]` in `high_witness[i]`.
    All int64.
    """

    starts: Whole
    cells: Whole
    moves: Whole
    primaries: Whole
    low: Whole
    high: Whole
    low_witness: Whole
    high_witness: Whole

    @property
    def width(self) -> Whole:
        """How far apart the two ends of each primary cell are."""
        return self.high - self.low

    def __len__(self) -> int:
        return len(self.starts) - 1

    def move(self, witness: int) -> tuple[Whole, Whole]:
        """The cells that a witness moves, and by how much; none for the truth."""
        if witness == THE_TRUTH:
            return self.cells[:0], self.moves[:0]
        here = slice(self.starts[witness], self.starts[witness + 1])
        return self.cells[here], self.moves[here]


def joined(parts: list[Certificate]) -> Certificate:
    """The certificates of separate blocks as one, by number of primary cell."""
    starts, offset, shift = [np.zeros(1, np.int64)], 0, 0
    low, high = [], []
    for part in parts:
        starts.append(part.starts[1:] + offset)
        low.append(_shifted(part.low_witness, shift))
        high.append(_shifted(part.high_witness, shift))
        offset, shift = offset + len(part.cells), shift + len(part)
    primaries = _chained([part.primaries for part in parts])
    order = np.argsort(primaries, kind="stable")
    return Certificate(
        starts=np.concatenate(starts),
        cells=_chained([part.cells for part in parts]),
        moves=_chained([part.moves for part in parts]),
        primaries=primaries[order],
        low=_chained([part.low for part in parts])[order],
        high=_chained([part.high for part in parts])[order],
        low_witness=_chained(low)[order],
        high_witness=_chained(high)[order],
    )


def _shifted(witness: Whole, shift: int) -> Whole:
    told: Flags = witness == THE_TRUTH
    return np.where(told, THE_TRUTH, witness + shift)


def _chained(parts: list[Whole]) -> Whole:
    return np.concatenate([np.zeros(0, np.int64), *parts])
