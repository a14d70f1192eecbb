"""One Stek in a world fifty times as large, recounted row by row: what shares truly come to."""

from __future__ import annotations

from functools import cache

import polars as pl

from pipelines.sample.effects import PLANTED, Effects
from pipelines.sample.stekken import stekken
from pipelines.sample.world import Meant, told_by
from tests.effects.worlds import MONTHS

VISITS = 6000  # a month; a share of all its rows is known to half a point


@cache
def months_of(stek_id: str, seed: int, effects: Effects = PLANTED) -> tuple[Meant, ...]:
    """All months of one Stek."""
    stek = next(one for one in stekken() if one.stek_id == stek_id)
    return tuple(told_by(stek, MONTHS, seed, VISITS, effects))


def not_taken_up(stek_id: str, seed: int) -> pl.DataFrame:
    """Per month of first checks (person, right, year): how many not taken up, out of how many."""
    checks = pl.concat(
        one.rows["entitlement_checks"].with_columns(month=pl.lit(one.month.first_day))
        for one in months_of(stek_id, seed)
    )
    first = checks.sort("month", "check_id").unique(
        ["visitor_code", "right_code", pl.col("month").dt.year()], keep="first", maintain_order=True
    )
    status = pl.col("status_at_start")
    return (
        first.group_by("month")
        .agg(
            x=(status == "niet_opgenomen").sum(),
            n=status.is_in(["niet_opgenomen", "ontvangt"]).sum(),
        )
        .sort("month")
    )


def latest_tellings(stek_id: str, seed: int) -> pl.DataFrame:
    """Each referral as the last month that speaks of it tells it, with its days to an outcome."""
    told = pl.concat(
        one.rows["referrals"].with_columns(told_in=pl.lit(one.month.first_day))
        for one in months_of(stek_id, seed)
    )
    made = pl.col("referral_date")
    return (
        told.sort("told_in")
        .unique("referral_id", keep="last", maintain_order=True)
        .with_columns(
            referral_month=made.dt.month_start(),
            days=(pl.col("outcome_date") - made).dt.total_days(),
            is_lost=pl.col("followed_until") == made.dt.month_end(),
        )
    )
