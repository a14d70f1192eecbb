"""What is not shown, as a figure marks it: small signs in a strip beside the axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import plotly.graph_objects as go

from dashboards.inks import MARKS
from dashboards.telling import Teller
from dashboards.views import State

SIGNS: Final[dict[State, tuple[str, str]]] = {
    "hidden": ("–", "line-ew-open"),
    "not_delivered": ("×", "x-thin-open"),
    "nobody": ("✱", "asterisk-open"),
}
_LANE = 0.055  # share of the drawing that one lane of the strip takes
_GAP = 0.03


def signs(teller: Teller) -> tuple[str, ...]:
    """The signs that a figure uses and what they mean, for the note under it."""
    return tuple(
        f"{sign} {teller.reason(state)}"
        for state, (sign, _) in SIGNS.items()
        if state in teller.view.states
    )


def strip_over_time(teller: Teller, figure: go.Figure) -> None:
    """Put a sign under each period without a figure, in a lane for each series."""
    lanes = len(teller.view.series)
    _make_room(teller, figure, "y", lanes)
    for series in range(lanes):
        for state in SIGNS:
            places = _places(teller, series, state)
            lane = [-series] * len(places)
            _draw_signs(teller, figure, series, state, {"x": places, "y": lane, "yaxis": "y2"})


def strip_beside_rows(teller: Teller, figure: go.Figure, heights: Sequence[list[float]]) -> None:
    """Put a sign before each row without a figure; `heights` is where each series has its marks."""
    _make_room(teller, figure, "x", lanes=1)
    for series, own in enumerate(heights):
        for state in SIGNS:
            places = [own[place] for place in _places(teller, series, state)]
            at = {"y": places, "x": [0] * len(places), "xaxis": "x2"}
            _draw_signs(teller, figure, series, state, at)


def _places(teller: Teller, series: int, state: State) -> list[int]:
    return [i for i, row in enumerate(teller.view.rows) if row.cells[series].state == state]


def strip_share(teller: Teller, lanes: int | None = None) -> float:
    """The share of a drawing that its strip takes: none when every cell is shown."""
    lanes = len(teller.view.series) if lanes is None else lanes
    return _LANE * lanes + _GAP if teller.view.states - {"shown"} else 0.0


def _make_room(teller: Teller, figure: go.Figure, axis: Literal["x", "y"], lanes: int) -> None:
    """Set a strip apart at the foot of the axis of the measure, when a sign is needed at all."""
    share = strip_share(teller, lanes)
    figure.update_layout(
        {
            f"{axis}axis": {"domain": [share, 1]},
            f"{axis}axis2": {
                "domain": [0, max(share - _GAP, 0)],
                "range": [0.5 - lanes, 0.5],
                "visible": False,
                "fixedrange": True,
            },
        }
    )


def _draw_signs(
    teller: Teller, figure: go.Figure, series: int, state: State, at: dict[str, object]
) -> None:
    if not _places(teller, series, state):
        return
    colour = MARKS[series].colour
    figure.add_scatter(
        **at,
        mode="markers",
        marker={
            "symbol": SIGNS[state][1],
            "size": 8,
            "color": colour,
            "line": {"width": 1.5, "color": colour},
        },
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )
