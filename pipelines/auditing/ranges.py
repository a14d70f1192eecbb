"""What is known of the range of each count: what it surely stays within, what it surely reaches."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from pipelines.auditing.propagation import SLACK
from pipelines.auditing.solver import TOLERANCE
from pipelines.auditing.system import Real, Truth, Whole

FLOOR = 2  # sdc.md, G2: two values at least two apart, always


@dataclass
class Ranges:
    """Outer bounds are proven by relations, inner ones by a solution that takes the value.

    A linear solution proves nothing about whole numbers: an attacker who finds no more has found
    nothing. `whole_least` and `whole_most` are reached by solutions in whole numbers. Inner bounds
    are empty (FREE, -FREE) where no solution was looked for.
    """

    low: Real
    high: Real
    least: Real
    most: Real
    whole_least: Real
    whole_most: Real
    impossible: list[Whole] = field(default_factory=list)
    programs: int = 0

    @classmethod
    def within(cls, low: Real, high: Real) -> Ranges:
        """The outer bounds, and no solution yet."""
        nothing = np.full(len(low), np.inf)
        return cls(low.copy(), high.copy(), *(nothing.copy(), -nothing) * 2)

    def reach(self, columns: Whole, x: Real) -> None:
        """A solution was found: its values are reached."""
        self.least[columns] = np.minimum(self.least[columns], x)
        self.most[columns] = np.maximum(self.most[columns], x)
        whole = np.rint(x)
        if np.abs(x - whole).max(initial=0.0) < SLACK:
            self.whole_least[columns] = np.minimum(self.whole_least[columns], whole)
            self.whole_most[columns] = np.maximum(self.whole_most[columns], whole)

    def narrow(self, column: int, *, low: float = -np.inf, high: float = np.inf) -> None:
        """No solution goes beyond these, and counts are whole."""
        self.low[column] = max(self.low[column], np.ceil(low - TOLERANCE))
        self.high[column] = min(self.high[column], np.floor(high + TOLERANCE))

    def is_wide(self, columns: Whole) -> Truth:
        """Which reach two whole values at least the floor apart, or are proven not to."""
        most, least = self.most[columns], self.least[columns]
        reached = np.floor(most + TOLERANCE) - np.ceil(least - TOLERANCE)
        is_narrow = self.high[columns] - self.low[columns] < FLOOR
        return np.asarray((reached >= FLOOR) | is_narrow)

    def is_proven(self, columns: Whole) -> Truth:
        """Which reach them by solutions in whole numbers, or reach both ends of a narrower range."""
        least, most = self.whole_least[columns], self.whole_most[columns]
        is_exact = (least == self.low[columns]) & (most == self.high[columns])
        return np.asarray((most - least >= FLOOR) | is_exact)
