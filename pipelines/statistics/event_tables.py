"""How long until what happened, as counts: per time, how many ended how, or were lost to view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from pipelines.errors import WrongUseError
from pipelines.statistics.arrays import Flags, Numbers, Places, divided, numbers

CENSORED: Final = -1  # the cause of a row whose outcome is still to come


@dataclass(frozen=True)
class EventTable:
    """Counts on one axis of ascending times, the last axis; a time at which nothing happens is zero.

    `times` is (T,), `events` (..., causes, T), `censored` (..., T); what is in front are groups.
    Whoever is lost to view at a time was still at risk at that time; where times are the ends of
    classes, `in_view` 0.5 has them at risk in half of their class: the actuarial estimate.
    Source: Cutler and Ederer 1958, Journal of Chronic Diseases 8:699-712 (half of those withdrawn).
    """

    times: Numbers
    events: Numbers
    censored: Numbers
    in_view: float = 1.0

    def __post_init__(self) -> None:
        if (np.diff(self.times) <= 0).any():
            raise WrongUseError("The times of an event table must rise, each given once.")

    @classmethod
    def of_rows(
        cls,
        groups: ArrayLike,
        times: ArrayLike,
        causes: ArrayLike,
        counts: ArrayLike,
        shape: tuple[int, int],
    ) -> EventTable:
        """The table of long rows; `shape` is (groups, causes), both numbered from 0.

        `causes` is CENSORED where the outcome is to come. Rows for the same place add up.
        """
        n_groups, n_causes = shape
        ascending, place = np.unique(numbers(times), return_inverse=True)
        group, cause = np.asarray(groups, np.int64), np.asarray(causes, np.int64)
        slot = (group * (n_causes + 1) + cause - CENSORED) * ascending.size + place
        size = n_groups * (n_causes + 1) * ascending.size
        cells = numbers(np.bincount(slot, numbers(counts), size))
        cells = cells.reshape(n_groups, n_causes + 1, ascending.size)
        return cls(ascending, cells[:, 1:], cells[:, 0])

    @property
    def ended(self) -> Numbers:
        """How many ended at each time, whatever the cause; (..., T)."""
        return numbers(self.events.sum(-2))

    @property
    def at_risk(self) -> Numbers:
        """How many had not ended and were still in view just before each time; (..., T)."""
        leaving = self.ended + self.censored
        return numbers(np.cumsum(leaving[..., ::-1], axis=-1)[..., ::-1])

    @property
    def exposed(self) -> Numbers:
        """How many each time's share is out of: those at risk, less those out of view by then."""
        return numbers(self.at_risk - (1 - self.in_view) * self.censored)

    def at_risk_at(self, marks: ArrayLike) -> Numbers:
        """How many were at risk just before each of the marks, for the row under a curve."""
        place: Places = np.searchsorted(self.times, numbers(marks), side="left")
        none_left = np.zeros((*self.censored.shape[:-1], 1))
        return numbers(np.concatenate([self.at_risk, none_left], axis=-1)[..., place])

    @property
    def remaining(self) -> Numbers:
        """The product over times of the share of those exposed who went on; (..., T)."""
        hazard = np.where(self.exposed == 0, 0.0, divided(self.ended, self.exposed))
        return numbers(np.cumprod(1 - hazard, axis=-1))

    @property
    def spread(self) -> Numbers:
        """What each time adds to the relative variance, after Greenwood; infinite where all ended."""
        n, d = self.exposed, self.ended
        with np.errstate(divide="ignore", invalid="ignore"):
            return numbers(np.where((n == 0) | (d == 0), 0.0 * n, d / (n * (n - d))))

    @property
    def is_told(self) -> Flags:
        """Where a curve says something: somebody was exposed, or nobody remains; (..., T)."""
        return np.asarray((self.exposed != 0) | (self.remaining <= 0))
