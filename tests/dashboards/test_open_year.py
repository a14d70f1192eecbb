"""Months of a year that is not closed stand before a coloured area, for they may still change."""

from __future__ import annotations

from dataclasses import replace

from dashboards.views.notes import notes
from dashboards.views.open_year import open_from
from pipelines.disclosure.release import PublishedIndicator
from tests.dashboards.test_figures import drawing
from tests.dashboards.test_sentences import teller

SAID = "Gekleurd vlak: dit jaar is nog niet afgesloten, de cijfers kunnen nog veranderen"


def test_the_area_begins_after_the_last_year_that_was_told(
    indicators: dict[str, PublishedIndicator],
) -> None:
    """2025 was told; the rows are October 2025, then August to October 2026."""
    of = teller(indicators["take_up"], "time")
    assert open_from(of) == 1
    assert SAID in notes(of)
    (area,) = (
        one
        for one in drawing(indicators["take_up"], "time")["layout"]["shapes"]  # type: ignore[index]
        if one["type"] == "rect"
    )
    assert (area["x0"], area["x1"]) == (0.5, 3.5)


def test_where_no_year_is_ever_told_nothing_is_said_of_one(
    indicators: dict[str, PublishedIndicator],
) -> None:
    of = teller(indicators["take_up"], "time")
    months = of.indicator.table.filter(period_type="month")
    without = replace(of, indicator=replace(of.indicator, table=months))
    assert open_from(without) is None
    assert SAID not in notes(without)
