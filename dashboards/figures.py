"""The figure of a view as Plotly draws it, for a wide and for a narrow screen, as JSON.

A cell that is not shown is never drawn as zero: it is a gap, with a hollow sign beside the axis or
with words in its place.
"""

from __future__ import annotations

import json

import plotly.graph_objects as go

from dashboards.inks import INK, MUTED, PAPER
from dashboards.lines import draw_lines
from dashboards.rows import draw_bars, draw_dots
from dashboards.telling import Teller

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
_SEPARATORS = {"nl": ",.", "fr": ",\u202f", "en": ".,"}


def drawn(teller: Teller, sample: str) -> str:
    """Both drawings of a view; `sample` is said inside them, and is empty when figures are real."""
    both = {
        "wide": json.loads(_figure(teller, sample, is_narrow=False).to_json()),
        "narrow": json.loads(_figure(teller, sample, is_narrow=True).to_json()),
    }
    return json.dumps(both, ensure_ascii=False, separators=(",", ":"))


def _figure(teller: Teller, sample: str, *, is_narrow: bool) -> go.Figure:
    figure = go.Figure()
    if teller.view.kind == "time":
        draw_lines(teller, figure, is_narrow=is_narrow)
    elif len(teller.view.series) > 1:
        draw_dots(teller, figure, is_narrow=is_narrow)
    else:
        draw_bars(teller, figure, is_narrow=is_narrow)
    figure.update_layout(
        template="none",
        font={"family": _FONT, "size": 12 if is_narrow else 13, "color": INK},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=_SEPARATORS[teller.tongue.language],
        hoverlabel={"bgcolor": PAPER, "bordercolor": MUTED, "font": {"color": INK}},
        hovermode="closest",
        dragmode=False,
    )
    figure.add_annotation(
        text=sample, xref="paper", yref="paper", x=1, y=0, yshift=-46, xanchor="right",
        yanchor="top", showarrow=False, font={"size": 11, "color": MUTED},
    )  # fmt: skip
    return figure
