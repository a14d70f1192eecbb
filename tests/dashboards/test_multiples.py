"""Small drawings side by side: the same axes, the total behind, gaps where nothing is shown."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.drawings.axes import Drawing
from dashboards.drawings.inks import PEER
from dashboards.drawings.multiples import draw_multiples
from dashboards.tongue import Tongue
from dashboards.views.multiples import Multiples, multiples
from dashboards.views.multiples_words import multiples_said
from tests.dashboards.stek_release import DELIVERIES, QUARTERS, TIENEN, TUINTJES, ZAVENTEM


def many() -> Multiples:
    found = multiples(QUARTERS, "niet_opgenomen")
    assert found is not None
    return found


def drawing(*, is_narrow: bool = False) -> Drawing:
    tongue = Tongue("nl")
    return draw_multiples(many(), multiples_said(many(), tongue), tongue, is_narrow=is_narrow)


def panel(number: str) -> list[Any]:
    made: list[Any] = list(drawing().traces)
    return [one for one in made if one["xaxis"] == f"x{number}"]


def test_stekken_stand_in_the_order_of_their_names() -> None:
    assert list(many().steks) == [ZAVENTEM, TUINTJES, TIENEN]
    names: list[Any] = list(drawing().annotations)
    assert [one["text"] for one in names] == [
        "<b>Zaventem</b>",
        "<b>De Tuintjes</b>",
        "<b>Tienen</b>",
    ]


def test_each_has_the_total_in_grey_behind_its_own_line() -> None:
    for number in ("", "2", "3"):
        total, _, own, *_ = panel(number)
        assert total["y"] == [40, 42]
        assert total["line"]["color"] == PEER
        assert own["line"]["color"] != PEER


def test_a_quarter_not_shown_is_a_gap_with_the_sign_of_why() -> None:
    _, _, own, sign = panel("2")
    assert own["y"] == [None, 33]
    assert (sign["x"], sign["marker"]["symbol"]) == ([0], "x-thin-open")
    _, _, own, sign = panel("3")
    assert own["y"] == [None, 65]
    assert (sign["x"], sign["marker"]["symbol"]) == ([0], "line-ns-open")


def test_every_point_has_its_margin() -> None:
    _, margins, *_ = panel("")
    assert margins["x"] == [0, 0, None, 1, 1, None]
    assert margins["y"] == [31.0, 51.0, None, 34.0, 54.0, None]


@pytest.mark.parametrize("is_narrow", [False, True])
def test_all_have_the_same_axes(is_narrow: bool) -> None:
    layout: dict[str, Any] = drawing(is_narrow=is_narrow).layout
    for kind in ("xaxis", "yaxis"):
        axes = [layout[f"{kind}{number}"]["range"] for number in ("", "2", "3")]
        assert axes[0] == axes[1] == axes[2]


def test_there_are_none_when_no_quarter_of_a_stek_is_shown() -> None:
    assert multiples(DELIVERIES, "ontvangen") is None
