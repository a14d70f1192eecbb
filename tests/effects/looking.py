"""Where the published estimates of the planted effects stand, and what is true of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from pipelines.months import Month
from pipelines.sample import model
from tests.effects.seeds import Seen
from tests.effects.truth import Contrast, Population, alike

HELD_ALIKE = {"geen": None, "recht_code": "right_code", "stek_id": "stek_id"}


def warm_against_cold(population: Population, outcome: str, held_alike: str) -> Contrast:
    """The true effect of a warm referral."""
    likely = population.told_granted() if outcome == "toegekend" else population.told_arrived()
    by = HELD_ALIKE[held_alike]
    stratum = population.rows[by].to_numpy() if by else np.zeros(likely.size)
    return alike(likely, (population.rows["manner"] != "koud").to_numpy(), stratum)


def held(table: pl.DataFrame, name: str, truth: float) -> int:
    """In how many rows the interval holds the truth, both as they are printed."""
    decimals = 2 if name == "odds_ratio" else 1
    low, high = pl.col(f"{name}_low"), pl.col(f"{name}_high")
    return table.filter(pl.lit(round(truth, decimals)).is_between(low, high)).height


def of_warm(of: Seen, outcome: str, held_alike: str, period: str) -> pl.DataFrame:
    """Warm against cold, a row for each seed."""
    return of.tables["warm_effect"].filter(
        pl.col("manner") == "warm",
        pl.col("outcome") == outcome,
        pl.col("held_alike") == held_alike,
        pl.col("period") == period,
    )


def of_destinations(of: Seen, days: int) -> pl.DataFrame:
    """Each service beside the others, by how many are decided within so many days."""
    return of.tables["contrasts"].filter(
        pl.col("indicator") == "responsiveness",
        pl.col("outcome") == f"beslist_{days}",
        pl.col("breakdown") == "bestemming",
    )


def of_months(of: Seen) -> pl.DataFrame:
    """One row for each seed and Stek: what is claimed of its monthly share of rights not taken up."""
    return (
        of.tables["change"]
        .filter(pl.col("indicator") == "non_take_up", pl.col("period_type") == "month")
        .unique(["seed", "stek_id"])
    )


def of_better_stek(of: Seen, indicator: str) -> pl.DataFrame:
    """The better Stek beside the others in the year, by how many are granted."""
    return of.tables["comparison"].filter(
        pl.col("indicator") == indicator,
        pl.col("outcome") == "toegekend",
        pl.col("stek_id") == model.BETTER_STEK,
        pl.col("period_type") == "year",
    )


def quarters() -> Iterator[tuple[str, pl.Expr]]:
    """The quarters that are told of referrals: over, and three months more."""
    for first in (Month(2025, 1).plus(3 * step) for step in range(6)):
        months = [month.first_day for month in first.until(first.plus(2))]
        yield first.quarter, pl.col("referral_month").is_in(months)
