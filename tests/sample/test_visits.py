from __future__ import annotations

import polars as pl
import pytest

from pipelines import contracts
from pipelines.months import Month
from pipelines.sample import model
from pipelines.sample.scene import Scene
from pipelines.sample.stekken import stekken

World = dict[str, pl.DataFrame]


def test_visits_are_as_many_as_asked_on_average(world: World) -> None:
    # 384 Stek-months of 120 visits, each up to 15 % up or down (deviation 6.1 %): the sum deviates
    # 46,080 x 0.061 / sqrt(384) = 144, a little more as Stekken differ in size.
    assert abs(world["visits"].height - 16 * 24 * 120) < 5 * 170


def test_every_stek_has_its_share_of_the_visits(world: World) -> None:
    counts = dict(world["visits"].group_by("stek_id").len().iter_rows())
    for stek in stekken():
        # 24 months deviate 6.1 % each: 1.25 % together; four of these.
        assert counts[stek.stek_id] == pytest.approx(24 * 120 * stek.share, rel=0.05)


def test_summer_dips_and_energy_peaks_in_winter(world: World) -> None:
    visits = world["visits"].with_columns(number=pl.col("month").dt.month())
    by_month = dict(visits.group_by("number").len().iter_rows())
    assert (by_month[7] + by_month[8]) / (by_month[10] + by_month[11]) < 0.8
    about = visits.with_columns(energy=pl.col("themes").list.contains("energie"))
    share = dict(about.group_by("number").agg(pl.col("energy").mean()).iter_rows())
    assert share[1] > 2 * share[7]


def test_every_visit_is_in_its_month_and_never_on_a_sunday(world: World) -> None:
    visits = world["visits"]
    assert (visits["date"].dt.month_start() == visits["month"]).all()
    assert (visits["date"].dt.weekday() != 7).all()


def test_between_fifteen_and_twenty_five_percent_of_visits_have_no_code(world: World) -> None:
    shares = world["visits"].group_by("stek_id").agg(pl.col("visitor_code").is_null().mean())
    assert shares["visitor_code"].is_between(0.12, 0.28).all()


def test_a_person_has_one_first_contact_at_most_and_none_before_it(world: World) -> None:
    visits = world["visits"].drop_nulls("visitor_code")
    people = visits.group_by("stek_id", "visitor_code", maintain_order=True)
    firsts = people.agg(
        pl.col("is_first_contact").sum(), pl.col("is_first_contact").first().alias("at")
    )
    assert firsts["is_first_contact"].max() == 1
    assert firsts.filter(pl.col("is_first_contact") == 1)["at"].all()


def test_visit_ids_differ_over_the_whole_sample_and_hold_no_long_number(world: World) -> None:
    ids = world["visits"]["visit_id"]
    assert ids.n_unique() == len(ids)
    assert not ids.str.contains(r"\d{7}").any()


def test_themes_are_known_different_and_three_at_most(world: World) -> None:
    themes = world["visits"]["themes"]
    assert themes.list.len().is_between(1, 3).all()
    assert (themes.list.n_unique() == themes.list.len()).all()
    (column,) = (c for c in contracts.stream("visits").columns if c.name == "themes")
    assert set(themes.explode()) <= {code.code for code in contracts.accepted_codes(column)}


def test_each_stek_has_most_of_its_own_form_beside_the_usual_ones(world: World) -> None:
    usual = model.CONTACT_FORMS["huisbezoek"]
    share = world["visits"].group_by("stek_id").agg((pl.col("contact_form") == "huisbezoek").mean())
    by_stek = dict(share.iter_rows())
    assert by_stek["anderlecht-peterbos"] > 3 * usual > 3 * by_stek["tienen"]


def test_the_size_of_a_month_is_that_of_stek_and_season() -> None:
    stek = next(stek for stek in stekken() if stek.stek_id == "beringen")
    scene = Scene(stek, Month(2026, 8), seed=1, visits_per_month=100)
    # 1.8 over the mean size of 15 / 16, and an August of 0.70: 100 x 1.92 x 0.70.
    assert scene.expected_visits == pytest.approx(134.4)
    # A quarter of these has no code, and 0.23 of the rest is new: 134.4 x 0.75 x 0.23.
    assert scene.arriving == 23


def test_ids_tell_stek_year_month_and_place() -> None:
    stek = next(stek for stek in stekken() if stek.stek_id == "zaventem")
    scene = Scene(stek, Month(2026, 10), seed=1, visits_per_month=100)
    assert scene.ids("b", 2).to_list() == ["ZAV26J-b0001", "ZAV26J-b0002"]
