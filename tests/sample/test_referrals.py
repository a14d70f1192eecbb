from __future__ import annotations

import math

import polars as pl
import pytest

from pipelines.months import Month
from pipelines.sample import model
from pipelines.sample.referrals import reported
from pipelines.sample.rights import RIGHTS

World = dict[str, pl.DataFrame]
KEYS = ["stek_id", "referral_id"]


def decided(world: World) -> pl.DataFrame:
    """Referrals with an outcome, as last reported."""
    rows = world["referrals"].filter(pl.col("outcome") != "lopend")
    return rows.with_columns(
        is_warm=pl.col("manner") != "koud",
        is_granted=pl.col("outcome").is_in(["toegekend", "deels"]),
        days=(pl.col("outcome_date") - pl.col("referral_date")).dt.total_days(),
    )


def log_odds_ratio(rows: pl.DataFrame, group: str, strata: list[str]) -> float:
    """The Mantel-Haenszel log odds ratio of being granted, `group` against the rest."""
    table = rows.group_by(strata).agg(
        n=pl.len(),
        a=(pl.col(group) & pl.col("is_granted")).sum(),
        b=(pl.col(group) & ~pl.col("is_granted")).sum(),
        c=(~pl.col(group) & pl.col("is_granted")).sum(),
        d=(~pl.col(group) & ~pl.col("is_granted")).sum(),
    )
    sums = table.select((pl.col("a") * pl.col("d") / pl.col("n")).sum().alias("with"),
                        (pl.col("b") * pl.col("c") / pl.col("n")).sum().alias("against"))  # fmt: skip
    return math.log(sums["with"].item() / sums["against"].item())


def test_pending_rows_say_how_long_they_were_followed_and_the_others_when_it_ended(
    world: World,
) -> None:
    rows = world["referrals"]
    is_pending = rows["outcome"] == "lopend"
    assert (rows["followed_until"].is_not_null() == is_pending).all()
    assert (rows["outcome_date"].is_null() == is_pending).all()
    month_end = rows["month"].dt.month_end()
    assert (rows["followed_until"] == month_end).filter(is_pending).all()
    told = rows.filter(~is_pending)
    assert (told["outcome_date"].dt.month_start() == told["month"]).all()
    assert (told["outcome_date"] > told["referral_date"]).all()
    assert (rows["referral_date"] <= month_end).all()


def test_a_referral_is_once_in_a_delivery_and_silent_once_it_has_ended(world: World) -> None:
    rows = world["referrals"]
    assert rows.select("month", *KEYS).is_duplicated().sum() == 0
    courses = rows.group_by(KEYS, maintain_order=True).agg("outcome")
    before_last = courses["outcome"].list.head(pl.col("outcome").list.len() - 1)
    assert set(before_last.explode().drop_nulls()) == {"lopend"}


def test_most_outcomes_come_back_in_a_later_month_under_the_same_id(world: World) -> None:
    first = world["referrals"].unique(KEYS, keep="first", maintain_order=True)
    ended = decided(world).join(first.select(*KEYS, first="month"), on=KEYS)
    later = (ended["month"] > ended["first"]).mean()
    assert isinstance(later, float)
    assert 0.6 < later < 0.95


def test_what_a_referral_is_about_never_changes(world: World) -> None:
    stays = ["visitor_code", "right_code", "referral_date", "destination", "manner"]
    told = world["referrals"].group_by(KEYS).agg(pl.col(stays).n_unique())
    assert told.select(pl.max_horizontal(stays).max()).item() == 1


def test_amounts_stand_only_with_what_is_granted_and_within_the_bounds_of_the_right(
    world: World,
) -> None:
    rows = world["referrals"]
    granted = pl.col("outcome").is_in(["toegekend", "deels"])
    for kind in ("month_eur", "once_eur"):
        told = rows.drop_nulls(f"amount_{kind}")
        assert told.select(granted.all()).item()
        for right, amount in told.select("right_code", f"amount_{kind}").iter_rows():
            low, high = getattr(RIGHTS[right], kind)
            assert low / 2 <= amount <= high
    months = rows["amount_month_eur"].drop_nulls()
    assert len(months) > 500
    assert sum(1 for amount in months if amount % 1) > 0.9 * len(months)


def test_warm_referrals_go_to_harder_rights(world: World) -> None:
    warm = decided(world).group_by("right_code").agg(pl.col("is_warm").mean())
    share = dict(warm.iter_rows())
    assert share["schuldhulp"] > 0.65
    assert share["uitpas_kansentarief"] < 0.3


def test_warm_referrals_do_better_right_for_right_than_they_seem_to(world: World) -> None:
    rows = decided(world)
    within = log_odds_ratio(rows, "is_warm", ["right_code"])
    crude = log_odds_ratio(rows.with_columns(all=pl.lit("all")), "is_warm", ["all"])
    # For a right of hardness 0: cold 0.65 x 0.62 + 0.35 x 0.16 = 0.46 is granted, warm
    # 0.88 x 0.79 + 0.12 x 0.16 = 0.71; log odds ratio 1.05. 2,400 and 1,800 referrals deviate 0.07.
    assert within == pytest.approx(1.05, abs=4 * 0.07)
    assert crude < within - 0.25


def test_one_stek_has_better_outcomes(world: World) -> None:
    rows = decided(world).filter("has_arrived")
    better = rows.with_columns(is_better=pl.col("stek_id") == model.BETTER_STEK)
    ratio = log_odds_ratio(better, "is_better", ["right_code", "is_warm"])
    # 250 referrals of that Stek deviate 0.18 in log odds.
    assert ratio == pytest.approx(model.BETTER_STEK_LOG_ODDS, abs=3.5 * 0.18)


def test_one_destination_is_slow(world: World) -> None:
    # Of the first half year every outcome within 540 days has come.
    early = decided(world).filter(pl.col("referral_date") < pl.date(2025, 5, 1))
    slow = early["destination"] == model.SLOW_DESTINATION
    # Half take longer than 150 days; 150 referrals of deviation 0.8 (logarithm) give 8 % each way.
    assert early.filter(slow)["days"].median() == pytest.approx(model.SLOW_DAYS, rel=0.33)
    assert early.filter(~slow)["days"].median() == pytest.approx(model.USUAL_DAYS, rel=0.15)


def referral(name: str, made: str, ends: str, *, is_lost: bool = False) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "referral_id": name,
            "referral_date": made,
            "amount_month_eur": "100.00",
            "amount_once_eur": None,
            "_arrived": True,
            "_arrived_at_once": False,
            "_outcome": "toegekend",
            "_outcome_date": ends,
            "_is_lost": is_lost,
        },
        schema_overrides={"amount_once_eur": pl.String},
    ).with_columns(pl.col("referral_date", "_outcome_date").str.to_date())


def test_a_referral_is_told_when_made_every_third_month_and_when_it_ends() -> None:
    followed = referral("a", "2026-01-10", "2026-06-20")
    told = {}
    for number in range(1, 9):
        rows, followed = reported(Month(2026, number), followed)
        told[number] = rows.select("has_arrived", "outcome", "amount_month_eur").rows()
    assert told == {
        1: [(False, "lopend", None)],
        2: [],
        3: [],
        4: [(True, "lopend", None)],
        5: [],
        6: [(True, "toegekend", "100.00")],
        7: [],
        8: [],
    }


def test_a_referral_lost_from_sight_is_told_once() -> None:
    followed = referral("a", "2026-01-10", "2026-01-20", is_lost=True)
    rows, followed = reported(Month(2026, 1), followed)
    assert rows["outcome"].to_list() == ["lopend"]
    assert followed.is_empty()
