"""Who delivered when: a sign for each Stek and month, told apart by form as well as colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboards.drawings.axes import Drawing, font_size
from dashboards.drawings.inks import GRID, MARKS, MUTED
from dashboards.drawings.lettering import room_for
from dashboards.tongue import Tongue
from dashboards.views.punctuality import STATES, Punctuality, State

_ROW = 22  # pixels of one Stek
_ABOVE = 8
_UNDER = 78
_BESIDE = 12  # pixels between the names and the edges beside them
# The sign of each state: as Plotly names it, as text has it, and its colour.
SIGNS: Final[dict[State, tuple[str, str, str]]] = {
    "reported": ("circle", "●", MARKS[0].colour),
    "late": ("diamond", "◆", MARKS[1].colour),
    "nothing": ("circle-open", "○", MARKS[0].colour),
    "part": ("square-open", "□", MARKS[2].colour),
    "refused": ("x", "✖", MARKS[2].colour),
    "missing": ("line-ew-open", "–", MUTED),
}


@dataclass(frozen=True)
class Named:
    """The rows by name, and what each state is called."""

    stekken: Mapping[str, str]
    states: Mapping[State, str]


def draw_punctuality(of: Punctuality, named: Named, tongue: Tongue, *, is_narrow: bool) -> Drawing:
    """A row for each Stek; a month in which it took no part is left empty."""
    shown = of.last_year if is_narrow else of.months
    stekken = tuple(stek for stek in named.stekken if stek in of.states)
    traces = (_signs(one, of, named, tongue, (stekken, shown)) for one in STATES)
    step = 3 if is_narrow else max(len(shown) // 8, 1)
    ticks = list(range(len(shown) - 1, -1, -step))
    layout = {
        "height": _ROW * len(stekken) + _ABOVE + _UNDER,
        "margin": {
            "l": _left(named, stekken, is_narrow=is_narrow),
            "r": 10,
            "t": _ABOVE,
            "b": _UNDER,
        },
        "showlegend": False,
        "xaxis": {
            "tickvals": ticks,
            "ticktext": [tongue.tick(shown[place]) for place in ticks],
            "range": [-0.6, len(shown) - 0.4],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "tickvals": list(range(len(stekken))),
            "ticktext": [named.stekken[stek] for stek in stekken],
            "range": [len(stekken) - 0.5, -0.5],
            "gridcolor": GRID,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
    }
    return Drawing(tuple(trace for trace in traces if trace is not None), layout)


def _left(named: Named, stekken: tuple[str, ...], *, is_narrow: bool) -> float:
    names = (named.stekken[stek] for stek in stekken)
    return room_for(names, font_size(is_narrow=is_narrow)) + _BESIDE


def _signs(
    state: State,
    of: Punctuality,
    named: Named,
    tongue: Tongue,
    grid: tuple[tuple[str, ...], tuple[str, ...]],
) -> dict[str, object] | None:
    """The marks of one state; None where it does not occur."""
    stekken, months = grid
    places = [
        (x, y)
        for y, stek in enumerate(stekken)
        for x, month in enumerate(months)
        if of.states[stek].get(month) == state
    ]
    if not places:
        return None
    symbol, _, colour = SIGNS[state]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "marker": {
            "symbol": symbol,
            "size": 11,
            "color": colour,
            "line": {"width": 2, "color": colour},
        },
        "name": named.states[state],
        "customdata": [
            f"{named.stekken[stekken[y]]}, {tongue.period(months[x])}<br>{named.states[state]}"
            for x, y in places
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
