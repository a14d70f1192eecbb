"""Small drawings side by side, one a Stek, on the same axes, each with the total in grey behind."""

from __future__ import annotations

import math
from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.inks import GRID, INK, MARKS, MUTED, PEER
from dashboards.drawings.strips import SIGNS
from dashboards.tongue import Tongue
from dashboards.views.cells import Cell
from dashboards.views.multiples import Multiples
from dashboards.views.roster import roster

_COLUMNS: Final = {False: 4, True: 2}  # wide, narrow
_PANEL: Final = 96  # pixels that one small drawing is high
_BETWEEN: Final = 34  # pixels between two, for the name of the lower one
_ABOVE: Final = 26
_GAP: Final = 0.035  # of the width, between two


def draw_multiples(
    many: Multiples, said: dict[str, tuple[str, ...]], tongue: Tongue, *, is_narrow: bool
) -> Drawing:
    """Every Stek in the order of names; `said` is what a reader sees who points at a quarter."""
    across = _COLUMNS[is_narrow]
    down = math.ceil(len(many.steks) / across)
    inner = _PANEL * down + _BETWEEN * (down - 1)
    layout: dict[str, object] = {
        "height": inner + _ABOVE + UNDER,
        "margin": {"l": 40, "r": 12, "t": _ABOVE, "b": UNDER},
        "showlegend": False,
    }
    traces: list[dict[str, object]] = []
    names: list[dict[str, object]] = []
    for place, (stek_id, cells) in enumerate(many.steks.items()):
        row, column = divmod(place, across)
        left, foot = _corner(row, column, across, inner)
        end = "" if place == 0 else str(place + 1)
        is_lowest = place + across >= len(many.steks)
        layout[f"xaxis{end}"] = _periods(many, tongue, left, across, end, is_told=is_lowest)
        layout[f"yaxis{end}"] = _shares(many, tongue, foot, inner, end, is_told=column == 0)
        axes = {"xaxis": f"x{end}", "yaxis": f"y{end}"}
        traces += [trace | axes for trace in _panel(many, cells, said[stek_id])]
        names.append(_name(roster()[stek_id].short, left, foot + _PANEL / inner))
    return Drawing(tuple(traces), layout, tuple(names))


def _corner(row: int, column: int, across: int, inner: float) -> tuple[float, float]:
    """Where a small drawing begins, as a share of the width and of the height."""
    width = (1 - _GAP * (across - 1)) / across
    top = 1 - row * (_PANEL + _BETWEEN) / inner
    return column * (width + _GAP), max(top - _PANEL / inner, 0.0)


def _periods(
    many: Multiples, tongue: Tongue, left: float, across: int, end: str, *, is_told: bool
) -> dict[str, object]:
    width = (1 - _GAP * (across - 1)) / across
    ends = [0, len(many.periods) - 1] if len(many.periods) > 1 else [0]
    return {
        "domain": [left, min(left + width, 1.0)],
        "anchor": f"y{end}",
        "range": [-0.7, len(many.periods) - 0.3],
        "tickvals": ends,
        "ticktext": [tongue.tick(many.periods[place]) for place in ends],
        "showticklabels": is_told,
        "tickfont": {"size": 12},
        "showgrid": False,
        "zeroline": False,
        "linecolor": PEER,
        "showline": True,
        "fixedrange": True,
    }


def _shares(
    many: Multiples, tongue: Tongue, foot: float, inner: float, end: str, *, is_told: bool
) -> dict[str, object]:
    top = min(math.ceil(max(many.top, 10) / 20) * 20, 100)
    return {
        "domain": [foot, min(foot + _PANEL / inner, 1.0)],
        "anchor": f"x{end}",
        "range": [0, top * 1.02],
        "tickvals": [0, top / 2, top],
        "ticktext": [tongue.percent(one) for one in (0, top / 2, top)],
        "showticklabels": is_told,
        "tickfont": {"size": 12},
        "gridcolor": GRID,
        "zeroline": False,
        "fixedrange": True,
    }


def _panel(
    many: Multiples, cells: tuple[Cell | None, ...], said: tuple[str, ...]
) -> list[dict[str, object]]:
    mark, places = MARKS[0], list(range(len(cells)))
    total: dict[str, object] = {
        "type": "scatter",
        "mode": "lines",
        "x": places,
        "y": [None if cell is None else cell.value for cell in many.total],
        "line": {"color": PEER, "width": 4},
        "hoverinfo": "skip",
    }
    own: dict[str, object] = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": places,
        "y": [None if cell is None else cell.value for cell in cells],
        "line": {"color": mark.colour, "width": 1.5},
        "marker": {"size": 5, "color": mark.colour},
        "customdata": list(said),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }
    return [total, _margins(cells), own, *_signs(cells)]


def _margins(cells: tuple[Cell | None, ...]) -> dict[str, object]:
    """How far each point may be off, 95 times in 100, as an upright line."""
    known = [
        (place, cell.ci_low, cell.ci_high)
        for place, cell in enumerate(cells)
        if cell is not None and cell.ci_low is not None and cell.ci_high is not None
    ]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for place, *_ in known for x in (place, place, None)],
        "y": [y for _, low, high in known for y in (low, high, None)],
        "line": {"color": MARKS[0].colour, "width": 1},
        "hoverinfo": "skip",
    }


def _signs(cells: tuple[Cell | None, ...]) -> list[dict[str, object]]:
    """A sign at the foot where there is no figure."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": places,
            "y": [4] * len(places),
            "marker": {
                "symbol": symbol,
                "size": 7,
                "color": MUTED,
                "line": {"width": 1.5, "color": MUTED},
            },
            "hoverinfo": "skip",
        }
        for state, (_, symbol) in SIGNS.items()
        if (places := [p for p, cell in enumerate(cells) if cell and cell.state == state])
    ]


def _name(text: str, left: float, top: float) -> dict[str, object]:
    return {
        "text": f"<b>{text}</b>",
        "x": left,
        "xref": "paper",
        "xanchor": "left",
        "y": min(top, 1.0),
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "font": {"size": 12, "color": INK},
    }
