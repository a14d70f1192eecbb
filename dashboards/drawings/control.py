"""A share over time between the limits of chance: the centre, a band, a line with gaps, shifts."""

from __future__ import annotations

from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.chance import band, centres, edges
from dashboards.drawings.inks import GRID, INK, MARKS, MUTED
from dashboards.drawings.periods import period_axis, upright
from dashboards.drawings.strips import SIGNS
from dashboards.tongue import Tongue
from dashboards.views.control import Control, ControlPoint

_HEIGHT: Final = 340
_STRIP: Final = 0.085  # the share of the drawing under the axis, for the signs of what is missing


def draw_control(
    control: Control, said: tuple[str, ...], tongue: Tongue, *, is_narrow: bool
) -> Drawing:
    """The periods of one Stek; `said` is what a reader sees who points at each of them."""
    points = control.points
    lacks = any(point.state != "shown" for point in points)
    top = max(end for point in points for end in (point.value or 0, point.high or 0))
    layout: dict[str, object] = {
        "height": _HEIGHT,
        "margin": {"l": 46, "r": 20, "t": 44 if is_narrow else 26, "b": UNDER},
        "showlegend": False,
        "xaxis": period_axis(
            [point.period for point in points], control.period_type, tongue, is_narrow=is_narrow
        ),
        "yaxis": {
            "domain": [_STRIP if lacks else 0, 1],
            "range": [0, min(max(top * 1.06, 10.0), 101.0)],
            "tickformat": ",d",
            "ticksuffix": tongue.percent_sign,
            "nticks": 6,
            "gridcolor": GRID,
            "zerolinecolor": MUTED,
            "fixedrange": True,
        },
        "yaxis2": {"domain": [0, _STRIP / 2], "range": [-1, 1], "visible": False},
        "shapes": [*band(points), *_shift_line(control)],
    }
    return Drawing(
        (edges(points), *centres(points), _line(points, said), *_signs(points)),
        layout,
        _names(control, tongue, is_narrow=is_narrow),
    )


def _line(points: tuple[ControlPoint, ...], said: tuple[str, ...]) -> dict[str, object]:
    mark = MARKS[0]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(points))),
        "y": [point.value for point in points],
        "line": {"color": mark.colour, "width": 2.5},
        "marker": {
            "symbol": ["diamond" if point.is_beyond else mark.symbol for point in points],
            "size": [12 if point.is_beyond else 8 for point in points],
            "color": mark.colour,
            "opacity": 1,
        },
        "customdata": list(said),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _signs(points: tuple[ControlPoint, ...]) -> list[dict[str, object]]:
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": places,
            "y": [0] * len(places),
            "yaxis": "y2",
            "marker": {
                "symbol": symbol,
                "size": 7,
                "color": MUTED,
                "line": {"width": 1.5, "color": MUTED},
            },
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
        for state, (_, symbol) in SIGNS.items()
        if (places := [place for place, point in enumerate(points) if point.state == state])
    ]


def _shift_line(control: Control) -> list[dict[str, object]]:
    places = (place for place, point in enumerate(control.points) if _starts(control, point))
    return [upright(place, INK) for place in places]


def _starts(control: Control, point: ControlPoint) -> bool:
    return control.shift is not None and control.shift.since == point.period


def _names(control: Control, tongue: Tongue, *, is_narrow: bool) -> tuple[dict[str, object], ...]:
    """What the band and the dashed line are, above the drawing; and where a change starts."""
    centre = control.points[-1].centre
    shown = "" if centre is None else tongue.percent(centre, 1)
    parts = tongue.say("control_key_centre", centre=shown), tongue.say("control_key_band")
    key = ("<br>" if is_narrow else " ").join(parts)
    found = [_said(key, 0, "left", 6)]
    for place, point in enumerate(control.points):
        if _starts(control, point):
            text = tongue.say("control_shift_here")
            late = place > len(control.points) / 2
            found.append(
                {
                    **_said(text, place - 0.5, "right" if late else "left", -20),
                    "xref": "x",
                    "xshift": -5 if late else 5,
                }
            )
    return tuple(found)


def _said(text: str, x: float, anchor: str, shift: int) -> dict[str, object]:
    return {
        "text": text,
        "x": x,
        "xref": "paper",
        "xanchor": anchor,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": shift,
        "align": "left",
        "showarrow": False,
        "font": {"size": 12, "color": MUTED},
    }
