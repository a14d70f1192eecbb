"""The aim: every primary cell may be anything in its whole range, as far as it goes."""

from __future__ import annotations

from pipelines.suppression.search import HIDDEN_BETWEEN_SWEEPS, Search


def reach_targets(search: Search) -> None:
    """Hides what the aims take; an aim out of reach is left as close as it gets."""
    hidden = 0
    for cell in search.order.tolist():
        low, high = int(search.block.aim_low[cell]), int(search.block.aim_high[cell])
        for step in list(search.open_steps(cell, low, high)):
            hidden += _reach(search, cell, step)
            if hidden >= HIDDEN_BETWEEN_SWEEPS:
                search.sweep()
                hidden = 0


def _reach(search: Search, cell: int, step: int) -> int:
    """Takes the cell as far as `step`, or the next best; how many cells were hidden for it."""
    count, sign = int(search.block.counts[cell]), 1 if step > 0 else -1
    for size in range(abs(step), 0, -1):
        wanted = count + sign * size
        if search.witnesses.low[cell] <= wanted <= search.witnesses.high[cell]:
            return 0
        if (move := search.detours.find(cell, sign * size)) is not None:
            return search.take(cell, [move])
    return 0
