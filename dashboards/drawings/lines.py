"""The drawing over time: a line for each series, named at its end."""

from __future__ import annotations

import math
import textwrap

from dashboards.drawings.axes import UNDER, Drawing, hovering, measure_axis, measure_top
from dashboards.drawings.inks import BAND, INK, MARKS, MUTED, Mark
from dashboards.drawings.periods import period_axis, upright
from dashboards.drawings.strips import strip_axis, strip_over_time, strip_share
from dashboards.views.breaks import break_places, broken
from dashboards.views.open_year import open_from
from dashboards.views.telling import Teller

_HEIGHT = 380
_ABOVE = 14
_NAME_WIDTH = 18  # characters of a name at the end of a line before it is broken
_NAME_LINE = 18  # pixels that one line of a name takes
_NAME_ROOM = 170  # pixels for the names beside the lines


def draw_lines(teller: Teller, *, is_narrow: bool) -> Drawing:
    """A line for each series; a period without a figure is a gap with a sign under it."""
    lanes = len(teller.view.series)
    share = strip_share(teller, lanes)
    has_names_beside = lanes > 1 and not is_narrow
    layout: dict[str, object] = {
        "height": _HEIGHT,
        "margin": {"l": 46, "r": _NAME_ROOM if has_names_beside else 20, "t": _ABOVE, "b": UNDER},
        "showlegend": lanes > 1 and is_narrow,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "xaxis": period_axis(
            [row.key for row in teller.view.rows],
            teller.view.period_type,
            teller.tongue,
            is_narrow=is_narrow,
        ),
        "yaxis": measure_axis(teller, 6, share),
        "yaxis2": strip_axis(share, lanes),
        "shapes": [*_open_year(teller), *(upright(place, MUTED) for place in break_places(teller))],
    }
    lines = [_line(teller, series) for series in range(lanes)]
    names = _names_beside(teller, share) if has_names_beside else ()
    return Drawing((*lines, *strip_over_time(teller)), layout, names)


def _open_year(teller: Teller) -> list[dict[str, object]]:
    """The area behind the periods of a year that is not closed yet."""
    first = open_from(teller)
    if first is None:
        return []
    last = len(teller.view.rows) - 0.5
    across = {"x0": first - 0.5, "x1": last, "y0": 0, "y1": 1, "yref": "paper"}
    looks = {"fillcolor": BAND, "line": {"width": 0}, "layer": "below"}
    return [{"type": "rect", **across, **looks}]


def _line(teller: Teller, series: int) -> dict[str, object]:
    """One line; its points are open where not every Stek delivered, and it stops at a break."""
    mark, rows, places = MARKS[series], teller.view.rows, list(break_places(teller))
    symbols = [
        mark.symbol if row.cells[series].is_complete else f"{mark.symbol}-open" for row in rows
    ]
    return {
        "type": "scatter",
        "x": broken(range(len(rows)), places, None),
        "y": broken([row.cells[series].measure for row in rows], places, None),
        "mode": "lines+markers",
        "line": {"color": mark.colour, "width": 2.5, "dash": mark.dash},
        "marker": {
            "symbol": broken(symbols, places, mark.symbol),
            "size": 8,
            "color": mark.colour,
            "line": {"width": 2, "color": mark.colour},
        },
        "name": teller.series_names()[series],
        **hovering(teller, series),
        "customdata": broken(teller.points(series), places, ""),
    }


def _names_beside(teller: Teller, share: float) -> tuple[dict[str, object], ...]:
    """Each series' name at the end of its line, moved apart where they would overlap."""
    names = [textwrap.wrap(name, _NAME_WIDTH) for name in teller.series_names()]
    per_pixel = measure_top(teller) / ((_HEIGHT - _ABOVE - UNDER) * (1 - share))
    ends = [_end(teller, series) for series in range(len(names))]
    places = apart(ends, [len(lines) * _NAME_LINE * per_pixel for lines in names])
    return tuple(
        _name_beside(mark, lines, place)
        for mark, lines, place in zip(MARKS, names, places, strict=False)
    )


def _name_beside(mark: Mark, lines: list[str], place: float) -> dict[str, object]:
    return {
        "text": f'<span style="color:{mark.colour}">{mark.sign}</span> ' + "<br>".join(lines),
        "x": 1,
        "xref": "paper",
        "xshift": 6,
        "xanchor": "left",
        "y": place,
        "yref": "y",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "font": {"color": INK},
    }


def _end(teller: Teller, series: int) -> float:
    """Where the line of a series ends; zero when it has no point at all."""
    shown = (row.cells[series].measure for row in reversed(teller.view.rows))
    return float(next((measure for measure in shown if measure is not None), 0))


def apart(places: list[float], heights: list[float]) -> list[float]:
    """The places moved up, lowest first, until none overlaps the one under it."""
    moved = list(places)
    under = -math.inf
    for index in sorted(range(len(places)), key=lambda i: places[i]):
        half = heights[index] / 2
        moved[index] = max(places[index], under + half)
        under = moved[index] + half
    return moved
