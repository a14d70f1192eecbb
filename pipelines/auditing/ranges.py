"""What is known of the range of each count: what it surely stays within, what it surely reaches."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from pipelines.auditing.solver import TOLERANCE
from pipelines.auditing.system import Real, Truth, Whole

FLOOR = 2  # sdc.md, G2: two values at least two apart, always


@dataclass
class Ranges:
    """Outer bounds are proven by relations, inner ones by a solution that takes the value.

    Inner bounds of a linear solution prove nothing about whole numbers: an attacker who finds no
    more has found nothing. They are empty (FREE, -FREE) where no solution was looked for.
    """

    low: Real
    high: Real
    least: Real
    most: Real
    impossible: list[Whole] = field(default_factory=list)
    programs: int = 0

    @classmethod
    def within(cls, low: Real, high: Real) -> Ranges:
        """The outer bounds, and no solution yet."""
        nothing = np.full(len(low), np.inf)
        return cls(low.copy(), high.copy(), nothing, -nothing)

    def reach(self, columns: Whole, x: Real) -> None:
        """A solution was found: its values are reached."""
        self.least[columns] = np.minimum(self.least[columns], x)
        self.most[columns] = np.maximum(self.most[columns], x)

    def narrow(self, column: int, *, low: float = -np.inf, high: float = np.inf) -> None:
        """No solution goes beyond these, and counts are whole."""
        self.low[column] = max(self.low[column], np.ceil(low - TOLERANCE))
        self.high[column] = min(self.high[column], np.floor(high + TOLERANCE))

    def is_wide(self, columns: Whole) -> Truth:
        """Which reach two whole values at least the floor apart, or are proven not to."""
        reached = np.floor(self.most + TOLERANCE) - np.ceil(self.least - TOLERANCE)
        done = (reached >= FLOOR) | (self.high - self.low < FLOOR)
        return np.asarray(done[columns])

    def is_settled(self, columns: Whole) -> Truth:
        """Which reach both ends of what they stay within."""
        at_low = np.ceil(self.least - TOLERANCE) <= self.low
        at_high = np.floor(self.most + TOLERANCE) >= self.high
        return np.asarray((at_low & at_high)[columns])
