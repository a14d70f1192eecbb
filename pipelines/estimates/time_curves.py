"""How many had their right, a refusal or a stop by when, each ruling out the others."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.estimates.told import Tables, figures, percents
from pipelines.estimates.waiting import CAUSES, PLACES, Waiting
from pipelines.statistics.arrays import Flags, Numbers


def time_curves(tables: Tables) -> pl.DataFrame:
    """One row for each place, outcome and day on which a class of waiting time ends.

    Where the count of that outcome is hidden the curve stops: later rows have no share, and `status`
    tells why. Places whose total is hidden or too small have no rows.
    """
    waiting = Waiting.of(tables["time_to_right"])
    if waiting.places.is_empty():
        return pl.DataFrame()
    curve, at_risk = waiting.incidence(), waiting.at_risk
    rows = (
        waiting.places.select(PLACES)
        .join(pl.DataFrame({"outcome": list(CAUSES)}), how="cross")
        .join(pl.DataFrame({"until_day": waiting.days.astype(np.int64)}), how="cross")
    )
    is_told = waiting.is_told
    return rows.with_columns(
        figures(_each_cause(at_risk, is_told), decimals=0).alias("at_risk"),
        figures(_only(waiting.counts[:, :-1], is_told), decimals=0).alias("happened"),
        percents(curve.share.ravel()).alias("share"),
        percents(curve.interval.low.ravel()).alias("share_low"),
        percents(curve.interval.high.ravel()).alias("share_high"),
        _status(waiting),
    ).sort(*PLACES, "outcome", "until_day")


def _each_cause(at_risk: Numbers, is_told: Flags) -> Numbers:
    return _only(np.broadcast_to(at_risk[:, None], is_told.shape), is_told)


def _only(values: Numbers, is_told: Flags) -> Numbers:
    return np.where(is_told, values, np.nan).ravel()


def _status(waiting: Waiting) -> pl.Series:
    """That of the cell; `stopped` where the curve ended at a hidden count before."""
    is_told = waiting.is_told
    before = np.concatenate([np.ones_like(is_told[..., :1]), is_told[..., :-1]], axis=-1)
    status = np.where(before, waiting.status[:, :-1], "stopped")
    return pl.Series("curve_status", status.ravel().tolist(), dtype=pl.String)
