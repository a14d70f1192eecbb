"""The aim: every primary cell may be anything in its whole range, as far as it goes."""

from __future__ import annotations

from pipelines.suppression.search import Search
from pipelines.suppression.system import Whole


def reach(search: Search, low: Whole, high: Whole) -> None:
    """Hides what it takes to bring every cell to its ends, or as close as it gets."""
    for cell in search.order.tolist():
        for step in list(search.open_steps(cell, int(low[cell]), int(high[cell]))):
            _take(search, cell, step)


def _take(search: Search, cell: int, step: int) -> None:
    """Takes the cell as far as `step`, or the next best."""
    sign = 1 if step > 0 else -1
    for size in range(abs(step), 0, -1):
        if search.is_reached(cell, sign * size):
            return
        if (move := search.detours.find(cell, sign * size)) is not None:
            search.take(cell, [move])
            return
