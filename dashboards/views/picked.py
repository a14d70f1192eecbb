"""The released cells that one figure needs, by what tells them apart, in the latest period told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboards.views.cells import ALL, Cell
from dashboards.views.gathered import Along
from pipelines.disclosure.release import PublishedIndicator

_TOTALS: Final = ("stek_id", "recht_code", "breakdown", "category")
_CELL: Final = (
    "numerator", "denominator", "value", "ci_low", "ci_high", "status", "steks_reporting",
    "steks_expected",
)  # fmt: skip
YEAR_FIRST: Final = ("year", "quarter", "month")


@dataclass(frozen=True)
class Picked:
    """Cells of one period, by their code along one dimension; `period_type` is month or longer."""

    period_type: str
    period: str
    cells: Mapping[str, Cell]

    @property
    def shown(self) -> dict[str, Cell]:
        """Those that have something to draw."""
        return {code: cell for code, cell in self.cells.items() if cell.measure is not None}


def picked(
    indicator: PublishedIndicator | None,
    along: Along,
    *,
    kinds: tuple[str, ...] = YEAR_FIRST,
    **place: str,
) -> Picked | None:
    """The cells along that dimension, in total over all else that `place` does not fix.

    Of the last period of the first kind that shows anything; of the first kind there is when none
    shows a thing; None when there is no such cell.
    """
    if indicator is None:
        return None
    totals = {name: ALL for name in _TOTALS if name != along}
    rows = indicator.table.filter(pl.col(along) != ALL, **{**totals, **place})
    found = [_latest(indicator, rows, along, kind) for kind in kinds]
    told = [one for one in found if one is not None]
    return next((one for one in told if one.shown), told[0] if told else None)


def one_cell(
    indicator: PublishedIndicator | None, outcome: str, recht_code: str = ALL
) -> tuple[str, Cell] | None:
    """The period and the cell of an outcome of a right; the last year that is shown, else a quarter."""
    found = picked(indicator, "outcome", outcome=outcome, recht_code=recht_code)
    if found is None or outcome not in found.cells:
        return None
    return found.period, found.cells[outcome]


def _latest(
    indicator: PublishedIndicator, rows: pl.DataFrame, along: Along, kind: str
) -> Picked | None:
    own = rows.filter(period_type=kind)
    if own.is_empty():
        return None
    last = own.filter(period=own["period"].max())
    rated = {one.code for one in indicator.outcomes if one.has_rate}
    cells = {
        code: Cell(outcome in rated, *values)
        for code, outcome, *values in last.select(
            pl.col(along).alias("code"), "outcome", *_CELL
        ).iter_rows()
    }
    return Picked(kind, str(last["period"][0]), cells)
