"""Drawn worlds, released as disclosure control would: small counts hidden, others rounded to five."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.estimates.told import Told
from pipelines.warehouse.headers import IndicatorHeader
from tests.estimates.tables import RULES

Counts = NDArray[np.int64]


def rounded(counts: Counts) -> Counts:
    """To the nearest multiple of five."""
    return (counts + 2) // 5 * 5


def released(of: IndicatorHeader, keys: pl.DataFrame, x: Counts, n: Counts) -> Told:
    """Rows with these keys and true counts, protected one by one; other keys are totals."""
    small, many = x < 5, n - x < 5
    base = rounded(n)
    has_rate = ~small & ~many & (base >= 20)
    totals = {
        name: pl.lit("ALL")
        for name in ("stek_id", "recht_code", "breakdown", "category")
        if name not in keys.columns
    }
    table = keys.with_columns(
        pl.lit(of.name).alias("indicator"),
        *(expression.alias(name) for name, expression in totals.items()),
        *([] if "outcome" in keys.columns else [pl.lit("granted").alias("outcome")]),
        numerator=pl.Series(np.where(small, 0, rounded(x))),
        denominator=pl.Series(base),
        is_small=pl.Series(small),
        has_rate=pl.Series(has_rate),
        has_base=pl.Series(n >= 5),
    )
    return Told(
        of,
        table.with_columns(
            numerator=pl.when(~pl.col("is_small")).then("numerator"),
            denominator=pl.when("has_base").then("denominator"),
            value=pl.when("has_rate").then(
                (200 * pl.col("numerator") + pl.col("denominator")) // (2 * pl.col("denominator"))
            ),
            status=pl.when("is_small")
            .then(pl.lit("hidden_small"))
            .otherwise(pl.lit("provisional")),
        ).drop("is_small", "has_rate", "has_base"),
        RULES,
    )


def crossed(**values: list[str]) -> pl.DataFrame:
    """Every combination of these values, the last changing fastest."""
    keys = pl.DataFrame({"_": [0]})
    for name, listed in values.items():
        keys = keys.join(pl.DataFrame({name: listed}), how="cross")
    return keys.drop("_")
