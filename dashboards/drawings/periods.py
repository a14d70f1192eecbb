"""An axis of periods, with as many of them named as there is room for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from dashboards.drawings.inks import MUTED
from dashboards.tongue import Tongue

_STEPS: Final = {"month": (1, 2, 3, 6, 12), "quarter": (1, 2, 4, 8), "year": (1, 2, 5, 10)}
_MOST: Final = {True: 4, False: 9}  # ticks on a narrow and on a wide screen


def period_axis(
    periods: Sequence[str], period_type: str, tongue: Tongue, *, is_narrow: bool
) -> dict[str, object]:
    """The periods side by side; ticks are counted back from the last one."""
    steps = _STEPS[period_type]
    most = _MOST[is_narrow]
    step = next((one for one in steps if math.ceil(len(periods) / one) <= most), steps[-1])
    places = list(range(len(periods) - 1, -1, -step))
    return {
        "tickvals": places,
        "ticktext": [tongue.tick(periods[place]) for place in places],
        "range": [-0.5, len(periods) - 0.5],
        "ticks": "outside",
        "tickcolor": MUTED,
        "linecolor": MUTED,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "anchor": "free",
        "position": 0,
    }


def upright(place: int, colour: str) -> dict[str, object]:
    """A dotted line before that period: from there on something is otherwise."""
    across = {"x0": place - 0.5, "x1": place - 0.5, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **across, "line": {"color": colour, "width": 1.5, "dash": "dot"}}
