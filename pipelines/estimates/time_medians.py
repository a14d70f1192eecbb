"""By which day half of all referrals had ended in each way; or that this was not reached."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.estimates.told import Tables, figures
from pipelines.estimates.waiting import CAUSES, PLACES, Waiting
from pipelines.statistics.arrays import Numbers
from pipelines.statistics.intervals import Interval
from pipelines.statistics.survival import time_to_half


def time_medians(tables: Tables) -> pl.DataFrame:
    """One row for each place and outcome: the last day of the class in which half is reached.

    `is_reached` is false where less than half had it by the last day that is told (`told_until`).
    An end of the interval that is not reached is null.
    """
    waiting = Waiting.of(tables["time_to_right"])
    if waiting.places.is_empty():
        return pl.DataFrame()
    curve, is_told = waiting.incidence(), waiting.is_told
    rest = Interval(1 - curve.interval.high, 1 - curve.interval.low)
    half = time_to_half(waiting.days, 1 - curve.share, rest)
    last = np.where(is_told, waiting.days, np.nan)
    last = np.fmax.reduce(last, axis=-1)
    rows = waiting.places.select(*PLACES, "started").join(
        pl.DataFrame({"outcome": list(CAUSES)}), how="cross"
    )
    return (
        rows.with_columns(
            pl.Series("is_reached", np.isfinite(half.time).ravel()),
            _days(half.time, "half_by_day"),
            _days(half.interval.low, "half_by_day_low"),
            _days(half.interval.high, "half_by_day_high"),
            _days(last, "told_until"),
        )
        .filter(pl.col("told_until").is_not_null())
        .sort(*PLACES, "outcome")
    )


def _days(values: Numbers, name: str) -> pl.Series:
    return figures(values.ravel(), decimals=0).alias(name)
