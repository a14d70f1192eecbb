"""A map of the Stekken from our own coordinates on our own sketch of the land: no tiles, no host."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from dashboards.drawings.axes import Drawing
from dashboards.drawings.figures import NARROW, WIDE
from dashboards.drawings.inks import BAND, INK, MARKS, MUTED, PAPER, PEER
from dashboards.drawings.map_places import SIZE, Side, beside, spread
from dashboards.drawings.outline import BRUSSELS, FLANDERS, Outline
from dashboards.views.deliveries import Delivered
from dashboards.views.roster import Stek

# How a Stek looks by what it delivered: the mark, its sign in text, its colour.
LOOKS: Final[dict[Delivered, tuple[str, str, str]]] = {
    "all": ("circle", "●", MARKS[0].colour),
    "part": ("diamond", "◇", MARKS[1].colour),
    "none": ("square", "■", MARKS[2].colour),
}
_WEST, _EAST, _SOUTH, _NORTH = 2.42, 5.96, 50.64, 51.56  # degrees that are drawn
_FLATTENED: Final = math.cos(math.radians(51.1))  # a degree to the east beside one to the north
_UNDER: Final = 66
_SIGN: Final = 7.4  # pixels that a character of a name is wide


@dataclass(frozen=True)
class Spot:
    """One Stek on the map: its number in the list, and what it delivered."""

    stek: Stek
    number: int
    delivered: Delivered | None
    said: str


def draw_map(spots: tuple[Spot, ...], *, is_narrow: bool) -> Drawing:
    """The Stekken whose place is known; those too near each other are drawn a little apart."""
    width = NARROW if is_narrow else WIDE
    per_degree = width / ((_EAST - _WEST) * _FLATTENED)  # pixels
    height = (_NORTH - _SOUTH) * per_degree
    known = [spot for spot in spots if spot.stek.lat is not None and spot.stek.lon is not None]
    places = spread(
        [(_x(spot.stek.lon, per_degree), _y(spot.stek.lat, per_degree)) for spot in known]
    )
    layout: dict[str, object] = {
        "height": round(height) + _UNDER,
        "margin": {"l": 0, "r": 0, "t": 0, "b": _UNDER},
        "showlegend": False,
        "xaxis": _axis(width),
        "yaxis": _axis(height),
    }
    land = [_land(FLANDERS, per_degree, BAND), _land(BRUSSELS, per_degree, PAPER)]
    marks = [_marks(known, places, delivered, is_narrow=is_narrow) for delivered in (*LOOKS, None)]
    names = () if is_narrow else tuple(_names(known, places))
    return Drawing((*land, *(mark for mark in marks if mark["x"])), layout, names)


def _x(lon: float | None, per_degree: float) -> float:
    return ((lon or 0) - _WEST) * _FLATTENED * per_degree


def _y(lat: float | None, per_degree: float) -> float:
    return ((lat or 0) - _SOUTH) * per_degree


def _axis(end: float) -> dict[str, object]:
    return {"range": [0, end], "visible": False, "fixedrange": True}


def _land(outline: Outline, per_degree: float, fill: str) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(_x(lon, per_degree), 1) for lon, _ in outline],
        "y": [round(_y(lat, per_degree), 1) for _, lat in outline],
        "fill": "toself",
        "fillcolor": fill,
        "line": {"color": PEER, "width": 1},
        "hoverinfo": "skip",
    }


def _marks(
    spots: list[Spot],
    places: list[tuple[float, float]],
    delivered: Delivered | None,
    *,
    is_narrow: bool,
) -> dict[str, object]:
    """The Stekken that delivered so, each with its number in the list."""
    symbol, _, colour = LOOKS[delivered] if delivered else ("circle", "", MUTED)
    is_open = delivered == "part"  # its colour is too light for a number in white
    own = [(spot, place) for spot, place in zip(spots, places, strict=True)
           if spot.delivered == delivered]  # fmt: skip
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for _, (x, _) in own],
        "y": [y for _, (_, y) in own],
        "text": [f"<b>{spot.number}</b>" for spot, _ in own],
        "textfont": {"size": 11 if is_narrow else 12, "color": INK if is_open else PAPER},
        "marker": {
            "symbol": symbol,
            "size": SIZE + (2 if is_open else 0),
            "color": PAPER if is_open else colour,
            "line": {"width": 2 if is_open else 1.5, "color": colour if is_open else PAPER},
        },
        "customdata": [spot.said for spot, _ in own],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _names(spots: list[Spot], places: list[tuple[float, float]]) -> list[dict[str, object]]:
    """The municipality beside its mark, where it covers nothing; once where Stekken share it."""
    told: dict[str, tuple[float, float]] = {}
    for spot, (x, y) in zip(spots, places, strict=True):
        own = told.get(spot.stek.municipality, (-math.inf, 0.0))
        told[spot.stek.municipality] = max(own, (x, y))
    half = SIZE / 2
    taken = [(x - half, y - half, x + half, y + half) for x, y in places]
    names = []
    for name, place in told.items():
        side, box = beside(place, len(name) * _SIGN, taken)
        taken.append(box)
        names.append(_name(name, place, side))
    return names


def _name(text: str, place: tuple[float, float], side: Side) -> dict[str, object]:
    away = SIZE / 2 + 3
    shifts = {
        "right": (away, 0.0),
        "left": (-away, 0.0),
        "under": (0.0, -away),
        "above": (0.0, away),
    }
    return {
        "text": text,
        "x": place[0],
        "y": place[1],
        "xanchor": {"right": "left", "left": "right"}.get(side, "center"),
        "yanchor": {"under": "top", "above": "bottom"}.get(side, "middle"),
        "xshift": shifts[side][0],
        "yshift": shifts[side][1],
        "showarrow": False,
        "font": {"size": 12, "color": INK},
    }
