"""What the drawings share: a drawing as Plotly reads it, the axis of the measure, hovering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dashboards.drawings.inks import GRID, MUTED
from dashboards.views.telling import Teller

UNDER: Final = 66  # pixels for the ticks and the words under a drawing
_LEAST = 10.0  # a measure's axis is at least this long, so that small counts do not look large


@dataclass(frozen=True)
class Drawing:
    """The traces, layout and annotations of a Plotly figure."""

    traces: tuple[dict[str, object], ...]
    layout: dict[str, object]
    annotations: tuple[dict[str, object], ...] = ()


def font_size(*, is_narrow: bool) -> int:
    """The size of the letters in a drawing, in pixels."""
    return 12 if is_narrow else 13


def measure_top(teller: Teller) -> float:
    """Where the axis of the measure ends: a little above the highest figure that is shown."""
    cells = (cell for row in teller.view.rows for cell in row.cells)
    return max(max(cell.measure or 0 for cell in cells) * 1.12, _LEAST)


def measure_axis(teller: Teller, ticks: int, share: float) -> dict[str, object]:
    """The axis of the measure, from zero, above the strip that takes that share."""
    return {
        "domain": [share, 1],
        "range": [0, measure_top(teller)],
        "tickformat": ",d",
        "ticksuffix": teller.tongue.percent_sign if teller.view.is_rate else "",
        "nticks": ticks,
        "gridcolor": GRID,
        "zerolinecolor": MUTED,
        "fixedrange": True,
    }


def hovering(teller: Teller, series: int) -> dict[str, object]:
    """What a reader sees who points at a mark."""
    return {
        "customdata": teller.points(series),
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }
