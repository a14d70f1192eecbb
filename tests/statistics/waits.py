"""Waiting times for the tests: Freireich's trial, and made-up ones, one row a person."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.statistics.arrays import Numbers, Places
from pipelines.statistics.event_tables import EventTable


@dataclass(frozen=True)
class Waits:
    """One person a row: the group, how long, and the cause (-1 when it is still to come)."""

    group: Places
    time: Numbers
    cause: Places

    def table(self, n_groups: int = 1, n_causes: int = 1) -> EventTable:
        ones = np.ones(self.time.size)
        return EventTable.of_rows(self.group, self.time, self.cause, ones, (n_groups, n_causes))


# Freireich et al. 1963: weeks in remission under 6-MP (until a relapse, or still) and placebo.
TREATED = (6, 6, 6, 7, 10, 13, 16, 22, 23)
TREATED_CENSORED = (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
PLACEBO = (1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
FREIREICH = Waits(
    np.repeat([0, 0, 1], [len(TREATED), len(TREATED_CENSORED), len(PLACEBO)]),
    np.array(TREATED + TREATED_CENSORED + PLACEBO, dtype=np.float64),
    np.repeat([0, -1, 0], [len(TREATED), len(TREATED_CENSORED), len(PLACEBO)]),
)


def made_up(seed: int, size: int = 80, n_groups: int = 2, n_causes: int = 3) -> Waits:
    """Persons with tied times, several causes and some whose outcome is to come."""
    rng = np.random.default_rng(seed)
    return Waits(
        rng.integers(0, n_groups, size),
        rng.integers(1, 25, size).astype(float),
        rng.integers(-1, n_causes, size),
    )
