"""The aim: every primary cell may be anything in its whole range, as far as it goes."""

from __future__ import annotations

from pipelines.suppression.search import Search
from pipelines.suppression.system import Whole

HIDDEN_BETWEEN = 6  # one more hidden cell often frees many ends: then they are gathered


def reach(search: Search, low: Whole, high: Whole) -> None:
    """Hides what it takes to bring every cell to its ends, or as close as it gets."""
    hidden = 0
    for cell in search.order.tolist():
        for step in list(search.open_steps(cell, int(low[cell]), int(high[cell]))):
            hidden += _taken(search, cell, step)
            if hidden >= HIDDEN_BETWEEN:
                search.gather(low, high, most=4, patience=1)
                hidden = 0


def _taken(search: Search, cell: int, step: int) -> int:
    """Takes the cell as far as `step`, or the next best; how many cells were hidden for it."""
    sign = 1 if step > 0 else -1
    for size in range(abs(step), 0, -1):
        if search.is_reached(cell, sign * size):
            return 0
        if (move := search.detours.find(cell, sign * size)) is not None:
            return search.take(cell, [move])
    return 0
