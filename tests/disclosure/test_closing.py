"""A calendar year is told once, when it is closed, and stays as it was told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipelines.disclosure.closing import shown_in, told_once, untold
from pipelines.disclosure.protection import Before, Released, Shown, closed_years, protect
from pipelines.disclosure.release import write
from pipelines.warehouse.headers import IndicatorHeader
from tests.counts import CELLS, DOMAINS, NO_PLAN, Leaf, added_up, header, leaf, reporting

GRAINS = ("month x stek", "year x stek")
FIRST = (leaf("2025-12", granted=30, asked=61), leaf("2025-12", "tienen", granted=40, asked=83))
SINCE = leaf("2026-01", granted=20, asked=50)


def counted(of: IndicatorHeader, *leaves: Leaf) -> pl.DataFrame:
    """What the leaves make up, without the years that are not over."""
    cells = pl.DataFrame(added_up(of, *leaves), schema=CELLS)
    return cells.filter(pl.col("period") != "2026")


def due(*months: str) -> pl.DataFrame:
    """The calendar of 2025 and these months, in which Zaventem and Tienen delivered all."""
    steks = {"zaventem": 1, "tienen": 1}
    year = reporting(dict.fromkeys(steks, 12), period="2025", period_type="year")
    return pl.concat([year, *(reporting(steks, period=month) for month in months)])


def released(cells: pl.DataFrame, before: Shown | None = None) -> Released:
    """These cells, after a release that showed the other ones."""
    counts, who = [(header(*GRAINS), cells)], due("2025-12", "2026-01")
    (one,) = protect(
        counts, who, DOMAINS, NO_PLAN, is_sample=False, before=Before(before or {}, {})
    ).tables
    return one


@pytest.mark.parametrize(
    ("last", "is_told"), [("2025-12", False), ("2026-03", False), ("2026-04", True)]
)
def test_a_year_is_told_from_four_months_after_it(last: str, is_told: bool) -> None:
    of = header(*GRAINS)
    cells = counted(of, *FIRST)
    ((_, told),) = told_once([(of, cells)], due("2025-11", last), closing_months=4)
    assert told.filter(period_type="year").is_empty() != is_told
    assert told.filter(period_type="month").equals(cells.filter(period_type="month"))


def test_counts_of_deliveries_are_told_before_the_year_is_closed() -> None:
    of = header(*GRAINS, protected="none")
    cells = counted(of, leaf("2025-12", granted=2, asked=3))
    ((_, told),) = told_once([(of, cells)], due("2025-12"), closing_months=4)
    assert told.equals(cells)


def test_a_closed_year_and_its_months_stay_as_they_were_told(tmp_path: Path) -> None:
    of = header(*GRAINS)
    first = released(counted(of, *FIRST, SINCE))
    write([first], tmp_path)
    late = leaf("2025-12", "tienen", granted=11, asked=11)
    since = leaf("2026-01", granted=10, asked=10)
    later = counted(of, *FIRST, late, SINCE, since)
    before, again, afresh = (
        one.table for one in (first, released(later, shown_in(tmp_path)), released(later))
    )
    of_year = pl.col("period").str.starts_with("2025")
    assert again.filter(of_year).equals(before.filter(of_year))
    assert not again.filter(of_year).equals(afresh.filter(of_year))
    assert again.filter(~of_year).equals(afresh.filter(~of_year))
    assert not again.filter(~of_year).equals(before.filter(~of_year))


def test_a_year_of_which_only_months_were_told_is_not_closed(tmp_path: Path) -> None:
    cells = counted(header(*GRAINS), *FIRST, SINCE).filter(pl.col("period_type") == "month")
    write([released(cells)], tmp_path)
    assert set(shown_in(tmp_path)) == {"take_up"}
    assert closed_years(shown_in(tmp_path)) == {}


def test_before_the_first_release_nothing_was_shown(tmp_path: Path) -> None:
    assert shown_in(tmp_path / "latest") == {}


def test_tables_that_are_new_have_no_rows_of_a_year_that_was_told_before() -> None:
    of = header(*GRAINS)
    before = {of.name: released(counted(of, *FIRST)).table}
    wider = replace(of, grain=(*of.grain, *header("year x breakdown", "month x right").grain))
    cells = counted(wider, *FIRST, SINCE)
    assert untold(wider, cells, before) == {"2025": 2}
    assert untold(replace(wider, name="new"), cells, before) == {"2025": 6}
    assert untold(of, counted(of, *FIRST, SINCE), before) == {}
    assert untold(wider, cells, {}) == {}
