"""The drawing of shares under each other: a dot for each, a line as long as it is unsure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.inks import GRID, MARKS, MUTED, PEER
from dashboards.drawings.lettering import aside, lettered, wrapped
from dashboards.drawings.whiskers import length
from dashboards.views.interval_rows import IntervalRow, IntervalRows

_LINE: Final = 17  # pixels of one line of text
_AIR: Final = 11  # pixels between two rows
_HEADING: Final = 30  # pixels above the first row of a group
_WRAP: Final = 30  # letters of a name beside its row before it is broken
_ACROSS: Final = 42  # letters that fit across a narrow screen
_NAMES: Final = 236  # pixels for the names beside the rows
_LETTER: Final = 7.6  # pixels of a letter behind the rows; of the widest fonts that readers have
_ABOVE: Final = 26  # pixels for the name of the line through all rows


@dataclass(frozen=True)
class _Ladder:
    """Where rows and headings lie, in pixels from the top."""

    places: tuple[float, ...]
    names: tuple[float, ...]
    headings: tuple[float, ...]
    height: float


def draw_intervals(shown: IntervalRows, *, is_narrow: bool) -> Drawing:
    """Names beside the rows; above them on a narrow screen."""
    ladder = _ladder(shown, is_narrow=is_narrow)
    low, high = _ends(shown)
    above = _ABOVE if shown.reference is not None else 8
    margin = {"l": 12, "r": 16} if is_narrow else {"l": _NAMES, "r": _room_behind(shown)}
    layout: dict[str, object] = {
        "height": ladder.height + above + UNDER,
        "margin": {**margin, "t": above, "b": UNDER},
        "showlegend": False,
        "xaxis": {
            "range": [low, high],
            "ticksuffix": shown.sign,
            "nticks": 5 if is_narrow else 8,
            "gridcolor": GRID,
            "zerolinecolor": MUTED,
            "fixedrange": True,
        },
        "yaxis": {"range": [ladder.height, 0], "visible": False, "fixedrange": True},
        "shapes": _reference_line(shown),
    }
    traces = (_peers(shown, ladder), _dots(shown, ladder))
    words = (
        *_names(shown, ladder, is_narrow=is_narrow),
        *_told(shown, ladder, is_narrow=is_narrow),
    )
    return Drawing(
        tuple(one for one in traces if one["x"]),
        layout,
        (
            *words,
            *_headings(shown, ladder, is_narrow=is_narrow),
            *_reference_name(shown, low, high),
        ),
    )


def _room_behind(shown: IntervalRows) -> int:
    """Pixels for what is told behind the rows."""
    longest = max((len(row.told) for row in shown.rows if row.value is not None), default=4)
    return round(longest * _LETTER) + 20


def _ladder(shown: IntervalRows, *, is_narrow: bool) -> _Ladder:
    places, names, headings, under = [], [], [], 0.0
    for row in shown.rows:
        if row.heading:
            headings.append(under + _HEADING / 2 + 3)
            under += _HEADING
        named = _LINE * (wrapped(row.name, _width(shown, is_narrow=is_narrow)).count("<br>") + 1)
        height = named + _AIR + (_LINE if is_narrow else 0)
        names.append(under + (named / 2 + 4 if is_narrow else height / 2))
        places.append(under + (named + _LINE / 2 + 5 if is_narrow else height / 2))
        under += height
    return _Ladder(tuple(places), tuple(names), tuple(headings), under)


def _width(shown: IntervalRows, *, is_narrow: bool) -> int:
    """Letters of a name in one line; on a narrow screen what is told stands behind it."""
    if not is_narrow:
        return _WRAP
    told = [len(row.told) for row in shown.rows if row.value is not None]
    return max(_ACROSS - max(told, default=0), 14)


def _ends(shown: IntervalRows) -> tuple[float, float]:
    """From zero, or below it, to a little above the highest end; never a short axis."""
    ends = [end for row in shown.rows for end in (row.value, row.low, row.high, row.peer)]
    told = [*(end for end in ends if end is not None), shown.reference or 0.0, 0.0]
    low, high = min(told), max(*told, 10.0)
    return (low - 3 if low < 0 else 0.0), (high * 1.04 if high < 96 else 100.0)


def _dots(shown: IntervalRows, ladder: _Ladder) -> dict[str, object]:
    own = [(r, y) for r, y in zip(shown.rows, ladder.places, strict=True) if r.value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row, _ in own],
        "y": [place for _, place in own],
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [length(row.value, row.high) for row, _ in own],
            "arrayminus": [length(row.low, row.value) for row, _ in own],
            "color": MARKS[0].colour,
            "thickness": 2.5,
            "width": 0,
        },
        "marker": {"symbol": MARKS[0].symbol, "size": 11, "color": MARKS[0].colour},
        "customdata": [row.hover for row, _ in own],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _peers(shown: IntervalRows, ladder: _Ladder) -> dict[str, object]:
    own = [(r, y) for r, y in zip(shown.rows, ladder.places, strict=True) if r.peer is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.peer for row, _ in own],
        "y": [place for _, place in own],
        "marker": {"symbol": "diamond", "size": 11, "color": PEER},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _names(
    shown: IntervalRows, ladder: _Ladder, *, is_narrow: bool
) -> tuple[dict[str, object], ...]:
    left = {"x": 0, "xref": "paper", "xanchor": "left", "align": "left"}
    right = {"x": 0, "xref": "paper", "xanchor": "right", "align": "right", "xshift": -10}
    return tuple(
        lettered(
            wrapped(row.name, _width(shown, is_narrow=is_narrow)),
            y=place,
            **(left if is_narrow else right),
        )
        for row, place in zip(shown.rows, ladder.names, strict=True)
    )


def _told(
    shown: IntervalRows, ladder: _Ladder, *, is_narrow: bool
) -> tuple[dict[str, object], ...]:
    """The figure behind each row; in the place of the dot why there is none."""
    return tuple(
        _beside(row, name if is_narrow and row.value is not None else place, is_narrow=is_narrow)
        for row, place, name in zip(shown.rows, ladder.places, ladder.names, strict=True)
    )


def _beside(row: IntervalRow, place: float, *, is_narrow: bool) -> dict[str, object]:
    if row.value is None:
        return aside(f"<i>{row.told}</i>", x=0, xref="paper", xanchor="left", xshift=4, y=place)
    if is_narrow:
        return lettered(row.told, x=1, xref="paper", xanchor="right", y=place)
    return lettered(row.told, x=1, xref="paper", xanchor="left", xshift=12, y=place)


def _headings(
    shown: IntervalRows, ladder: _Ladder, *, is_narrow: bool
) -> tuple[dict[str, object], ...]:
    named = (row.heading for row in shown.rows if row.heading)
    shift = 0 if is_narrow else 4 - _NAMES
    return tuple(
        aside(f"<b>{heading}</b>", x=0, xref="paper", xanchor="left", xshift=shift, y=place)
        for heading, place in zip(named, ladder.headings, strict=True)
    )


def _reference_line(shown: IntervalRows) -> list[dict[str, object]]:
    if shown.reference is None:
        return []
    across = {"x0": shown.reference, "x1": shown.reference, "y0": 0, "y1": 1, "yref": "paper"}
    line = {"color": MUTED, "width": 1.5, "dash": "dot"}
    return [{"type": "line", **across, "layer": "below", "line": line}]


def _reference_name(shown: IntervalRows, low: float, high: float) -> tuple[dict[str, object], ...]:
    if shown.reference is None:
        return ()
    anchor = "right" if shown.reference - low > (high - low) / 2 else "left"
    above = {"y": 1, "yref": "paper", "yanchor": "bottom"}
    return (aside(shown.reference_name, x=shown.reference, xanchor=anchor, **above),)
