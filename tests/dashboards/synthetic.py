"""A large table with the shape of a released one, to measure with."""

from __future__ import annotations

import random

import polars as pl

from dashboards.views import labels
from pipelines.disclosure.release import PublishedIndicator
from pipelines.disclosure.rules import SMALLEST_COUNT

_MONTHS = [f"{year}-{month:02d}" for year in range(2021, 2027) for month in range(1, 13)][:68]
_SEED = 7


def fifty_thousand(like: PublishedIndicator) -> pl.DataFrame:
    """Every month, Stek, right and outcome of 68 months: counts rounded to five, the small hidden."""
    keys = pl.DataFrame({"period": _MONTHS})
    for column, values in (
        ("stek_id", ["ALL", *labels.stekken()]),
        ("recht_code", ["ALL", *labels.rights()]),
        ("outcome", [one.code for one in like.outcomes]),
    ):
        keys = keys.join(pl.DataFrame({column: values}), how="cross")
    draw = random.Random(_SEED)  # noqa: S311 - nothing here is secret
    wholes = [5 * round(draw.lognormvariate(4, 1) / 5) + 20 for _ in range(keys.height)]
    parts = [5 * round(draw.uniform(0, 0.7) * whole / 5) for whole in wholes]
    share = pl.col("numerator") / pl.col("denominator") * 100
    is_hidden = pl.col("numerator") < SMALLEST_COUNT
    counted = keys.with_columns(numerator=pl.Series(parts), denominator=pl.Series(wholes))
    told = counted.with_columns(
        indicator=pl.lit(like.name),
        period_type=pl.lit("month"),
        breakdown=pl.lit("ALL"),
        category=pl.lit("ALL"),
        steks_reporting=pl.lit(1, pl.Int64),
        steks_expected=pl.lit(1, pl.Int64),
        note=pl.lit("Voorbeeldgegevens: fictieve cijfers"),
        status=pl.when(is_hidden).then(pl.lit("hidden_small")).otherwise(pl.lit("provisional")),
    ).with_columns(
        value=share.round().cast(pl.Int64),
        ci_low=(share * 0.8).round(1),
        ci_high=(share * 1.2).clip(0, 100).round(1),
    )
    shown = [pl.when(~is_hidden).then(name).alias(name) for name in ("value", "ci_low", "ci_high")]
    told = told.with_columns(*shown, numerator=pl.when(~is_hidden).then("numerator"))
    return told.select(like.table.columns).cast(like.table.schema)
