"""What was handed in month by month: one square a table, piled up; what is missing has a sign."""

from __future__ import annotations

from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.inks import MARKS, MUTED, SHADES
from dashboards.tongue import Tongue
from dashboards.views.deliveries import Deliveries

# What can become of a table, from the foot of the pile up: its mark and its colour.
KINDS: Final = (
    ("in_time", "square", "■", SHADES[4]),
    ("late", "diamond", "◆", MARKS[1].colour),
    ("refused", "triangle-up-open", "△", MARKS[2].colour),
    ("missing", "x-thin-open", "×", MUTED),
)
_MOST_NARROW: Final = 12  # months side by side on a narrow screen
_ROW: Final = {False: 22, True: 24}  # pixels between two tables of one month: wide, narrow
_ABOVE: Final = 12


def draw_piles(
    months: tuple[Deliveries, ...], said: tuple[str, ...], tongue: Tongue, *, is_narrow: bool
) -> Drawing:
    """The last months, a pile each; `said` is what a reader sees who points at each month."""
    most = _MOST_NARROW if is_narrow else 36
    months, said = months[-most:], said[-most:]
    rows = max(month.expected for month in months)
    lanes = rows + (1 if any(month.nothing for month in months) else 0)
    foot = rows - lanes
    steps = 3 if len(months) > _MOST_NARROW or is_narrow else 1
    ticks = list(range(len(months) - 1, -1, -steps))
    layout: dict[str, object] = {
        "height": _ROW[is_narrow] * lanes + _ABOVE + UNDER,
        "margin": {"l": 10, "r": 10, "t": _ABOVE, "b": UNDER},
        "showlegend": False,
        "xaxis": {
            "tickvals": ticks,
            "ticktext": [tongue.tick(months[place].period) for place in ticks],
            "range": [-0.6, len(months) - 0.4],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "outside",
            "tickcolor": MUTED,
        },
        "yaxis": {"range": [foot - 0.5, rows - 0.5], "visible": False, "fixedrange": True},
    }
    squares = [_squares(months, said, place, is_narrow=is_narrow) for place in range(len(KINDS))]
    drawn = tuple(trace for trace in squares if trace["x"])
    return Drawing((*drawn, *_nothing(months, foot)), layout)


def _squares(
    months: tuple[Deliveries, ...], said: tuple[str, ...], kind: int, *, is_narrow: bool
) -> dict[str, object]:
    """The tables of one kind, each above those of the kinds before it."""
    name, symbol, _, colour = KINDS[kind]
    places = [
        (x, under + step)
        for x, month in enumerate(months)
        for under in [sum(getattr(month, KINDS[before][0]) for before in range(kind))]
        for step in range(getattr(month, name))
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "marker": {
            "symbol": symbol,
            "size": 15 if is_narrow else 16,
            "color": colour,
            "line": {"width": 2 if symbol.endswith("open") else 0, "color": colour},
        },
        "customdata": [said[x] for x, _ in places],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _nothing(months: tuple[Deliveries, ...], foot: int) -> tuple[dict[str, object], ...]:
    """Under a month how many of its tables say that there was nothing to report."""
    places = [place for place, month in enumerate(months) if month.nothing]
    if not places:
        return ()
    return (
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": places,
            "y": [foot] * len(places),
            "text": [str(months[place].nothing) for place in places],
            "textfont": {"size": 11},
            "marker": {
                "symbol": "circle-open",
                "size": 17,
                "color": MUTED,
                "line": {"width": 1, "color": MUTED},
            },
            "hoverinfo": "skip",
            "cliponaxis": False,
        },
    )
