"""How far chance goes, period by period: a band with thin edges, and the centre."""

from __future__ import annotations

from dashboards.drawings.inks import BAND, MUTED
from dashboards.views.control import ControlPoint


def band(points: tuple[ControlPoint, ...]) -> list[dict[str, object]]:
    """The limits of each period that is shown, as one step of a band."""
    return [
        {
            "type": "rect",
            "x0": place - 0.5,
            "x1": place + 0.5,
            "y0": point.low,
            "y1": point.high,
            "fillcolor": BAND,
            "line": {"width": 0},
            "layer": "below",
        }
        for place, point in enumerate(points)
        if point.state == "shown" and point.low is not None and point.high is not None
    ]


def edges(points: tuple[ControlPoint, ...]) -> dict[str, object]:
    """The limits as thin lines, for who hardly sees the band."""
    spans = [
        (place, end)
        for place, point in enumerate(points)
        if point.state == "shown"
        for end in (point.low, point.high)
        if end is not None
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for place, _ in spans for x in (place - 0.5, place + 0.5, None)],
        "y": [y for _, end in spans for y in (end, end, None)],
        "line": {"color": MUTED, "width": 1},
        "hoverinfo": "skip",
    }


def centres(points: tuple[ControlPoint, ...]) -> list[dict[str, object]]:
    """The centre, anew after each break in how it is counted."""
    found: list[dict[str, object]] = []
    for since in dict.fromkeys(point.since for point in points):
        places = [place for place, point in enumerate(points) if point.since == since]
        centre = points[places[-1]].centre
        if centre is not None:
            found.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [places[0] - 0.5, places[-1] + 0.5],
                    "y": [centre, centre],
                    "line": {"color": MUTED, "width": 1.5, "dash": "dash"},
                    "hoverinfo": "skip",
                }
            )
    return found
