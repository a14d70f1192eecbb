"""What is not shown, as a figure marks it: small signs in a strip beside the axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dashboards.drawings.inks import MARKS
from dashboards.views.cells import State
from dashboards.views.telling import Teller

SIGNS: Final[dict[State, tuple[str, str]]] = {
    "hidden": ("|", "line-ns-open"),
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


def strip_over_time(teller: Teller) -> list[dict[str, object]]:
    """A sign under each period without a figure, in a lane for each series."""
    return [
        {"x": places, "y": [-series] * len(places), "yaxis": "y2", **_looks(series, state)}
        for series in range(len(teller.view.series))
        for state in SIGNS
        if (places := _places(teller, series, state))
    ]


def strip_beside_rows(teller: Teller, heights: Sequence[list[float]]) -> list[dict[str, object]]:
    """A sign before each row without a figure; `heights` is where each series has its marks."""
    return [
        {
            "x": [0] * len(places),
            "y": [own[i] for i in places],
            "xaxis": "x2",
            **_looks(series, state),
        }
        for series, own in enumerate(heights)
        for state in SIGNS
        if (places := _places(teller, series, state))
    ]


def strip_share(teller: Teller, lanes: int) -> float:
    """The share of a drawing that its strip takes: none when every cell is shown."""
    return _LANE * lanes + _GAP if teller.view.states - {"shown"} else 0.0


def strip_axis(share: float, lanes: int) -> dict[str, object]:
    """The axis that the lanes of a strip lie along, at the foot of the axis of the measure."""
    return {
        "domain": [0, max(share - _GAP, 0)],
        "range": [0.5 - lanes, 0.5],
        "visible": False,
        "fixedrange": True,
    }


def _places(teller: Teller, series: int, state: State) -> list[int]:
    return [i for i, row in enumerate(teller.view.rows) if row.cells[series].state == state]


def _looks(series: int, state: State) -> dict[str, object]:
    colour = MARKS[series].colour
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {
            "symbol": SIGNS[state][1],
            "size": 7,
            "color": colour,
            "line": {"width": 1.5, "color": colour},
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }
