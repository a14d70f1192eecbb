"""Which figures a page has: read from the grains of its table, so a new indicator needs no edit.

Up to three: over time for all Stekken; by right, by outcome or by a trait for the last whole year;
and by Stek for the last quarter that is over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from dashboards import labels
from dashboards.views import Cell, Row, View
from pipelines.release import Outcome, PublishedIndicator

ALL = "ALL"
MOST_SERIES = 4  # more colours than four cannot be told apart by everybody
MOST_PERIODS = 36  # three years of months: what still fits side by side
_SHORT_FIRST = ("month", "quarter", "year")
_LONG_FIRST = ("year", "quarter", "month")
_THICK_ENOUGH = ("quarter", "year", "month")  # a month is too thin for one Stek


def views(indicator: PublishedIndicator) -> tuple[View, ...]:
    """The views of an indicator's page, in reading order."""
    wanted = (_over_time(indicator), _across(indicator), _by_stek(indicator))
    return tuple(view for view in wanted if view is not None)


def _over_time(indicator: PublishedIndicator) -> View | None:
    cells = _of_first(_cells(indicator), _SHORT_FIRST)
    periods = sorted(cells["period"].unique())[-MOST_PERIODS:]
    cells = cells.filter(pl.col("period").is_in(periods))
    return _view(View("time", "", (), ALL, _series(indicator, cells), ()), cells, "period", periods)


def _across(indicator: PublishedIndicator) -> View | None:
    """By outcome when there are more than colours can hold, else by right, else by a trait."""
    if _has_many(indicator):
        return _by_outcome(indicator)
    rights = _latest(_cells(indicator, recht_code=None), _LONG_FIRST)
    if not rights.is_empty():
        empty = View("right", "", (), ALL, _series(indicator, rights), ())
        return _highest_first(_view(empty, rights, "recht_code", labels.rights()))
    for breakdown in indicator.breakdowns:
        cells = _latest(_cells(indicator, breakdown=breakdown, category=None), _LONG_FIRST)
        if not cells.is_empty():
            empty = View("category", "", (), breakdown, _series(indicator, cells), ())
            return _view(empty, cells, "category", labels.categories(breakdown))
    return None


def _by_outcome(indicator: PublishedIndicator) -> View | None:
    cells = _latest(_cells(indicator), _LONG_FIRST)
    outcomes = _measured(indicator)
    whole = _view(View("outcome", "", (), ALL, outcomes, ()), cells, "period", set(cells["period"]))
    if whole is None:
        return None
    in_turn = zip(outcomes, whole.rows[0].cells, strict=True)
    rows = tuple(Row(outcome.code, (cell,)) for outcome, cell in in_turn)
    return replace(whole, series=(), rows=rows)


def _by_stek(indicator: PublishedIndicator) -> View | None:
    """In alphabetical order, never by value: Stekken are not ranked."""
    cells = _latest(_cells(indicator, stek_id=None), _THICK_ENOUGH)
    series = _series(indicator, cells, most=1 if _has_many(indicator) else MOST_SERIES)
    return _view(View("stek", "", (), ALL, series, ()), cells, "stek_id", labels.stekken())


def _cells(
    indicator: PublishedIndicator,
    *,
    stek_id: str | None = ALL,
    recht_code: str | None = ALL,
    breakdown: str = ALL,
    category: str | None = ALL,
) -> pl.DataFrame:
    """The cells with these values; None stands for every value but the total."""
    wanted = {"stek_id": stek_id, "recht_code": recht_code, "category": category}
    return indicator.table.filter(
        pl.col("breakdown") == breakdown,
        *(
            pl.col(name) != ALL if value is None else pl.col(name) == value
            for name, value in wanted.items()
        ),
    )


def _of_first(cells: pl.DataFrame, period_types: tuple[str, ...]) -> pl.DataFrame:
    """The cells of the first of these period types that has any."""
    present = set(cells["period_type"].unique())
    chosen = next((one for one in period_types if one in present), "")
    return cells.filter(pl.col("period_type") == chosen)


def _latest(cells: pl.DataFrame, period_types: tuple[str, ...]) -> pl.DataFrame:
    """The cells of the last period of that type; only periods that are over are released."""
    return _of_first(cells, period_types).filter(pl.col("period") == pl.col("period").max())


def _measured(indicator: PublishedIndicator) -> tuple[Outcome, ...]:
    """The outcomes with a rate; all of them where none has one."""
    return tuple(o for o in indicator.outcomes if o.has_rate) or indicator.outcomes


def _has_many(indicator: PublishedIndicator) -> bool:
    return len(_measured(indicator)) > MOST_SERIES


def _series(
    indicator: PublishedIndicator, cells: pl.DataFrame, most: int = MOST_SERIES
) -> tuple[Outcome, ...]:
    """The outcomes to draw: all, or those most often counted when there are too many."""
    measured = _measured(indicator)
    counts = dict(cells.group_by("outcome").agg(pl.col("numerator").sum()).iter_rows())
    often = sorted(measured, key=lambda outcome: -counts.get(outcome.code, 0))[:most]
    return tuple(outcome for outcome in measured if outcome in often)


def _view(empty: View, cells: pl.DataFrame, along: str, keys: Iterable[str]) -> View | None:
    """The view filled with a row for each key that has cells; None when no key has."""
    if cells.is_empty():
        return None
    found = {
        (key, outcome): cell
        for key, outcome, *cell in cells.select(
            along, "outcome", "numerator", "denominator", "value", "status",
            "steks_reporting", "steks_expected",
        ).iter_rows()
    }  # fmt: skip
    rows = tuple(
        Row(key, tuple(Cell(one.has_rate, *found[key, one.code]) for one in empty.series))
        for key in keys
        if (key, empty.series[0].code) in found
    )
    periods = tuple(sorted(set(cells["period"])))
    return replace(empty, period_type=cells["period_type"][0], periods=periods, rows=rows)


def _highest_first(view: View | None) -> View | None:
    """Rights by what was measured, the ones without a figure last in the order of their list."""
    if view is None:
        return None
    rows = sorted(view.rows, key=lambda row: -(row.cells[0].measure or 0))
    return replace(view, rows=tuple(rows))
