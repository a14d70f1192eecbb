"""Each monthly share against what chance allows, and a change only where it is claimed with proof."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from pipelines.estimates.claims import claims
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


def change(tables: Tables) -> pl.DataFrame:
    """One row for each share, Stek (and ALL) and month; `since` is the month its baseline starts.

    A month after a break of the indicator starts a new baseline. A month without a figure keeps its
    row: it is a gap, and what goes on for several months stops there.
    """
    return stacked(_of(told) for told in with_shares(tables))


def _of(told: Told) -> pl.DataFrame:
    cells = told.of_shares(period_type="month", recht_code=ALL, breakdown=ALL)
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
        *("outcome", "stek_id", "period", *COUNTED, "since"),
        percents(layout.told(chart.centre)).alias("centre"),
        *(percents(layout.told(ends)).alias(name) for name, ends in limits.items()),
        *(
            pl.when(pl.Series(has_figure)).then(pl.Series(layout.told(rule) > 0)).alias(name)
            for name, rule in looks.items()
        ),
        *claims(layout, told.rules),
        "status",
    ).sort("indicator", "outcome", "stek_id", "period")


def _with_baselines(told: Told, cells: pl.DataFrame) -> pl.DataFrame:
    """The month since which a row is counted in the same way: its last break, or the first month."""
    first = cells["period"].min()
    starts = pl.DataFrame(
        {"since": sorted({str(first), *(str(one.month) for one in told.header.breaks)})}
    )
    return cells.sort("period").join_asof(starts, left_on="period", right_on="since")
