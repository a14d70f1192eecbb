"""The curves of cumulative incidence: steps with a band as wide as they are unsure, and who waits.

What happens in a class of days counts on its last day, so a line stays level until then.
"""

from __future__ import annotations

from typing import Final

from dashboards.drawings.axes import Drawing
from dashboards.drawings.inks import GRID, MARKS, MUTED, Mark
from dashboards.drawings.lettering import aside, lettered, wrapped
from dashboards.drawings.lines import apart
from dashboards.tongue import Tongue
from dashboards.views.curves import Curve, Curves, Point

_PLOT: Final = 330  # pixels of the curves themselves
_ABOVE: Final = 14
_UNDER: Final = 112  # pixels for the days, their name, and the row of who still waits
_NAMES: Final = 148  # pixels for the names beside the curves
_LEFT: Final = 50
_BAND: Final = 0.16  # how much of its colour a band has
_NEAR: Final = 40  # pixels that one number of the row of who waits takes


def draw_curves(shown: Curves, tongue: Tongue, *, is_narrow: bool) -> Drawing:
    """A line and a band for each end; under the axis how many still waited and were followed."""
    last, right = shown.last_day, 16 if is_narrow else _NAMES
    top = min(100.0, 1.1 * max(p.high for curve in shown.curves for p in curve.points))
    days = sorted({0, *(point.day for curve in shown.curves for point in curve.points)})
    per_day = ((350 if is_narrow else 736) - _LEFT - right) / last  # pixels
    layout: dict[str, object] = {
        "height": _PLOT + _ABOVE + _UNDER + (60 if is_narrow else 0),
        "margin": {"l": _LEFT, "r": right, "t": _ABOVE + (60 if is_narrow else 0), "b": _UNDER},
        "showlegend": is_narrow,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        "xaxis": {
            "range": [0, last],
            "tickvals": spaced(days, per_day, 26),
            "ticks": "outside",
            "tickcolor": MUTED,
            "linecolor": MUTED,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "range": [0, top],
            "ticksuffix": tongue.percent_sign,
            "nticks": 6,
            "gridcolor": GRID,
            "zerolinecolor": MUTED,
            "fixedrange": True,
        },
    }
    bands = [_band(curve, mark) for curve, mark in zip(shown.curves, MARKS, strict=False)]
    lines = [_line(curve, mark, tongue) for curve, mark in zip(shown.curves, MARKS, strict=False)]
    words = [
        *_under(shown, tongue, per_day, is_narrow=is_narrow),
        *([] if is_narrow else _names(shown, tongue, top)),
    ]
    return Drawing((*bands, *lines), layout, tuple(words))


def spaced(days: list[int], per_day: float, least: float) -> list[int]:
    """The days that have that many pixels of room, counted back from the last, and the first."""
    kept: list[int] = []
    for day in reversed(days):
        if not kept or (kept[-1] - day) * per_day >= least:
            kept.append(day)
    return sorted(kept)


def _line(curve: Curve, mark: Mark, tongue: Tongue) -> dict[str, object]:
    hovers = [
        f"{curve.name}<br>{tongue.say('curves_day', day=point.day)}: "
        f"{tongue.percent(point.share, 1)} "
        f"({tongue.percent(point.low, 1)} - {tongue.percent(point.high, 1)})"
        for point in curve.points
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [0, *(point.day for point in curve.points)],
        "y": [0, *(point.share for point in curve.points)],
        "line": {"color": mark.colour, "width": 2.5, "dash": mark.dash, "shape": "hv"},
        "marker": {
            "symbol": mark.symbol,
            "size": [0, *(8 for _ in curve.points)],
            "color": mark.colour,
            "opacity": 1,
            "line": {"width": 0},
        },
        "name": curve.name,
        "customdata": ["", *hovers],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _band(curve: Curve, mark: Mark) -> dict[str, object]:
    """Round the ends of the intervals, along the same steps."""
    there = _steps([(point.day, point.high) for point in curve.points])
    back = _steps([(point.day, point.low) for point in curve.points])[::-1]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day for day, _ in (*there, *back)],
        "y": [end for _, end in (*there, *back)],
        "line": {"width": 0, "color": mark.colour},
        "fill": "toself",
        "fillcolor": mark.colour,
        "opacity": _BAND,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _steps(ends: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Level until the day on which it counts, then up."""
    corners: list[tuple[int, float]] = []
    before = ends[0][1]
    for day, end in ends:
        corners += [(day, before), (day, end)]
        before = end
    return corners[1:]


def _under(
    shown: Curves, tongue: Tongue, per_day: float, *, is_narrow: bool
) -> list[dict[str, object]]:
    """The name of the axis, and the row of how many still waited from each day on."""
    row = -64 if is_narrow else -46  # on a narrow screen the notice of a sample stands before it
    waiting = {day: count for day, count in shown.at_risk if day <= shown.last_day}
    at = {"y": 0, "yref": "paper", "yanchor": "top"}
    left = {"x": 0, "xref": "paper", "xanchor": "left", "xshift": 4 - _LEFT, **at}
    kept = spaced(sorted(waiting), per_day, _NEAR)
    return [
        aside(tongue.say("curves_axis"), **left, yshift=-26),
        aside(tongue.say("curves_waiting"), **left, yshift=row),
        *(
            lettered(tongue.number(waiting[day]), x=day, xanchor="center", **at, yshift=row - 18)
            for day in kept
        ),
    ]


def _names(shown: Curves, tongue: Tongue, top: float) -> list[dict[str, object]]:
    ends = [curve.points[-1] for curve in shown.curves]
    texts = [_name(c, p, tongue) for c, p in zip(shown.curves, ends, strict=True)]
    per_pixel = top / _PLOT
    places = apart(
        [end.share for end in ends], [(t.count("<br>") + 1) * 18 * per_pixel for t in texts]
    )
    return [
        lettered(
            f'<span style="color:{mark.colour}">{mark.sign}</span> {text}',
            x=1,
            xref="paper",
            xanchor="left",
            xshift=12,
            y=place,
            align="left",
        )
        for mark, text, place in zip(MARKS, texts, places, strict=False)
    ]


def _name(curve: Curve, end: Point, tongue: Tongue) -> str:
    told = f"{curve.name} {tongue.percent(round(end.share))}"
    return wrapped(told, 18)
