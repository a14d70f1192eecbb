"""The curves of how long it takes: steps, bands, who still waits, and where they stop."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from dashboards.drawings.curves import spaced
from dashboards.pages.page import Figure
from dashboards.pages.referral_figures import how_long
from tests.dashboards.told import Row, estimate, indicator, layout, sight, traces

WAITING = {14: 1000, 30: 800, 60: 500, 90: 250}


def point(outcome: str, day: int, *share: float, period: str = "2025") -> Row:
    names = ("share", "share_low", "share_high")
    return {
        "period_type": "quarter" if "Q" in period else "year",
        "period": period,
        "stek_id": "ALL",
        "recht_code": "ALL",
        "outcome": outcome,
        "until_day": day,
        "at_risk": WAITING[day] if share else None,
        **dict(zip(names, share or (None,) * 3, strict=True)),
    }


GRANTED = [
    point("toegekend", 14, 10.0, 8.0, 12.0),
    point("toegekend", 30, 25.0, 22.0, 28.0),
    point("toegekend", 60, 52.0, 48.0, 56.0),
    point("toegekend", 90),  # hidden: the line stops before it
]
REFUSED = [point("geweigerd", 14, 2.0, 1.0, 3.0), point("geweigerd", 30, 5.0, 4.0, 6.0)]


def median(*, day: int | None) -> Row:
    return {
        "period": "2025", "stek_id": "ALL", "recht_code": "ALL", "outcome": "toegekend",
        "is_reached": day is not None, "half_by_day": day or 0,
    }  # fmt: skip


def drawn(rows: list[Row], *, day: int | None = 60) -> Figure:
    told = indicator("time_to_right", [], [], counted=("toegekend", "geweigerd", "stopgezet"))
    found = how_long(
        sight(told, estimate("time_curves", rows), estimate("time_medians", [median(day=day)]))
    )
    assert found is not None
    return found


def test_the_headline_says_the_share_by_a_month_and_when_half_had_it() -> None:
    headline = drawn(GRANTED + REFUSED).headline
    assert headline == "Na 30 dagen had 25% het recht. De helft had het ten laatste na 60 dagen."


def test_that_half_was_never_seen_is_said() -> None:
    headline = drawn(GRANTED[:2], day=None).headline
    assert headline.endswith("Na 30 dagen had nog niet de helft het; verder kunnen we niet kijken.")


def test_a_line_is_level_until_the_day_it_counts_and_stops_where_the_next_is_hidden() -> None:
    *_, line = traces(drawn(GRANTED).drawing)
    assert (line["x"], line["y"]) == ([0, 14, 30, 60], [0, 10.0, 25.0, 52.0])
    assert line["line"]["shape"] == "hv"


def test_a_band_goes_up_on_the_day_itself_as_its_line_does() -> None:
    band, _ = traces(drawn(GRANTED[:2]).drawing)
    assert band["x"] == [14, 30, 30, 30, 30, 14]
    assert band["y"] == [12.0, 12.0, 28.0, 22.0, 8.0, 8.0]


def test_who_still_waits_stands_at_the_day_from_which_they_did() -> None:
    notes = layout(drawn(GRANTED + REFUSED).drawing)["annotations"]
    waiting = {one["x"]: one["text"] for one in notes if "xref" not in one}
    assert waiting == {0: "1.000", 14: "800", 30: "500"}


def test_the_table_has_a_row_for_each_day_and_a_word_where_a_line_has_stopped() -> None:
    table = drawn(GRANTED + REFUSED).table
    assert [row.name for row in table.rows] == ["dag 14", "dag 30", "dag 60"]
    assert table.rows[2].cells == ("52,0%", "tussen 48% en 56%", "te klein", "", "500")
    assert [name for name, _ in table.groups] == ["toegekend", "geweigerd"]


def test_a_year_goes_before_a_quarter_and_the_last_before_the_others() -> None:
    late = [point("toegekend", 14, 1.0, 0.5, 2.0, period="2026-Q1")]
    assert "2025, alle rechten" in drawn(GRANTED + late).subtitle
    assert "eerste kwartaal van 2026" in drawn(late).subtitle


def test_without_curves_there_is_no_figure() -> None:
    told = indicator("time_to_right", [], [], counted=("toegekend",))
    assert how_long(sight(told)) is None
    assert how_long(sight(told, estimate("time_curves", GRANTED[3:]))) is None
    assert how_long(sight(told, estimate("time_curves", GRANTED)), "leefloon") is None


def test_days_that_would_run_into_each_other_are_left_out() -> None:
    assert spaced([0, 14, 30, 60], 1.0, 20) == [0, 30, 60]
    assert spaced([0, 14, 30, 60], 2.0, 20) == [0, 14, 30, 60]


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_plotly_accepts_the_curves(width: str) -> None:
    go.Figure(getattr(drawn(GRANTED + REFUSED).drawing, width))
