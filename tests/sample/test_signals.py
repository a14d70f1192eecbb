from __future__ import annotations

import polars as pl

from pipelines.months import Month
from pipelines.sample.signals import Signal, still_moving

World = dict[str, pl.DataFrame]
ORDER = ["gemeld", "besproken", "antwoord", "opgelost", "geen_gevolg"]


def test_a_signal_is_about_a_right_or_a_theme(world: World) -> None:
    signals = world["signals"]
    assert (signals["theme"].is_not_null() | (signals["right_code"] != "niet_gevraagd")).all()


def test_a_signal_keeps_its_id_and_its_status_only_moves_on(world: World) -> None:
    place = pl.col("status").replace_strict({code: at for at, code in enumerate(ORDER)})
    courses = (
        world["signals"]
        .with_columns(place=place)
        .group_by("stek_id", "signal_id", maintain_order=True)
        .agg("place", "barrier", pl.col("month"))
    )
    assert courses["place"].list.diff(null_behavior="drop").explode().min() == 1
    assert (courses["place"].list.first() == 0).all()
    assert courses["barrier"].list.n_unique().max() == 1
    assert (courses["month"].list.len() > 1).sum() > 100


def test_a_signal_is_dated_in_the_month_that_tells_of_it(world: World) -> None:
    assert (world["signals"]["date"].dt.month_start() == world["signals"]["month"]).all()


def test_a_signal_is_forgotten_once_its_course_is_run() -> None:
    first, last = Month(2026, 1), Month(2026, 3)
    course = tuple((month, "gemeld", month.first_day) for month in (first, last))
    signal = Signal("a", "igo", None, "schaamte", "lokaal", None, course)
    assert still_moving(last, (signal,)) == (signal,)
    assert still_moving(last.next(), (signal,)) == ()
    assert signal.in_month(Month(2026, 2)) is None
    assert signal.in_month(last) == ("gemeld", last.first_day)
