"""The heat map: a square for each share, darker for more, with its figure written in it."""

from __future__ import annotations

import textwrap
from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.inks import GRID, INK, MUTED, PAPER, SHADES
from dashboards.drawings.lettering import aside, lettered
from dashboards.views.heat import Heat, Line, Square

# From which percent on a square has each shade; the middle shade is left out, as neither ink nor
# paper can be read on it well enough in the dark (WCAG 2.2, 4.5 to 1).
_STEPS: Final = ((40, SHADES[4]), (25, SHADES[3]), (10, SHADES[1]), (0, SHADES[0]))
_DARK: Final = 25  # from this percent on the text is as light as paper
_ROW: Final = 30  # pixels
_AIR: Final = 10  # pixels above a group
_NAME: Final = 19  # pixels of a name above its row, on a narrow screen
_NAMES: Final = 268  # pixels of the names beside the rows
_GAP: Final = 0.03  # of a square, so that neighbours are told apart


def draw_heat(heat: Heat, *, is_narrow: bool) -> Drawing:
    """Names beside the rows; above them on a narrow screen."""
    tops, height = _places(heat, is_narrow=is_narrow)
    above = 106 if is_narrow else 48
    layout: dict[str, object] = {
        "height": height + above + UNDER,
        "margin": {"l": 0 if is_narrow else _NAMES, "r": 4, "t": above, "b": UNDER},
        "showlegend": False,
        "xaxis": {
            "range": [-0.5, len(heat.columns) - 0.5],
            "visible": False,
            "fixedrange": True,
        },
        "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
        "shapes": [
            _shape(column, top, square)
            for line, top in zip(heat.lines, tops, strict=True)
            for column, square in enumerate(line.squares)
        ],
    }
    words = (
        *_columns(heat, is_narrow=is_narrow),
        *(
            _name(line, top, is_narrow=is_narrow)
            for line, top in zip(heat.lines, tops, strict=True)
        ),
    )
    return Drawing((_figures(heat, tops),), layout, words)


def _places(heat: Heat, *, is_narrow: bool) -> tuple[list[float], float]:
    """The top of each row of squares, and the height of all, in pixels."""
    tops, under = [], 0.0
    for number, line in enumerate(heat.lines):
        under += (_NAME if is_narrow else 0) + (_AIR if line.starts or number == 1 else 0)
        tops.append(under)
        under += _ROW
    return tops, under


def _shape(column: int, top: float, square: Square) -> dict[str, object]:
    shape: dict[str, object] = {
        "type": "rect",
        "x0": column - 0.5 + _GAP,
        "x1": column + 0.5 - _GAP,
        "y0": top + 1,
        "y1": top + _ROW - 1,
        "layer": "below",
    }
    if square.value is None:
        return {**shape, "line": {"color": GRID, "width": 1}}
    shade = next(ink for least, ink in _STEPS if square.value >= least)
    return {**shape, "fillcolor": shade, "line": {"width": 0}}


def _figures(heat: Heat, tops: list[float]) -> dict[str, object]:
    own = [
        (column, top + _ROW / 2, square)
        for line, top in zip(heat.lines, tops, strict=True)
        for column, square in enumerate(line.squares)
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [column for column, _, _ in own],
        "y": [place for _, place, _ in own],
        "text": [square.text for _, _, square in own],
        "textfont": {"color": [_ink(square) for _, _, square in own]},
        "customdata": [square.hover for _, _, square in own],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _ink(square: Square) -> str:
    return PAPER if square.value is not None and square.value >= _DARK else INK


def _columns(heat: Heat, *, is_narrow: bool) -> tuple[dict[str, object], ...]:
    above = {"y": 1, "yref": "paper", "yanchor": "bottom"}
    if is_narrow:
        turned = {"textangle": -90, "xanchor": "center", **above, "yshift": 2}
        return tuple(
            aside(name, x=x, **turned, font={"color": MUTED, "size": 11})
            for x, name in enumerate(heat.columns)
        )
    return tuple(
        aside(
            "<br>".join(textwrap.wrap(name, 11)),
            x=x,
            xanchor="center",
            **above,
            font={"color": MUTED, "size": 12},
        )
        for x, name in enumerate(heat.columns)
    )


def _name(line: Line, top: float, *, is_narrow: bool) -> dict[str, object]:
    if is_narrow:
        return lettered(line.name, x=0, xref="paper", xanchor="left", y=top - _NAME / 2)
    wrapped = "<br>".join(textwrap.wrap(line.name, 38))
    size = {"font": {"color": INK, "size": 12}} if "<br>" in wrapped else {}
    beside = {"x": 0, "xref": "paper", "xanchor": "right", "xshift": -10, "align": "right"}
    return lettered(wrapped, y=top + _ROW / 2, **beside, **size)
