"""Every effect that the sample puts in is found, and the intervals hold what it truly is."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.sample import model
from tests.effects.large import not_taken_up
from tests.effects.looking import (
    HELD_ALIKE,
    held,
    of_better_stek,
    of_destinations,
    of_months,
    of_warm,
    quarters,
    warm_against_cold,
)
from tests.effects.seeds import Seen, is_as_often, is_as_rare
from tests.effects.truth import crude

YEAR = pl.col("referral_month").dt.year() == 2025
LEVEL = 0.95  # of every interval
NEARLY_ALWAYS = 0.99
CHANGE_FOUND = 0.90  # of a Stek of some forty checks a month
STEK_FOUND = 0.90  # of some two hundred referrals in its year


@pytest.mark.parametrize("outcome", ["toegekend", "aangekomen"])
@pytest.mark.parametrize("held_alike", HELD_ALIKE)
def test_warm_referrals_are_found_to_do_better_and_the_intervals_hold_by_how_much(
    planted: Seen, outcome: str, held_alike: str
) -> None:
    truth = warm_against_cold(planted.population(YEAR), outcome, held_alike)
    found = of_warm(planted, outcome, held_alike, "2025")
    assert found.height == planted.seeds
    assert truth.odds_ratio > 1.4
    assert is_as_often(
        found.filter(pl.col("odds_ratio_low") > 1).height, found.height, NEARLY_ALWAYS
    )
    assert is_as_often(held(found, "odds_ratio", truth.odds_ratio), found.height, LEVEL)
    assert is_as_often(held(found, "difference", 100 * truth.difference), found.height, LEVEL)


@pytest.mark.parametrize("outcome", ["toegekend", "aangekomen"])
def test_the_intervals_of_quarters_hold_too(planted: Seen, outcome: str) -> None:
    found = held_by = 0
    for quarter, months in quarters():
        truth = warm_against_cold(planted.population(months), outcome, "geen")
        rows = of_warm(planted, outcome, "geen", quarter)
        found += rows.height
        held_by += held(rows, "difference", 100 * truth.difference)
    assert found == 6 * planted.seeds
    assert is_as_often(held_by, found, LEVEL)


def test_like_beside_like_undoes_that_hard_rights_are_referred_warmly(planted: Seen) -> None:
    as_it_is, by_right = (
        warm_against_cold(planted.population(YEAR), "toegekend", held_alike).difference
        for held_alike in ("geen", "recht_code")
    )
    assert by_right > as_it_is + 0.05
    as_told, alike_by_right = (
        of_warm(planted, "toegekend", held_alike, "2025")["difference"]
        for held_alike in ("geen", "recht_code")
    )
    assert is_as_often(int((alike_by_right > as_told).sum()), planted.seeds, NEARLY_ALWAYS)


@pytest.mark.parametrize("days", [30, 60, 90])
def test_the_slow_service_is_found_to_be_slow_and_the_interval_holds_by_how_much(
    planted: Seen, days: int
) -> None:
    population = planted.population(YEAR)
    likely = population.decided_within(days)
    destinations = population.rows["destination"].to_numpy()
    rows = of_destinations(planted, days).filter(pl.col("category") == model.SLOW_DESTINATION)
    truth = crude(likely, destinations == model.SLOW_DESTINATION).difference
    is_found = (pl.col("p_adjusted") <= 0.05) & (pl.col("difference") < 0)
    assert truth < -0.2
    assert is_as_often(rows.filter(is_found).height, rows.height, NEARLY_ALWAYS)
    assert is_as_often(held(rows, "difference", 100 * truth), rows.height, LEVEL)
    if days > 30:  # within 30 days so few are decided that the share may be hidden
        assert rows.height == planted.seeds


@pytest.mark.parametrize("cause", ["toegekend", "geweigerd", "stopgezet"])
def test_curves_hold_how_many_truly_had_their_answer_by_each_day(planted: Seen, cause: str) -> None:
    population = planted.population(YEAR)
    rows = planted.tables["time_curves"].filter(
        pl.col("outcome") == cause, pl.col("period") == "2025"
    )
    for (day,), points in rows.group_by("until_day"):
        truth = 100 * float(population.ends_within(cause, float(str(day))).mean())
        told = points.filter(pl.col("share").is_not_null())
        assert told.height > planted.seeds / 2
        assert is_as_often(held(told, "share", truth), told.height, LEVEL), day


def test_a_lasting_change_is_claimed_of_the_stek_where_it_is_and_from_when(planted: Seen) -> None:
    claimed = of_months(planted).filter(pl.col("claim") == "shift")
    there = claimed.filter(pl.col("stek_id") == model.SHIFT_STEK)
    month = str(model.SHIFT_MONTH)
    near = [str(model.SHIFT_MONTH.plus(step)) for step in range(-2, 3)]
    is_held = pl.lit(month).is_between("claim_earliest", "claim_latest")
    assert is_as_often(there.height, planted.seeds, CHANGE_FOUND)
    assert is_as_often(there.filter(is_held).height, there.height, LEVEL)
    assert is_as_often(int(there["claim_from"].is_in(near).sum()), there.height, LEVEL)


def test_the_interval_of_a_lasting_change_holds_how_large_it_is(planted: Seen) -> None:
    since = pl.col("month") >= model.SHIFT_MONTH.first_day
    months = not_taken_up(model.SHIFT_STEK, seed=9002)
    after, before = (months.filter(part).sum() for part in (since, ~since))
    truth = after["x"][0] / after["n"][0] - before["x"][0] / before["n"][0]
    there = of_months(planted).filter(
        pl.col("claim") == "shift", pl.col("stek_id") == model.SHIFT_STEK
    )
    assert truth < -0.15
    assert not there.is_empty()
    assert is_as_often(held(there, "claim", 100 * truth), there.height, LEVEL)


def test_no_other_stek_is_claimed_to_have_changed(planted: Seen) -> None:
    others = of_months(planted).filter(
        pl.col("claim") == "shift", ~pl.col("stek_id").is_in([model.SHIFT_STEK, "ALL"])
    )
    assert is_as_rare(others["seed"].n_unique(), planted.seeds, 0.05)


@pytest.mark.parametrize("indicator", ["warm_referral", "refusals_and_drop_out"])
def test_the_better_stek_lies_above_what_is_expected_and_never_below_the_limits(
    planted: Seen, indicator: str
) -> None:
    rows = of_better_stek(planted, indicator)
    assert rows.height == planted.seeds
    is_above = pl.col("value") > pl.col("expected")
    assert is_as_often(rows.filter(is_above).height, rows.height, LEVEL)
    assert not rows["position"].str.starts_with("below").any()


def test_the_better_stek_is_found_outside_the_limits_and_the_interval_holds_how_good_it_is(
    planted: Seen,
) -> None:
    better = planted.population(YEAR, pl.col("stek_id") == model.BETTER_STEK)
    truth = 100 * float(better.told_granted().mean())
    rows = of_better_stek(planted, "warm_referral")
    assert rows.height == planted.seeds
    is_found = pl.col("position").str.starts_with("above")
    assert is_as_often(rows.filter(is_found).height, rows.height, STEK_FOUND)
    assert is_as_often(held(rows, "ci", truth), rows.height, LEVEL)
