"""The drawing over time: a line for each series, named at its end."""

from __future__ import annotations

import math
import textwrap

import plotly.graph_objects as go

from dashboards.inks import GRID, INK, MARKS, MUTED, Mark
from dashboards.strips import strip_over_time, strip_share
from dashboards.telling import Teller
from dashboards.views import View

HEIGHT = 380
_ABOVE, _UNDER = 14, 66
_STEPS = {"month": (1, 2, 3, 6, 12), "quarter": (1, 2, 4, 8), "year": (1, 2, 5, 10)}
_NAME_WIDTH = 18  # characters of a name at the end of a line before it is broken
_NAME_LINE = 18  # pixels that one line of a name takes


def draw_lines(teller: Teller, figure: go.Figure, *, is_narrow: bool) -> None:
    """Draw a line for each series; a period without a figure is a gap."""
    names = teller.series_names()
    for index, mark in enumerate(MARKS[: len(names)]):
        figure.add_scatter(
            x=list(range(len(teller.view.rows))),
            y=[row.cells[index].measure for row in teller.view.rows],
            mode="lines+markers",
            line={"color": mark.colour, "width": 2.5, "dash": mark.dash},
            marker={
                "symbol": [
                    mark.symbol if row.cells[index].is_complete else f"{mark.symbol}-open"
                    for row in teller.view.rows
                ],
                "size": 8,
                "color": mark.colour,
                "line": {"width": 2, "color": mark.colour},
            },
            name=names[index],
            customdata=teller.points(index),
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    has_names = len(teller.view.series) > 1
    figure.update_layout(
        height=HEIGHT,
        margin={"l": 46, "r": 170 if has_names and not is_narrow else 20, "t": _ABOVE, "b": _UNDER},
        showlegend=has_names and is_narrow,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        xaxis=_period_axis(teller, most_ticks=4 if is_narrow else 9),
        yaxis=_measure_axis(teller),
    )
    strip_over_time(teller, figure)
    if has_names and not is_narrow:
        _name_ends(teller, figure)


def measure_top(view: View) -> float:
    """Where the axis of the measure ends: a little above the highest figure that is shown."""
    highest = max((cell.measure or 0 for row in view.rows for cell in row.cells), default=0)
    return max(highest * 1.12, 10.0)


def _period_axis(teller: Teller, most_ticks: int) -> dict[str, object]:
    """Ticks counted back from the last period, as many as there is room for."""
    keys = [row.key for row in teller.view.rows]
    steps = _STEPS[teller.view.period_type]
    step = next((one for one in steps if math.ceil(len(keys) / one) <= most_ticks), steps[-1])
    places = list(range(len(keys) - 1, -1, -step))
    return {
        "tickvals": places,
        "ticktext": [teller.tongue.tick(keys[place]) for place in places],
        "range": [-0.5, len(keys) - 0.5],
        "ticks": "outside",
        "tickcolor": MUTED,
        "linecolor": MUTED,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "anchor": "free",
        "position": 0,
    }


def _measure_axis(teller: Teller) -> dict[str, object]:
    return {
        "range": [0, measure_top(teller.view)],
        "tickformat": ",d",
        "ticksuffix": teller.tongue.percent_sign if teller.view.is_rate else "",
        "nticks": 6,
        "gridcolor": GRID,
        "zeroline": True,
        "zerolinecolor": MUTED,
        "fixedrange": True,
    }


def _name_ends(teller: Teller, figure: go.Figure) -> None:
    """Write each series' name at the end of its line, moved apart where they would overlap."""
    names = [textwrap.wrap(name, _NAME_WIDTH) for name in teller.series_names()]
    ends = [_end(teller.view, index) for index in range(len(names))]
    per_pixel = measure_top(teller.view) / ((HEIGHT - _ABOVE - _UNDER) * (1 - strip_share(teller)))
    heights = [len(lines) * _NAME_LINE * per_pixel for lines in names]
    for index, place in enumerate(apart(ends, heights)):
        mark, (first, *more) = MARKS[index], names[index]
        figure.add_annotation(
            text="<br>".join([f"{_sign(mark)} {first}", *more]),
            x=1, xref="paper", y=place, yref="y", xshift=6, xanchor="left", yanchor="middle",
            align="left", showarrow=False, font={"color": INK},
        )  # fmt: skip


def _end(view: View, index: int) -> float:
    """Where the line of a series ends; zero when it has no point at all."""
    shown = [row.cells[index].measure for row in view.rows]
    return float(next((measure for measure in reversed(shown) if measure is not None), 0))


def apart(places: list[float], heights: list[float]) -> list[float]:
    """The places moved up, lowest first, until none overlaps the one under it."""
    moved = list(places)
    under = -math.inf
    for index in sorted(range(len(places)), key=lambda i: places[i]):
        half = heights[index] / 2
        moved[index] = max(places[index], under + half)
        under = moved[index] + half
    return moved


def _sign(mark: Mark) -> str:
    """The mark as it stands in text, in its own colour."""
    return f'<span style="color:{mark.colour}">{mark.sign}</span>'
