from __future__ import annotations

import math

import polars as pl

from pipelines.sample import model
from pipelines.sample.rights import RIGHTS

World = dict[str, pl.DataFrame]
REASONS = ["reason_1", "reason_2", "reason_3"]


def first_checks(world: World) -> pl.DataFrame:
    """A person's first check of a right in the year, of rights received or not taken up."""
    rows = world["entitlement_checks"].unique(
        ["stek_id", "visitor_code", "right_code"], keep="first", maintain_order=True
    )
    answered = rows.filter(pl.col("status_at_start").is_in(["ontvangt", "niet_opgenomen"]))
    return answered.with_columns(missed=pl.col("status_at_start") == "niet_opgenomen")


def test_a_main_reason_stands_with_what_is_not_taken_up_and_nowhere_else(world: World) -> None:
    checks = world["entitlement_checks"]
    is_missed = checks["status_at_start"] == "niet_opgenomen"
    assert (checks["reason_1"].is_not_null() == is_missed).all()
    others = checks.filter(~is_missed).select("reason_2", "reason_3").unique()
    assert others.rows() == [("niet_gevraagd", "niet_gevraagd")]


def test_reasons_differ_and_there_is_no_third_without_a_second(world: World) -> None:
    told = world["entitlement_checks"].drop_nulls("reason_1").select(REASONS)
    asked = [tuple(reason for reason in row if reason != "niet_gevraagd") for row in told.rows()]
    assert all(len(set(reasons)) == len(reasons) for reasons in asked)
    assert {len(reasons) for reasons in asked} == {1, 2, 3}
    assert told.filter(reason_2="niet_gevraagd").select("reason_3").unique().rows() == [
        ("niet_gevraagd",)
    ]


def test_not_knowing_the_right_is_the_commonest_reason(world: World) -> None:
    counts = world["entitlement_checks"]["reason_1"].drop_nulls().value_counts(sort=True)
    assert counts["reason_1"][0] == "recht_onbekend"
    shares = dict(counts.with_columns(pl.col("count") / pl.col("count").sum()).iter_rows())
    unknown = shares["recht_onbekend"] + shares["denkt_geen_recht"] + shares["foute_info"]
    assert 0.3 < unknown < 0.5


def test_a_delivery_looks_at_a_right_of_a_person_once(world: World) -> None:
    checks = world["entitlement_checks"]
    assert (
        checks.select("stek_id", "month", "visitor_code", "right_code").is_duplicated().sum() == 0
    )


def test_a_check_is_at_a_visit_of_the_same_person_in_the_same_delivery(world: World) -> None:
    linked = world["entitlement_checks"].drop_nulls("visit_id")
    keys = ["stek_id", "month", "visit_id", "visitor_code", "date"]
    assert linked.join(world["visits"], on=keys, how="anti").is_empty()


def test_rights_are_missed_about_as_often_as_is_published(world: World) -> None:
    rates = first_checks(world).group_by("right_code").agg(pl.len(), pl.col("missed").mean())
    for code, count, rate in rates.iter_rows():
        published = RIGHTS[code].missed
        # Persons differ in burden, which draws rates to the middle by up to 0.04.
        assert abs(rate - published) < 0.05 + 4 * math.sqrt(published * (1 - published) / count)


def test_rights_not_taken_up_pile_up_with_the_same_persons(world: World) -> None:
    checks = first_checks(world)
    person = checks.group_by("stek_id", "visitor_code").agg(
        pl.len(), pl.col("missed").sum(), pl.col("missed").first().alias("first")
    )
    several = person.filter(pl.col("len") >= 2)
    # Who misses the first right looked at misses the others more often than who does not.
    others = several.with_columns(rest=(pl.col("missed") - pl.col("first")) / (pl.col("len") - 1))
    by_first = dict(others.group_by("first").agg(pl.col("rest").mean()).iter_rows())
    assert by_first[True] > by_first[False] + 0.04
    assert (person["missed"] >= 3).sum() > 0.04 * person.height


def log_odds(rows: pl.DataFrame) -> float:
    missed = rows["missed"].mean()
    assert isinstance(missed, float)
    return math.log(missed / (1 - missed))


def test_in_one_stek_fewer_rights_are_missed_from_one_month_on(world: World) -> None:
    checks = first_checks(world).with_columns(
        after=pl.col("month") >= model.SHIFT_MONTH.first_day,
        shifted=pl.col("stek_id") == model.SHIFT_STEK,
    )
    change = {
        shifted: log_odds(checks.filter(shifted=shifted, after=True))
        - log_odds(checks.filter(shifted=shifted, after=False))
        for shifted in (True, False)
    }
    # -1.6 for a person, about -1.35 over persons who differ; 650 and 340 checks deviate 0.15.
    assert abs(change[True] + 1.35) < 4 * 0.15
    assert abs(change[False]) < 0.2  # other months, other mix of rights


def test_what_was_found_of_a_right_stays_or_is_applied_for(world: World) -> None:
    checks = world["entitlement_checks"]
    # The effect of the shifted month is on what is found, whenever it is looked at.
    steady = checks.filter(pl.col("stek_id") != model.SHIFT_STEK)
    courses = steady.group_by("stek_id", "visitor_code", "right_code").agg(
        pl.col("status_at_start").unique().sort()
    )
    assert set(courses["status_at_start"].map_elements(tuple, pl.Object).to_list()) <= {
        ("geen_recht",),
        ("in_aanvraag",),
        ("niet_opgenomen",),
        ("ontvangt",),
        ("in_aanvraag", "niet_opgenomen"),
    }
