"""One share of every Stek by quarter, each beside all Stekken together, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dashboards.views.cells import ALL, Cell
from dashboards.views.roster import roster
from pipelines.disclosure.release import PublishedIndicator

_CELL = (
    "numerator", "denominator", "value", "ci_low", "ci_high", "status", "steks_reporting",
    "steks_expected",
)  # fmt: skip


@dataclass(frozen=True)
class Multiples:
    """The cells of each Stek, and of the total, for each period; all have the same periods."""

    indicator: PublishedIndicator
    outcome: str
    periods: tuple[str, ...]
    total: tuple[Cell | None, ...]
    steks: dict[str, tuple[Cell | None, ...]]

    @property
    def top(self) -> float:
        """The highest end that is drawn, in percents."""
        every = [cell for own in (self.total, *self.steks.values()) for cell in own]
        ends = [end for cell in every if cell for end in (cell.value, cell.ci_high) if end]
        return max(ends, default=0.0)


def multiples(indicator: PublishedIndicator, outcome: str) -> Multiples | None:
    """The share by quarter; None when no quarter of any Stek is shown."""
    rows = indicator.table.filter(
        period_type="quarter", recht_code=ALL, breakdown=ALL, outcome=outcome
    )
    own = rows.filter(pl.col("stek_id") != ALL)
    if own["value"].is_not_null().sum() == 0:
        return None
    periods = tuple(sorted(set(own["period"])))
    cells = {
        (stek_id, period): Cell(True, *cell)  # noqa: FBT003 - a share
        for stek_id, period, *cell in rows.select("stek_id", "period", *_CELL).iter_rows()
    }
    delivered = set(own["stek_id"])
    return Multiples(
        indicator,
        outcome,
        periods,
        tuple(cells.get((ALL, period)) for period in periods),
        {
            stek_id: tuple(cells.get((stek_id, period)) for period in periods)
            for stek_id in roster()
            if stek_id in delivered
        },
    )
