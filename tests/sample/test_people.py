from __future__ import annotations

import polars as pl

from pipelines.months import Month
from pipelines.sample.people import newcomers, together
from pipelines.sample.scene import Scene
from pipelines.sample.stekken import stekken

World = dict[str, pl.DataFrame]
SCENE = Scene(stekken()[0], Month(2026, 1), seed=1, visits_per_month=3000)


def test_codes_have_eight_letters_and_digits_of_which_the_first_is_a_letter() -> None:
    codes = newcomers(SCENE).words["visitor_code"]
    assert codes.str.contains(r"^[A-Z][A-Z0-9]{7}$").all()


def test_codes_of_one_year_differ_all() -> None:
    year = together([newcomers(SCENE.at(Month(2026, month))) for month in range(1, 13)])
    assert len(year) > 5000
    assert year.words["visitor_code"].n_unique() == len(year)


def test_a_code_is_never_used_in_a_second_year(world: World) -> None:
    visits = world["visits"].drop_nulls("visitor_code")
    years = visits.group_by("stek_id", "visitor_code").agg(pl.col("month").dt.year().n_unique())
    assert years["month"].max() == 1


def test_the_traits_of_a_person_are_the_same_at_every_visit(world: World) -> None:
    traits = ["age_class", "gender", "household_type", "income_source", "housing"]
    told = world["visits"].drop_nulls("visitor_code").group_by("stek_id", "visitor_code")
    assert told.agg(pl.col(traits).n_unique()).select(pl.max_horizontal(traits).max()).item() == 1


def test_most_people_come_a_few_times_and_a_few_people_come_very_often(world: World) -> None:
    visits = world["visits"].drop_nulls("visitor_code")
    counts = visits.group_by("stek_id", "visitor_code").len().get_column("len")
    times = sorted(int(count) for count in counts)
    assert times[len(times) // 2] in (1, 2)
    busiest = times[-len(times) // 20 :]  # one in twenty
    assert 0.2 < sum(busiest) / sum(times) < 0.6
    assert times[-1] > 15 * sum(times) / len(times)


def test_who_is_old_lives_on_a_pension(world: World) -> None:
    old = world["visits"].filter(age_class="65+").drop_nulls("visitor_code")
    known = old.filter(~pl.col("income_source").is_in(["onbekend", "niet_gevraagd"]))
    # 0.86 of the persons; visits of one person repeat it, hence the width.
    assert 0.75 < (known["income_source"] == "pensioen_igo").mean() < 0.95  # type: ignore[operator]
