"""A drawing as Plotly reads it, for a wide and for a narrow screen.

What is not shown is never drawn as zero: it is a gap, with a sign beside the axis or with words in
its place. The JSON is made here and not with Plotly's own classes, which take seconds; a test holds
that they accept every part of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from dashboards.drawings.axes import Drawing, font_size
from dashboards.drawings.inks import INK, MUTED, PAPER
from dashboards.drawings.intervals import draw_intervals
from dashboards.drawings.lines import draw_lines
from dashboards.drawings.rows import draw_bars, draw_dots
from dashboards.drawings.whiskers import draw_lines_with_intervals
from dashboards.tongue import Tongue
from dashboards.views.interval_rows import rows_of
from dashboards.views.telling import Teller

WIDE: Final = 736  # pixels: 46 rem, the column of a page
NARROW: Final = 350  # pixels: a telephone of 390 without the margins of the page
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
_SEPARATORS = {"nl": ",.", "fr": ",\u202f", "en": ".,"}
Plotted = Mapping[str, object]


@dataclass(frozen=True)
class Drawn:
    """One figure twice: what Plotly draws on a wide and on a narrow screen."""

    wide: Plotted
    narrow: Plotted


def drawn(draw: Callable[[bool], Drawing], tongue: Tongue, sample: str) -> Drawn:
    """Both drawings; `draw` is told whether the screen is narrow.

    `sample` is said inside them, and is empty when figures are real.
    """
    wide, narrow = draw(False), draw(True)  # noqa: FBT003 - the one thing a drawing is told
    return Drawn(
        _dressed(wide, tongue, sample, is_narrow=False),
        _dressed(narrow, tongue, sample, is_narrow=True),
    )


def drawn_view(teller: Teller, sample: str) -> Drawn:
    """Both drawings of a view: lines over time, bars, or dots with how unsure a share is."""

    def draw(is_narrow: bool) -> Drawing:  # noqa: FBT001 - the one thing a drawing is told
        return _draw_view(teller, is_narrow=is_narrow)

    return drawn(draw, teller.tongue, sample)


def _draw_view(teller: Teller, *, is_narrow: bool) -> Drawing:
    is_one = len(teller.view.series) <= 1
    if teller.view.kind == "time":
        draw = draw_lines_with_intervals if is_one else draw_lines  # of several they would cross
        return draw(teller, is_narrow=is_narrow)
    if not is_one:
        return draw_dots(teller, is_narrow=is_narrow)
    if teller.view.is_rate:
        return draw_intervals(rows_of(teller), is_narrow=is_narrow)
    return draw_bars(teller, is_narrow=is_narrow)


def _dressed(drawing: Drawing, tongue: Tongue, sample: str, *, is_narrow: bool) -> Plotted:
    layout = {
        "hovermode": "closest",
        **drawing.layout,
        "width": NARROW if is_narrow else WIDE,
        "font": {"family": _FONT, "size": font_size(is_narrow=is_narrow), "color": INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": _SEPARATORS[tongue.language],
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": MUTED, "font": {"color": INK}},
        "dragmode": False,
        "annotations": [*drawing.annotations, *([_said_inside(sample)] if sample else [])],
    }
    return {"data": list(drawing.traces), "layout": layout}


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
