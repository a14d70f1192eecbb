"""The drawings of rows under each other: bars of one series, dots of several."""

from __future__ import annotations

import textwrap

import plotly.graph_objects as go

from dashboards.inks import GRID, MARKS, MUTED
from dashboards.lines import measure_top
from dashboards.strips import aside, strip_beside_rows
from dashboards.telling import Teller

_LINE_HEIGHT = 17
_ROW_SPACE = 13
_AROUND = 90  # pixels above and under the rows


def draw_bars(teller: Teller, figure: go.Figure, *, is_narrow: bool) -> None:
    """Draw one bar a row with its figure behind it; words where there is no figure."""
    cells = [row.cells[0] for row in teller.view.rows]
    figure.add_bar(
        x=[cell.measure for cell in cells],
        y=list(range(len(cells))),
        orientation="h",
        width=0.62,
        marker={"color": MARKS[0].colour},
        text=["" if cell.measure is None else teller.amount(cell) for cell in cells],
        textposition="outside",
        cliponaxis=False,
        customdata=teller.points(0),
        hovertemplate="%{customdata}<extra></extra>",
    )
    missing = [index for index, cell in enumerate(cells) if cell.measure is None]
    figure.add_scatter(
        x=[0] * len(missing),
        y=missing,
        mode="text",
        text=[f" <i>{teller.amount(cells[index])}</i>" for index in missing],
        textposition="middle right",
        textfont={"color": MUTED, "size": 12},
        hoverinfo="skip",
        cliponaxis=False,
    )
    _lay_out(teller, figure, is_narrow=is_narrow)
    figure.update_layout(showlegend=False)


def draw_dots(teller: Teller, figure: go.Figure, *, is_narrow: bool) -> None:
    """Draw one dot a row for each series; signs in a strip where there is no figure."""
    names = teller.series_names()
    for index, mark in enumerate(MARKS[: len(names)]):
        figure.add_scatter(
            x=[row.cells[index].measure for row in teller.view.rows],
            y=[place + aside(teller, index) for place in range(len(teller.view.rows))],
            mode="markers",
            marker={"symbol": mark.symbol, "size": 10, "color": mark.colour},
            name=names[index],
            customdata=teller.points(index),
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    _lay_out(teller, figure, is_narrow=is_narrow)
    figure.update_layout(
        margin={"t": 40},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False},
    )
    strip_beside_rows(teller, figure)


def _lay_out(teller: Teller, figure: go.Figure, *, is_narrow: bool) -> None:
    width = 20 if is_narrow else 32
    names = [textwrap.wrap(name, width) for name in teller.short_row_names()]
    lines = max(len(name) for name in names)
    figure.update_layout(
        height=len(names) * (lines * _LINE_HEIGHT + _ROW_SPACE) + _AROUND,
        margin={"l": 10, "r": 44, "t": 10, "b": 66},
        xaxis={
            "range": [0, measure_top(teller.view)],
            "tickformat": ",d",
            "ticksuffix": teller.tongue.percent_sign if teller.view.is_rate else "",
            "nticks": 4 if is_narrow else 7,
            "gridcolor": GRID,
            "zerolinecolor": MUTED,
            "fixedrange": True,
        },
        yaxis={
            "tickvals": list(range(len(names))),
            "ticktext": ["<br>".join(name) for name in names],
            "range": [len(names) - 0.5, -0.5],
            "automargin": True,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
            "ticklabelstandoff": 6,
            "anchor": "free",
            "position": 0,
        },
    )
