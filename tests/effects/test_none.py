"""Where nothing was put in nothing is claimed, at the rate that is stated."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.estimates.claims import ERROR_RATE
from tests.effects.looking import HELD_ALIKE
from tests.effects.seeds import Seen, is_as_often, is_as_rare

LEVEL = 0.95  # of every interval
BEYOND_WARNING, BEYOND_ALARM = 0.05, 0.002  # of the limits of 95 % and 99.8 %
JUDGED_TOGETHER = 0.05  # p_adjusted at or below this is a claim
SHARES = [
    ("non_take_up", "niet_opgenomen"),
    ("refusals_and_drop_out", "toegekend"),
    ("refusals_and_drop_out", "geweigerd"),
    ("refusals_and_drop_out", "stopgezet"),
    ("warm_referral", "aangekomen"),
    ("warm_referral", "toegekend"),
]


@pytest.mark.parametrize(("indicator", "outcome"), SHARES)
def test_stekken_that_are_alike_lie_beyond_the_limits_no_more_often_than_these_say(
    none: Seen, indicator: str, outcome: str
) -> None:
    rows = of(none, "comparison", indicator, outcome).drop_nulls("position")
    position = rows["position"]
    assert rows.height >= 15 * none.seeds
    assert is_as_rare(int((position != "within").sum()), rows.height, BEYOND_WARNING)
    assert is_as_rare(int(position.str.ends_with("998").sum()), rows.height, BEYOND_ALARM)


@pytest.mark.parametrize(("indicator", "outcome"), SHARES)
def test_in_a_set_of_stekken_that_are_alike_one_is_claimed_no_more_often_than_stated(
    none: Seen, indicator: str, outcome: str
) -> None:
    rows = of(none, "comparison", indicator, outcome).drop_nulls("p_adjusted")
    lowest = rows.group_by("seed", "period").agg(pl.col("p_adjusted").min())
    claimed = lowest.filter(pl.col("p_adjusted") <= JUDGED_TOGETHER)
    assert is_as_rare(claimed.height, lowest.height, JUDGED_TOGETHER)


def test_no_lasting_change_is_claimed_more_often_than_stated(none: Seen) -> None:
    rows = of(none, "change", "non_take_up", "niet_opgenomen")  # months and quarters together
    assert rows.filter(pl.col("claim") != "not_tested")["stek_id"].n_unique() > 10
    claimed = rows.filter(pl.col("claim") == "shift")
    assert is_as_rare(claimed["seed"].n_unique(), none.seeds, ERROR_RATE)


@pytest.mark.parametrize("outcome", ["toegekend", "aangekomen"])
@pytest.mark.parametrize("held_alike", HELD_ALIKE)
def test_warm_and_cold_that_are_alike_differ_no_more_often_than_stated(
    none: Seen, outcome: str, held_alike: str
) -> None:
    rows = none.tables["warm_effect"].filter(
        pl.col("outcome") == outcome,
        pl.col("manner") == "warm",
        pl.col("held_alike") == held_alike,
    )
    assert rows.height >= none.seeds
    difference = pl.lit(0.0).is_between("difference_low", "difference_high")
    ratio = pl.lit(1.0).is_between("odds_ratio_low", "odds_ratio_high")
    assert is_as_often(rows.filter(difference).height, rows.height, LEVEL)
    assert is_as_often(rows.filter(ratio).height, rows.height, LEVEL)


@pytest.mark.parametrize("outcome", ["beslist_30", "beslist_60", "beslist_90", "stopgezet_90"])
def test_among_services_that_are_alike_one_is_claimed_no_more_often_than_stated(
    none: Seen, outcome: str
) -> None:
    rows = of(none, "contrasts", "responsiveness", outcome)
    lowest = rows.group_by("seed").agg(pl.col("p_adjusted").min())
    assert lowest.height == none.seeds
    claimed = lowest.filter(pl.col("p_adjusted") <= JUDGED_TOGETHER)
    assert is_as_rare(claimed.height, lowest.height, JUDGED_TOGETHER)


def of(seen: Seen, estimate: str, indicator: str, outcome: str) -> pl.DataFrame:
    """The rows of one share."""
    return seen.tables[estimate].filter(
        pl.col("indicator") == indicator, pl.col("outcome") == outcome
    )
