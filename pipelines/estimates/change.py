"""Each share over time against what chance allows; a change only where it is claimed with proof."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.claims import ERROR_RATE, claims
from pipelines.estimates.layout import Layout
from pipelines.estimates.told import (
    COUNTED,
    Tables,
    Told,
    percents,
    shown,
    stacked,
    with_shares,
)
from pipelines.statistics.control_chart import p_chart, signals
from pipelines.warehouse.cells import ALL

SERIES: Final = ("outcome", "stek_id", "since")
PERIOD_TYPES: Final = ("month", "quarter")


def change(tables: Tables) -> pl.DataFrame:
    """One row for each share, Stek (and ALL) and month or quarter; `since` is when its baseline starts.

    A period after a break of the indicator starts a new baseline. A period without a figure keeps its
    row: it is a gap, and what goes on for several periods stops there. Months see a change soonest;
    quarters see one that rounding hides in a small Stek's months. They share the error rate.
    """
    return stacked(
        _of(told, period_type) for told in with_shares(tables) for period_type in PERIOD_TYPES
    )


def _of(told: Told, period_type: str) -> pl.DataFrame:
    cells = told.of_shares(period_type=period_type, recht_code=ALL, breakdown=ALL)
    if cells.is_empty():
        return cells
    layout = Layout.of(_with_baselines(told, cells), SERIES, "period")
    x, n = (layout.laid(counts) for counts in shown(layout.table))
    chart = p_chart(x, n, is_overdispersed=True)
    seen = signals(chart)
    has_figure = ~np.isnan(layout.told(x))
    limits = {"limit_low": chart.limits.low, "limit_high": chart.limits.high}
    looks = {"is_beyond": seen.is_beyond, "is_shift": seen.is_shifted, "is_trend": seen.is_trending}
    return layout.table.select(
        pl.lit(told.header.name).alias("indicator"),
        *("outcome", "stek_id", "period_type", "period", *COUNTED, "since"),
        percents(layout.told(chart.centre)).alias("centre"),
        *(percents(layout.told(ends)).alias(name) for name, ends in limits.items()),
        *(
            pl.when(pl.Series(has_figure)).then(pl.Series(layout.told(rule) > 0)).alias(name)
            for name, rule in looks.items()
        ),
        *claims(layout, told.rules, ERROR_RATE / len(PERIOD_TYPES)),
        "status",
    ).sort("indicator", "outcome", "stek_id", "period_type", "period")


def _with_baselines(told: Told, cells: pl.DataFrame) -> pl.DataFrame:
    """The period since which a row is counted in the same way: its last break, or the first one."""
    first, is_quarter = str(cells["period"].min()), cells["period_type"][0] == "quarter"
    breaks = (one.month for one in told.header.breaks)
    # a quarter that a break falls in is counted in two ways, and belongs to what was before
    starts_at = (month.plus(2).quarter if is_quarter else str(month) for month in breaks)
    starts = pl.DataFrame({"since": sorted({first, *starts_at})})
    return cells.sort("period").join_asof(starts, left_on="period", right_on="since")
