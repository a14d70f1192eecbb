"""The map: every Stek of which the place is known, none over another, from our own sketch."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from typing import Any

import pytest

from dashboards.drawings.axes import Drawing
from dashboards.drawings.map import LOOKS, Spot, draw_map
from dashboards.drawings.map_places import beside, spread
from dashboards.drawings.outline import BRUSSELS, FLANDERS
from dashboards.views.roster import roster


def spots() -> tuple[Spot, ...]:
    """Every Stek; what they delivered goes round."""
    states = (*LOOKS, None)
    return tuple(
        Spot(stek, number, states[number % 4], stek.stek_id)
        for number, stek in enumerate(roster().values(), 1)
    )


def marks(drawing: Drawing) -> list[Any]:
    made: list[Any] = list(drawing.traces)
    return made[2:]


@pytest.mark.parametrize("is_narrow", [False, True])
def test_every_stek_with_a_place_has_its_number_and_none_covers_another(
    is_narrow: bool,
) -> None:
    drawn = marks(draw_map(spots(), is_narrow=is_narrow))
    numbers = [text for trace in drawn for text in trace["text"]]
    known = [spot.number for spot in spots() if spot.stek.lat is not None]
    assert sorted(numbers) == sorted(f"<b>{number}</b>" for number in known)
    assert len(known) == 15
    places = [place for trace in drawn for place in zip(trace["x"], trace["y"], strict=True)]
    assert all(math.dist(one, other) >= 23 for one, other in combinations(places, 2))


def test_what_a_stek_delivered_has_its_own_mark_and_colour() -> None:
    drawn = marks(draw_map(spots(), is_narrow=False))
    looks = [(trace["marker"]["symbol"], trace["marker"]["color"]) for trace in drawn]
    assert [symbol for symbol, _ in looks] == ["circle", "diamond", "square", "circle"]
    assert len({colour for _, colour in looks}) == 4


def test_a_municipality_with_several_stekken_is_named_once() -> None:
    named: list[Any] = list(draw_map(spots(), is_narrow=False).annotations)
    assert [one["text"] for one in named].count("Gent") == 1


def test_the_sketch_is_a_closed_outline_around_every_stek() -> None:
    for outline in (FLANDERS, BRUSSELS):
        assert outline[0] == outline[-1]
    for stek in roster().values():
        if stek.lat is not None and stek.lon is not None:
            within = BRUSSELS if stek.municipality == "Anderlecht" else FLANDERS
            assert _is_inside((stek.lon, stek.lat), within), stek.municipality


def _is_inside(place: tuple[float, float], outline: tuple[tuple[float, float], ...]) -> bool:
    """Whether a line to the east crosses the outline an odd number of times."""
    x, y = place
    crossed = 0
    for (x0, y0), (x1, y1) in pairwise(outline):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossed += 1
    return crossed % 2 == 1


def test_marks_at_one_place_are_moved_apart_and_others_stay() -> None:
    one, other, far = spread([(0.0, 0.0), (0.0, 0.0), (500.0, 0.0)], apart=20)
    assert math.dist(one, other) == pytest.approx(20, abs=0.2)
    assert far == (500.0, 0.0)


def test_a_name_goes_where_it_covers_nothing() -> None:
    assert beside((100.0, 100.0), 50, [])[0] == "right"
    right = (110.0, 90.0, 200.0, 110.0)
    assert beside((100.0, 100.0), 50, [right])[0] == "left"
    left = (0.0, 90.0, 90.0, 110.0)
    assert beside((100.0, 100.0), 50, [right, left])[0] == "under"
