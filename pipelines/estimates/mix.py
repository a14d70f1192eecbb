"""The share each Stek would have, were it like all Stekken in every right: its mix told apart."""

from __future__ import annotations

from typing import Final

import polars as pl

from pipelines.estimates.told import Told
from pipelines.warehouse.cells import ALL

SHARE: Final = ("outcome", "period_type", "period")
OF_STEK: Final = (*SHARE, "stek_id")


def expected(told: Told) -> pl.DataFrame:
    """For each share, period and Stek: `overall`, `expected` and `mix_known`, shares from 0 to 1.

    The base of a Stek in each right times the share of all Stekken in that right. What is not shown
    right by right is taken together, with the share of all Stekken in what is left. Only bases are
    asked of a Stek, never how many said yes: what is hidden because few did cannot tilt it.
    `mix_known` is the part of the base whose right is shown; where it is 0, expected is overall.
    """
    places = told.of_shares(breakdown=ALL).select(
        *OF_STEK, "recht_code", x="numerator", n="denominator"
    )
    everywhere = places.filter(pl.col("stek_id") == ALL).drop("stek_id")
    all_rights = everywhere.filter(pl.col("recht_code") == ALL).drop("recht_code")
    right = everywhere.filter(is_of_one_right()).rename({"x": "right_x", "n": "right_n"})
    per_right = (
        places.filter(pl.col("stek_id") != ALL, is_of_one_right())
        .drop("x")
        .join(right, on=[*SHARE, "recht_code"])
        .drop_nulls()
        .group_by(OF_STEK)
        .agg(
            known=pl.col("n").sum(),
            known_yes=(pl.col("n") * pl.col("right_x") / pl.col("right_n")).sum(),
            rights_x=pl.col("right_x").sum(),
            rights_n=pl.col("right_n").sum(),
        )
    )
    return (
        places.filter(pl.col("stek_id") != ALL, pl.col("recht_code") == ALL)
        .drop("x")
        .join(all_rights.rename({"x": "all_x", "n": "all_n"}), on=SHARE)
        .join(per_right, on=OF_STEK, how="left")
        .with_columns(pl.col("known", "known_yes", "rights_x", "rights_n").fill_null(0))
        .select(*OF_STEK, *_figures())
    )


def is_of_one_right() -> pl.Expr:
    """Whether a row is about one right."""
    return pl.col("recht_code") != ALL


def _figures() -> tuple[pl.Expr, ...]:
    overall = pl.col("all_x") / pl.col("all_n")
    left_n = pl.col("all_n") - pl.col("rights_n")
    left = pl.when(left_n > 0).then(((pl.col("all_x") - pl.col("rights_x")) / left_n).clip(0, 1))
    rest = (pl.col("n") - pl.col("known")).clip(0)  # rounded parts may add up to a little more
    whole = pl.col("known") + rest
    share = (pl.col("known_yes") + rest * left.otherwise(overall)) / whole
    return (
        overall.alias("overall"),
        pl.when(pl.col("known") > 0).then(share).otherwise(overall).alias("expected"),
        (pl.col("known") / whole).alias("mix_known"),
    )
