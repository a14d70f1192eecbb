"""The drawings of rows under each other: bars of one series, dots of several."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboards.inks import GRID, MARKS, MUTED
from dashboards.lines import measure_top
from dashboards.strips import strip_beside_rows
from dashboards.telling import Teller

_LINE = 17  # pixels of one line of a row's name
_DOT = 9  # pixels between the marks of two series in one row, so that none hides another
_AIR = 12  # pixels between two rows
_UNDER = 66  # pixels for the ticks and the words under the rows


@dataclass(frozen=True)
class Ladder:
    """Where the rows of a drawing lie, in pixels from the top, with names broken into lines."""

    names: tuple[str, ...]
    places: tuple[float, ...]
    height: float

    @classmethod
    def of(cls, teller: Teller, *, is_narrow: bool) -> Ladder:
        """Rows as high as their own name and marks need."""
        wrapper = textwrap.TextWrapper(22 if is_narrow else 32, break_long_words=False)
        names = [wrapper.wrap(name) for name in teller.short_row_names()]
        marks = _DOT * len(teller.view.series)
        heights = [max(_LINE * len(lines), marks) + _AIR for lines in names]
        ends = [sum(heights[: index + 1]) for index in range(len(heights))]
        places = tuple(end - height / 2 for end, height in zip(ends, heights, strict=True))
        return cls(tuple("<br>".join(lines) for lines in names), places, ends[-1])

    def beside(self, series: int, count: int) -> list[float]:
        """Where the marks of one of so many series lie."""
        return [place + (series - (count - 1) / 2) * _DOT for place in self.places]


def draw_bars(teller: Teller, figure: go.Figure, *, is_narrow: bool) -> None:
    """Draw one bar a row with its figure behind it; words where there is no figure."""
    ladder = Ladder.of(teller, is_narrow=is_narrow)
    cells = [row.cells[0] for row in teller.view.rows]
    figure.add_bar(
        x=[cell.measure for cell in cells],
        y=ladder.places,
        orientation="h",
        width=_LINE + 2,
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
        y=[ladder.places[index] for index in missing],
        mode="text",
        text=[f" <i>{teller.amount(cells[index])}</i>" for index in missing],
        textposition="middle right",
        textfont={"color": MUTED},
        hoverinfo="skip",
        cliponaxis=False,
    )
    _lay_out(teller, figure, ladder, is_narrow=is_narrow)
    figure.update_layout(showlegend=False)


def draw_dots(teller: Teller, figure: go.Figure, *, is_narrow: bool) -> None:
    """Draw one dot a row for each series; signs in a strip where there is no figure."""
    ladder = Ladder.of(teller, is_narrow=is_narrow)
    names = teller.series_names()
    for index, mark in enumerate(MARKS[: len(names)]):
        places = ladder.beside(index, len(names))
        figure.add_scatter(
            x=[row.cells[index].measure for row in teller.view.rows],
            y=places,
            mode="markers",
            marker={"symbol": mark.symbol, "size": 10, "color": mark.colour},
            name=names[index],
            customdata=teller.points(index),
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    _lay_out(teller, figure, ladder, is_narrow=is_narrow)
    legend = 30 + (20 * len(names) if is_narrow else 0)
    figure.update_layout(
        height=ladder.height + _UNDER + legend,
        margin={"t": legend},
        yaxis={"showgrid": True, "gridcolor": GRID},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False},
    )
    strip_beside_rows(teller, figure, [ladder.beside(i, len(names)) for i in range(len(names))])


def _lay_out(teller: Teller, figure: go.Figure, ladder: Ladder, *, is_narrow: bool) -> None:
    figure.update_layout(
        height=ladder.height + _UNDER,
        margin={"l": 10, "r": 44, "t": 0, "b": _UNDER},
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
            "tickvals": ladder.places,
            "ticktext": ladder.names,
            "range": [ladder.height, 0],
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
