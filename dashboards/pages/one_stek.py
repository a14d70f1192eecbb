"""One Stek in one language, with all that a release tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from dashboards.pages.monitor import Monitor
from dashboards.tongue import Tongue
from dashboards.views.comparing import Compared, Standing, comparisons
from dashboards.views.control import Control, control
from dashboards.views.deliveries import Deliveries, deliveries
from dashboards.views.roster import Stek

DELIVERIES: Final = "deliveries_received"
# The share that the monitor is for.
LEADING: Final = ("non_take_up", "niet_opgenomen")


@dataclass(frozen=True)
class OneStek:
    """One Stek in one language, with what the release tells of it."""

    monitor: Monitor
    stek: Stek
    months: tuple[Deliveries, ...]
    shares: tuple[Compared, ...]
    tongue: Tongue

    @property
    def name(self) -> str:
        """What the Stek is called."""
        return self.stek.name.to(self.tongue.language)

    @property
    def sample(self) -> str:
        """What a drawing says inside itself when its figures are fictitious."""
        return self.monitor.sample(self.tongue)

    @property
    def last_delivered(self) -> Deliveries:
        """What it delivered in the last year that is told; in the last month when none is."""
        indicator = self.monitor.indicators.get(DELIVERIES)
        years = {} if indicator is None else deliveries(indicator.table, "year")
        return (years.get(self.stek.stek_id) or self.months)[-1]

    @cached_property
    def standings(self) -> tuple[tuple[Compared, Standing], ...]:
        """Its place in each share."""
        return tuple(
            (compared, one)
            for compared in self.shares
            for one in compared.standings
            if one.stek_id == self.stek.stek_id
        )

    @cached_property
    def control(self) -> Control | None:
        """Its leading share over time."""
        return control(self.monitor.changes, *LEADING, self.stek.stek_id)


def shares_of(monitor: Monitor) -> tuple[Compared, ...]:
    """Every main share that the release compares."""
    estimate = monitor.estimates.get("comparison")
    return comparisons(pl.DataFrame() if estimate is None else estimate.table, monitor.indicators)
