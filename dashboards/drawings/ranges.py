"""Rows with a dot beside what is expected, on the limits that chance keeps to."""

from __future__ import annotations

import textwrap
from typing import Final

from dashboards.drawings.axes import UNDER, Drawing
from dashboards.drawings.inks import BAND, GRID, INK, MARKS, MUTED, PEER
from dashboards.views.comparing import Span
from dashboards.views.ranges import Range, Ranges

_NAME: Final = 17  # pixels of one line of a row's name, which stands above its track
_TRACK: Final = 30  # pixels of the track, with the air under it
_KEY: Final = 19  # pixels of one line of the key above the rows
_INNER: Final = 7  # half the height of the inner limits, in pixels
_OUTER: Final = 3
_LINE_SIGNS: Final = 46  # characters of a name in a line: on a narrow screen
_WIDE_SIGNS: Final = 100
_LEFT: Final = 12
_RIGHT: Final = 58


def draw_ranges(ranges: Ranges, *, is_narrow: bool) -> Drawing:
    """The rows under each other, each with its name above and its figure at the end."""
    names = [
        textwrap.wrap(row.name, _LINE_SIGNS if is_narrow else _WIDE_SIGNS) for row in ranges.rows
    ]
    heights = [_NAME * len(lines) + _TRACK for lines in names]
    ends = [sum(heights[: place + 1]) for place in range(len(heights))]
    tracks = [end - _TRACK + 11 for end in ends]
    key = _key(ranges, is_narrow=is_narrow)
    above = _KEY * len(key) + 8
    layout: dict[str, object] = {
        "height": ends[-1] + above + UNDER,
        "margin": {"l": _LEFT, "r": _RIGHT, "t": above, "b": UNDER},
        "showlegend": False,
        "xaxis": _axis(ranges, is_narrow=is_narrow),
        "yaxis": {"range": [ends[-1], 0], "visible": False, "fixedrange": True},
        "shapes": [
            shape for row, y in zip(ranges.rows, tracks, strict=True) for shape in _limits(row, y)
        ],
    }
    starts = [end - height for end, height in zip(ends, heights, strict=True)]
    words = [
        annotation
        for row, lines, start, track in zip(ranges.rows, names, starts, tracks, strict=True)
        for annotation in (_name(lines, start), _figure(row, track))
    ]
    return Drawing((_references(ranges, tracks), _dots(ranges, tracks)), layout, (*words, *key))


def _key(ranges: Ranges, *, is_narrow: bool) -> tuple[dict[str, object], ...]:
    """What the marks are, in one line above the rows, or one each on a narrow screen."""
    mark = MARKS[0]
    parts = [
        f'<span style="color:{mark.colour}">{mark.sign}</span> {ranges.value_is}',
        f"<b>|</b> {ranges.reference_is}",
        f'<span style="color:{mark.colour}">—</span> {ranges.interval_is}'
        if ranges.interval_is
        else "",
        f'<span style="color:{PEER}">▬</span> {ranges.inner_is}' if ranges.inner_is else "",
        f'<span style="color:{MUTED}">─</span> {ranges.outer_is}' if ranges.outer_is else "",
    ]
    told = [part for part in parts if part]
    lines = told if is_narrow else ["&nbsp;&nbsp;&nbsp;&nbsp;".join(told)]
    return tuple(
        {
            "text": line,
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": _KEY * (len(lines) - place - 1) + 4,
            "showarrow": False,
            "font": {"size": 12, "color": MUTED},
        }
        for place, line in enumerate(lines)
    )


def _axis(ranges: Ranges, *, is_narrow: bool) -> dict[str, object]:
    top = max((end for row in ranges.rows for end in _reach(row)), default=0.0)
    return {
        "range": [0, min(max(top * 1.04, 10.0), 101.0)],
        "tickformat": ",d",
        "ticksuffix": ranges.percent_sign,
        "nticks": 5 if is_narrow else 9,
        "gridcolor": GRID,
        "zerolinecolor": MUTED,
        "fixedrange": True,
    }


def _reach(row: Range) -> list[float]:
    spans = [span for span in (row.interval, row.inner, row.outer) if span is not None]
    ends = [span[1] for span in spans]
    return ends + [one for one in (row.value, row.reference) if one is not None]


def _limits(row: Range, y: float) -> list[dict[str, object]]:
    found = []
    for span, half, colour in ((row.outer, 0.6, MUTED), (row.inner, _INNER, PEER)):
        if span is not None:
            found.append(_bar(span, y - half, y + half, colour))
    if row.inner is not None:
        found.append(_bar(row.inner, y - _INNER + 1, y + _INNER - 1, BAND))
    if row.interval is not None:
        found.append(_bar(row.interval, y - 1, y + 1, MARKS[0].colour))
    return found


def _bar(span: Span, top: float, foot: float, colour: str) -> dict[str, object]:
    return {
        "type": "rect",
        "x0": span[0],
        "x1": span[1],
        "y0": top,
        "y1": foot,
        "fillcolor": colour,
        "line": {"width": 0},
        "layer": "below",
    }


def _references(ranges: Ranges, tracks: list[int]) -> dict[str, object]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.reference for row in ranges.rows],
        "y": tracks,
        "marker": {
            "symbol": "line-ns-open",
            "size": 15,
            "color": INK,
            "line": {"width": 2, "color": INK},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _dots(ranges: Ranges, tracks: list[int]) -> dict[str, object]:
    """A full dot; one that lies outside the limits has the mark of a diamond, larger."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in ranges.rows],
        "y": tracks,
        "marker": {
            "symbol": ["diamond" if row.is_outside else MARKS[0].symbol for row in ranges.rows],
            "size": [14 if row.is_outside else 11 for row in ranges.rows],
            "color": MARKS[0].colour,
            "opacity": 1,
        },
        "customdata": [row.said for row in ranges.rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _name(lines: list[str], start: float) -> dict[str, object]:
    return {
        "text": "<br>".join(lines),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "align": "left",
        "y": start,
        "yref": "y",
        "yanchor": "top",
        "showarrow": False,
    }


def _figure(row: Range, track: float) -> dict[str, object]:
    """The figure at the end of the track; why there is none stands on the track itself."""
    is_shown = row.value is not None
    return {
        "text": f"<b>{row.figure}</b>" if is_shown else f"<i>{row.figure}</i>",
        "x": 1 if is_shown else 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 8 if is_shown else 0,
        "y": track,
        "yref": "y",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"color": INK if is_shown else MUTED},
    }
