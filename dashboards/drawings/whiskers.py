"""Lines over time with the interval of each point, as far as it is released."""

from __future__ import annotations

from dashboards.drawings.axes import Drawing
from dashboards.drawings.inks import MARKS
from dashboards.drawings.lines import draw_lines
from dashboards.views.breaks import break_places, broken
from dashboards.views.telling import Teller

_APART = 0.1  # of the room between two periods


def draw_lines_with_intervals(teller: Teller, *, is_narrow: bool) -> Drawing:
    """The lines of `draw_lines`, an upright line at each point, and an axis that holds them."""
    plain = draw_lines(teller, is_narrow=is_narrow)
    lanes = len(teller.view.series)
    lines = tuple(
        {**line, "x": _beside(line["x"], series, lanes), "error_y": _whiskers(teller, series)}
        if series < lanes
        else line
        for series, line in enumerate(plain.traces)
    )
    highs = [cell.ci_high for row in teller.view.rows for cell in row.cells if cell.ci_high]
    axis = plain.layout["yaxis"]
    if not highs or not isinstance(axis, dict):
        return plain
    top = min(max(*highs, float(axis["range"][1])) * 1.03, 100.0)
    layout = {**plain.layout, "yaxis": {**axis, "range": [0, top]}}
    return Drawing(lines, layout, plain.annotations)


def _beside(places: object, series: int, lanes: int) -> list[float | None]:
    """The places of one of several lines, moved so that no interval covers another."""
    if not isinstance(places, list):
        raise TypeError("the places of a line are no list.")
    moved = (series - (lanes - 1) / 2) * _APART
    return [None if place is None else place + moved for place in places]


def _whiskers(teller: Teller, series: int) -> dict[str, object]:
    cells = [row.cells[series] for row in teller.view.rows]
    above = [length(cell.measure, cell.ci_high) for cell in cells]
    below = [length(cell.ci_low, cell.measure) for cell in cells]
    places = list(break_places(teller))
    return {
        "type": "data",
        "symmetric": False,
        "array": broken(above, places, 0.0),
        "arrayminus": broken(below, places, 0.0),
        "color": MARKS[series].colour,
        "thickness": 1.5,
        "width": 4,
    }


def length(low: float | None, high: float | None) -> float:
    """How far it is from one end to the other; nothing where an end is not told."""
    return 0.0 if low is None or high is None else round(max(high - low, 0.0), 1)
