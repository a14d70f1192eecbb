"""How much work an audit may do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """Counted, never timed, so that an audit ends the same everywhere.

    Pieces of `small` counts or fewer are solved in whole numbers, those up to `warm` with one linear
    program a count, larger ones all at once and around each count first. `work` limits the programs
    over one of the larger pieces (its counts cubed, times programs). Once `enough` counts are
    found the release fails anyway, and no more is sought.
    """

    small: int = 150
    warm: int = 5_000  # up to here a warm simplex takes some milliseconds a count
    work: float = 2.5e14  # 490 programs over 8,000 counts, 14 over 26,000
    enough: int = 1000
