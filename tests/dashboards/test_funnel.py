"""The funnel: curves through the released limits, a grey dot a Stek, a name only outside."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.drawings.axes import Drawing
from dashboards.drawings.funnel import draw_funnel
from dashboards.drawings.inks import MARKS, MUTED
from dashboards.site.svg import themed
from dashboards.tongue import Tongue
from dashboards.views.comparing import Compared, comparisons
from tests.dashboards.stek_release import (
    HARELBEKE,
    QUARTERS,
    STANDINGS,
    TIENEN,
    TUINTJES,
    ZAVENTEM,
    standing,
    standings,
)


def compared(*rows: dict[str, Any]) -> Compared:
    table = standings(*rows) if rows else STANDINGS
    (found,) = comparisons(table, {"non_take_up": QUARTERS})
    return found


def funnel(own: Compared, *, is_narrow: bool = False) -> Drawing:
    said = tuple(one.stek_id for one in own.with_limits)
    return draw_funnel(own, said, Tongue("nl"), is_narrow=is_narrow)


def traces(drawing: Drawing) -> list[Any]:
    return list(drawing.traces)


def names(drawing: Drawing) -> list[Any]:
    return [one["text"] for one in drawing.annotations if one.get("xref") != "paper"]


def test_curves_go_through_the_limits_from_the_smallest_to_the_largest() -> None:
    low, high, far_low, far_high, overall, *_ = traces(funnel(compared()))
    assert low["x"] == [100, 200, 500]
    assert low["y"] == [30.0, 35.0, 38.0]
    assert high["y"] == [50.0, 45.0, 42.0]
    assert (far_low["y"], far_high["y"]) == ([25.0, 32.5, 37.0], [55.0, 47.5, 43.0])
    assert overall["y"] == [40.0, 40.0]


def test_a_stek_within_is_a_grey_dot_and_one_outside_is_named_beside_a_diamond() -> None:
    drawing = funnel(compared())
    within, outside = traces(drawing)[-2:]
    assert within["marker"]["color"] == MUTED
    assert within["customdata"] == [ZAVENTEM, TUINTJES]
    assert outside["marker"]["symbol"] == "diamond"
    assert outside["marker"]["color"] == MARKS[0].colour
    assert (outside["x"], outside["y"], outside["customdata"]) == ([200], [47.0], [TIENEN])
    assert names(drawing) == ["Tienen"]


def test_a_stek_whose_share_is_hidden_is_not_drawn_at_all() -> None:
    assert HARELBEKE not in str(funnel(compared()).traces)


def test_two_names_at_one_height_do_not_cover_each_other() -> None:
    drawing = funnel(
        compared(
            standing(ZAVENTEM, 400, 60), standing(TIENEN, 405, 60), standing(TUINTJES, 1000, 40)
        )
    )
    first, second = (one for one in drawing.annotations if one.get("xref") != "paper")
    assert (first["text"], first["xanchor"]) == ("Zaventem", "center")
    assert (second["text"], second["xanchor"], second["x"]) == ("Tienen", "left", 405.0)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_the_axis_holds_every_share_and_limit(is_narrow: bool) -> None:
    axis: Any = funnel(compared(), is_narrow=is_narrow).layout["yaxis"]
    low, high = axis["range"]
    assert low <= 25
    assert high >= 55


def test_the_last_year_is_taken_and_else_the_last_quarter() -> None:
    quarter = {"period_type": "quarter", "period": "2026-Q1"}
    both = (standing(ZAVENTEM, 100, 40), standing(ZAVENTEM, 100, 40, **quarter))
    assert compared(*both).period == "2025"
    assert compared(standing(ZAVENTEM, 100, None), both[1]).period == "2026-Q1"


def test_an_empty_group_at_the_end_of_another_takes_nothing_along() -> None:
    raw = '<svg width="1" height="1"><g><g><path d="M0,0"/><g opacity="0.5"/></g></g></svg>'
    drawn = themed(raw, "serif")
    assert drawn.count("<g>") == drawn.count("</g>") == 2
