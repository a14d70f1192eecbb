"""The figure of a view as Plotly draws it, for a wide and for a narrow screen, as JSON.

A cell that is not shown is never drawn as zero: it is a gap, with a sign beside the axis or with
words in its place. The JSON is made here and not with Plotly's own classes, which take seconds; a
test holds that they accept every part of it.
"""

from __future__ import annotations

import json

from dashboards.axes import Drawing
from dashboards.inks import INK, MUTED, PAPER
from dashboards.lines import draw_lines
from dashboards.rows import draw_bars, draw_dots
from dashboards.telling import Teller

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
_SEPARATORS = {"nl": ",.", "fr": ",\u202f", "en": ".,"}


def drawn(teller: Teller, sample: str) -> str:
    """Both drawings of a view; `sample` is said inside them, and is empty when figures are real."""
    both = {
        "wide": _figure(teller, sample, is_narrow=False),
        "narrow": _figure(teller, sample, is_narrow=True),
    }
    return json.dumps(both, ensure_ascii=False, separators=(",", ":"))


def _figure(teller: Teller, sample: str, *, is_narrow: bool) -> dict[str, object]:
    drawing = _drawing(teller, is_narrow=is_narrow)
    layout = {
        **drawing.layout,
        "font": {"family": _FONT, "size": 12 if is_narrow else 13, "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": _SEPARATORS[teller.tongue.language],
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": MUTED, "font": {"color": INK}},
        "hovermode": "closest",
        "dragmode": False,
        "annotations": [*drawing.annotations, _said_inside(sample)],
    }
    return {"data": list(drawing.traces), "layout": layout}


def _drawing(teller: Teller, *, is_narrow: bool) -> Drawing:
    if teller.view.kind == "time":
        return draw_lines(teller, is_narrow=is_narrow)
    draw = draw_dots if len(teller.view.series) > 1 else draw_bars
    return draw(teller, is_narrow=is_narrow)


def _said_inside(sample: str) -> dict[str, object]:
    return {
        "text": sample,
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -46,
        "showarrow": False,
        "font": {"size": 11, "color": MUTED},
    }
