"""What is not shown, as a figure marks it: hollow signs in a strip beside the axis."""

from __future__ import annotations

from typing import Final, Literal

import plotly.graph_objects as go

from dashboards.inks import MARKS
from dashboards.telling import Teller
from dashboards.views import State

SIGNS: Final[dict[State, tuple[str, str]]] = {
    "hidden": ("◇", "diamond-open"),
    "not_delivered": ("×", "x-thin-open"),
    "nobody": ("○", "circle-open"),
}
_LANE = 0.05  # share of the drawing that one series takes in the strip
_GAP = 0.03


def signs(teller: Teller) -> tuple[str, ...]:
    """The signs that a figure uses and what they mean, for the note under it."""
    return tuple(
        f"{sign} {teller.reason(state)}"
        for state, (sign, _) in SIGNS.items()
        if state in teller.view.states
    )


def draw_strip(teller: Teller, figure: go.Figure, *, rows: Literal["x", "y"]) -> None:
    """Put a sign for every cell that is not shown; `rows` is the axis that the rows lie along."""
    lanes = len(teller.view.series)
    measure = "y" if rows == "x" else "x"
    share = _LANE * lanes if teller.view.states - {"shown"} else 0.0
    figure.update_layout({f"{measure}axis": {"domain": [share + _GAP if share else 0, 1]}})
    figure.update_layout(
        {
            f"{measure}axis2": {
                "domain": [0, share],
                "range": [0.5 - lanes, 0.5],
                "visible": False,
                "fixedrange": True,
                "anchor": rows,
            }
        }
    )
    for lane in range(lanes if share else 0):
        for state in SIGNS:
            _draw_signs(teller, figure, rows, lane, state)


def _draw_signs(teller: Teller, figure: go.Figure, rows: str, lane: int, state: State) -> None:
    places = [i for i, row in enumerate(teller.view.rows) if row.cells[lane].state == state]
    if not places:
        return
    measure = "y" if rows == "x" else "x"
    told = teller.reason(state)
    figure.add_scatter(
        **{rows: places, measure: [-lane] * len(places), f"{measure}axis": f"{measure}2"},
        mode="markers",
        marker={
            "symbol": SIGNS[state][1],
            "size": 8,
            "color": MARKS[lane].colour,
            "line": {"width": 1.5, "color": MARKS[lane].colour},
        },
        customdata=[f"{teller.row_name(teller.view.rows[i])}<br>{told}" for i in places],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
        cliponaxis=False,
    )
