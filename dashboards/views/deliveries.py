"""What one Stek handed in, period by period: counts of tables, from the released deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from dashboards.views.cells import ALL

Delivered = Literal["all", "part", "none"]
_OUTCOMES = ("verwacht", "ontvangen", "op_tijd", "niets_te_melden", "geweigerd")


@dataclass(frozen=True)
class Deliveries:
    """How many tables of one period were expected of a Stek, and what became of them.

    `nothing` are those received that say that there was nothing to report; `refused` are those not
    received because the file could not be used. Both are 0 in a release that does not tell them.
    """

    period: str
    expected: int
    received: int
    in_time: int
    nothing: int = 0
    refused: int = 0

    @property
    def late(self) -> int:
        """Received, but after the last day."""
        return self.received - self.in_time

    @property
    def missing(self) -> int:
        """Never received, and not refused either."""
        return self.expected - self.received - self.refused

    @property
    def delivered(self) -> Delivered:
        """Whether everything, something or nothing was received."""
        if self.received == self.expected:
            return "all"
        return "part" if self.received else "none"


def deliveries(
    table: pl.DataFrame, period_type: str = "month"
) -> dict[str, tuple[Deliveries, ...]]:
    """The months or years of each Stek, first to last, without those in which it took no part."""
    cells = table.filter(
        pl.col("stek_id") != ALL,
        pl.col("outcome").is_in(_OUTCOMES),
        period_type=period_type,
        recht_code=ALL,
        breakdown=ALL,
    ).select("stek_id", "period", "outcome", "numerator")
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for stek_id, period, outcome, count in cells.iter_rows():
        counts.setdefault((stek_id, period), {})[outcome] = count or 0
    found: dict[str, tuple[Deliveries, ...]] = {}
    for (stek_id, period), own in sorted(counts.items()):
        if own.get("verwacht"):
            month = Deliveries(period, *(own.get(outcome, 0) for outcome in _OUTCOMES))
            found[stek_id] = (*found.get(stek_id, ()), month)
    return found
