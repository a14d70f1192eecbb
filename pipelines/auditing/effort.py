"""How much work an audit may do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Counted, never timed, so that an audit ends the same everywhere.

    Pieces of `small` counts or fewer are solved in whole numbers, those up to `warm` with one linear
    program a count, larger ones around each count first. `work` limits the programs over one piece
    (its counts times programs). Once `enough` counts are found, the release fails: no more is sought.
    """

    small: int = 150
    warm: int = 12_000  # up to here a warm simplex takes less than a tenth of a second a count
    work: float = 1e7
    enough: int = 1000
