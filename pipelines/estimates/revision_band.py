"""How far the counts of recent months may still move, from how far those of older months did."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from pipelines.contracts import streams
from pipelines.estimates.layout import Layout
from pipelines.estimates.told import ROUNDED, Tables, Told, array, figures, stacked
from pipelines.statistics.arrays import Numbers, divided, numbers
from pipelines.warehouse.cells import ALL

IN_TEN: Final = 8  # so many of ten months end within the band, when months go on as they did
BREAKDOWN: Final = "stroom"
AT_FIRST: Final = "op_vervaldag"
NOW: Final = "nu"
_RATIOS: Final = ("ratio_low", "ratio_middle", "ratio_high")


def revision_band(tables: Tables) -> pl.DataFrame:
    """One row for each count over all Stekken and each month that is later than those of `revisions`.

    The band runs from the k-th smallest to the k-th largest ratio of the rows of its stream now to
    those at first, among n older months, times the count; k is the largest for which
    1 - 2 k / (n + 1) is at least 0.8.
    """
    revisions = tables["revisions"]
    ratios = _ratios(revisions)
    if ratios.is_empty():
        return ratios
    others = (told for told in tables.values() if told.counts_persons and told is not revisions)
    return stacked(_of(told, ratios) for told in others)


def _of(told: Told, ratios: pl.DataFrame) -> pl.DataFrame:
    counts = [one.code for one in told.header.outcomes if one.unit == "count"]
    cells = told.cells(
        *counts, period_type="month", stek_id=ALL, recht_code=ALL, breakdown=ALL
    ).with_columns(stream=pl.lit(told.header.stream))
    recent = cells.join(ratios, on="stream").filter(
        pl.col("period") > pl.col("last_settled"), pl.col("numerator").is_not_null()
    )
    count, half = array(recent, "numerator"), _half(recent, told)
    low, high = ((count + way * half) * array(recent, name) for way, name in _ENDS)
    return recent.select(
        *("indicator", "outcome", "period", "numerator"),
        figures(np.floor(low.round(6)), decimals=0).alias("count_low"),
        figures(np.ceil(high.round(6)), decimals=0).alias("count_high"),
        *(figures(array(recent, name), decimals=3).alias(name) for name in _RATIOS),
        "months_seen",
    ).sort("indicator", "outcome", "period")


_ENDS: Final = ((-1, "ratio_low"), (1, "ratio_high"))


def _ratios(told: Told) -> pl.DataFrame:
    """For each stream with enough older months: how their rows moved, and which is the last."""
    first, now = (
        told.cells(code, period_type="month", stek_id=ALL, breakdown=BREAKDOWN)
        for code in (AT_FIRST, NOW)
    )
    on = ["period", "category"]
    table = first.join(now.select(*on, now="numerator"), on=on)
    layout = Layout.of(table, ["category"], "period")
    rows, base, half = (layout.laid(values) for values in ("now", "numerator", _half(table, told)))
    base = numbers(np.where(base >= told.rules.smallest_rate_base, base, np.nan))
    low = _kth(divided(rows - half, base + half))
    high = -_kth(-divided(rows + half, base - half))
    names = {one.physical_name: one.name for one in streams()}
    return layout.rows.select(
        pl.col("category")
        .replace_strict(names, default=None, return_dtype=pl.String)
        .alias("stream"),
        pl.lit(layout.columns[-1] if layout.columns else None).alias("last_settled"),
        pl.Series("ratio_low", low),
        pl.Series("ratio_middle", _middle(divided(rows, base), low)),
        pl.Series("ratio_high", high),
        pl.Series("months_seen", (~np.isnan(divided(rows, base))).sum(-1), dtype=pl.Int64),
    ).filter(pl.col("ratio_low").is_not_nan())


def _half(table: pl.DataFrame, told: Told) -> Numbers:
    """By how much each count may be off."""
    return numbers(np.where(table["status"] == ROUNDED, told.rules.round_to // 2, 0))


def _kth(values: Numbers) -> Numbers:
    """The k-th smallest of each series; NaN where too few are known for any k."""
    known = (~np.isnan(values)).sum(-1)
    k = ((known + 1) * (10 - IN_TEN)) // 20
    in_order = np.sort(values, axis=-1)  # NaN goes last
    kth = np.take_along_axis(in_order, np.maximum(k - 1, 0)[:, None], axis=-1)[:, 0]
    return numbers(np.where(k > 0, kth, np.nan))


def _middle(values: Numbers, low: Numbers) -> Numbers:
    """The median of each series that has a band."""
    has_band = ~np.isnan(low)
    known = np.where(has_band[:, None], values, 1.0)  # a series without a band may be all NaN
    return numbers(np.where(has_band, np.nanmedian(known, axis=-1), np.nan))
