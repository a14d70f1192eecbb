"""The drawings of rows under each other: bars of one series, dots of several."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from dashboards.drawings.axes import UNDER, Drawing, font_size, hovering, measure_axis
from dashboards.drawings.inks import GRID, MARKS, MUTED
from dashboards.drawings.lettering import room_for
from dashboards.drawings.strips import strip_axis, strip_beside_rows, strip_share
from dashboards.views.telling import Teller

_LINE = 17  # pixels of one line of a row's name
_DOT = 9  # pixels between the marks of two series in one row, so that none hides another
_AIR = 12  # pixels between two rows
_BESIDE = 12  # pixels between the names and the edges beside them


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


def draw_bars(teller: Teller, *, is_narrow: bool) -> Drawing:
    """One bar a row with its figure behind it; words where there is no figure."""
    ladder = Ladder.of(teller, is_narrow=is_narrow)
    layout = {**_layout(teller, ladder, above=0, is_narrow=is_narrow), "showlegend": False}
    return Drawing((_bars(teller, ladder), _words(teller, ladder)), layout)


def draw_dots(teller: Teller, *, is_narrow: bool) -> Drawing:
    """One dot a row for each series; signs in a strip where there is no figure."""
    ladder, names = Ladder.of(teller, is_narrow=is_narrow), teller.series_names()
    heights = [ladder.beside(series, len(names)) for series in range(len(names))]
    dots: list[dict[str, object]] = [
        {
            "type": "scatter",
            "x": [row.cells[series].measure for row in teller.view.rows],
            "y": heights[series],
            "mode": "markers",
            "marker": {"symbol": MARKS[series].symbol, "size": 10, "color": MARKS[series].colour},
            "name": name,
            **hovering(teller, series),
        }
        for series, name in enumerate(names)
    ]
    above = 30 + (20 * len(names) if is_narrow else 0)  # pixels for the legend
    layout = _layout(teller, ladder, above=above, is_narrow=is_narrow)
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "itemclick": False}
    return Drawing((*dots, *strip_beside_rows(teller, heights)), {**layout, "legend": legend})


def _left(ladder: Ladder, *, is_narrow: bool) -> float:
    return room_for(ladder.names, font_size(is_narrow=is_narrow)) + _BESIDE


def _bars(teller: Teller, ladder: Ladder) -> dict[str, object]:
    cells = [row.cells[0] for row in teller.view.rows]
    return {
        "type": "bar",
        "x": [cell.measure for cell in cells],
        "y": list(ladder.places),
        "orientation": "h",
        "width": _LINE + 2,
        "marker": {"color": MARKS[0].colour},
        "text": ["" if cell.measure is None else teller.amount(cell) for cell in cells],
        "textposition": "outside",
        **hovering(teller, 0),
    }


def _words(teller: Teller, ladder: Ladder) -> dict[str, object]:
    """Why there is no figure, in the place of the bar."""
    missing = {
        place: f" <i>{teller.amount(row.cells[0])}</i>"
        for place, row in zip(ladder.places, teller.view.rows, strict=True)
        if row.cells[0].measure is None
    }
    return {
        "type": "scatter",
        "x": [0] * len(missing),
        "y": list(missing),
        "mode": "text",
        "text": list(missing.values()),
        "textposition": "middle right",
        "textfont": {"color": MUTED},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _layout(teller: Teller, ladder: Ladder, *, above: int, is_narrow: bool) -> dict[str, object]:
    has_strip = len(teller.view.series) > 1
    share = strip_share(teller, lanes=1) if has_strip else 0.0
    return {
        "height": ladder.height + UNDER + above,
        "margin": {"l": _left(ladder, is_narrow=is_narrow), "r": 44, "t": above, "b": UNDER},
        "xaxis": measure_axis(teller, 4 if is_narrow else 7, share),
        **({"xaxis2": strip_axis(share, 1)} if has_strip else {}),
        "yaxis": {
            "tickvals": list(ladder.places),
            "ticktext": list(ladder.names),
            "range": [ladder.height, 0],
            "showgrid": has_strip,
            "gridcolor": GRID,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
            "ticklabelstandoff": 6,
            "anchor": "free",
            "position": 0,
        },
    }
