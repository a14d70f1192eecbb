"""Which figures a page has: read from the grains of its table, so a new indicator needs no edit.

Up to three: over time for all Stekken; by right, by step or by category for the last whole year;
and by Stek for a period that is over.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dashboards.views import labels
from dashboards.views.cells import Series, View
from dashboards.views.gathered import Gathered
from pipelines.disclosure.release import PublishedIndicator

MOST_SERIES = 4  # more colours than four cannot be told apart by everybody
MOST_PERIODS = 36  # three years of months: what still fits side by side


def views(indicator: PublishedIndicator) -> tuple[View, ...]:
    """The views of an indicator's page, in reading order."""
    wanted = (_over_time(indicator), _across(indicator), _by_stek(indicator))
    return tuple(view for view in wanted if view is not None)


def _over_time(indicator: PublishedIndicator) -> View | None:
    cells = Gathered.along(indicator, _counted(indicator), "period")
    cells = cells.of_first("month", "quarter", "year").last_periods(MOST_PERIODS)
    cells = cells.with_figures().most_counted(MOST_SERIES)
    return cells.view("time", dict.fromkeys(sorted(set(cells.cells["period"]))))


def _across(indicator: PublishedIndicator) -> View | None:
    """By category where that is the point; by step where there are many; else by right or trait."""
    if indicator.is_always_broken_down:
        return _highest_first(_by_category(indicator, indicator.breakdowns[-1]))
    outcomes = _outcomes(indicator)
    if len(indicator.outcomes) > MOST_SERIES:
        return _by_outcome(indicator)
    rights = Gathered.along(indicator, outcomes, "recht_code").latest("year", "quarter", "month")
    if not rights.is_empty:
        return _highest_first(rights.with_figures().view("right", dict(labels.rights())))
    return _by_category(indicator, indicator.breakdowns[0]) if indicator.breakdowns else None


def _by_category(indicator: PublishedIndicator, breakdown: str) -> View | None:
    """One row for each category of a breakdown, over all Stekken and rights."""
    series = [replace(one, breakdown=breakdown) for one in _outcomes(indicator)]
    cells = Gathered.along(indicator, series, "category").latest("year", "quarter", "month")
    view = cells.most_counted(MOST_SERIES).view("category", dict(labels.categories(breakdown)))
    return None if view is None else replace(view, rows_title=labels.breakdown_title(breakdown))


def _by_outcome(indicator: PublishedIndicator) -> View | None:
    """One row for each outcome, in the order of the header, counted: steps get smaller."""
    steps = [Series(one.label, one.code, is_rate=False) for one in indicator.outcomes]
    cells = Gathered.along(indicator, steps, "outcome").latest("year", "quarter", "month")
    one_series = Gathered(cells.series[:1], cells.cells.with_columns(series=pl.lit(0)))
    view = one_series.view("outcome", {step.outcome: step.label for step in steps})
    return None if view is None else replace(view, series=())


def _by_stek(indicator: PublishedIndicator) -> View | None:
    """In alphabetical order, never by value: Stekken are not ranked."""
    every = Gathered.along(indicator, _counted(indicator), "stek_id")
    latest = [every.latest(period_type) for period_type in ("quarter", "year", "month")]
    told = [cells for cells in latest if not cells.is_empty]
    if not told:
        return None
    cells = max(told, key=lambda cells: cells.share_shown).with_figures()
    cells = cells if len(cells.series) <= MOST_SERIES else cells.most_counted(1)
    return cells.view("stek", dict(labels.stekken()))


def _counted(indicator: PublishedIndicator) -> list[Series]:
    """What an indicator counts: its outcomes, or the categories that its first outcome falls in."""
    outcomes = _outcomes(indicator)
    if not indicator.is_always_broken_down:
        return outcomes
    breakdown = indicator.breakdowns[0]
    return [
        Series(label, outcomes[0].outcome, outcomes[0].is_rate, breakdown, category)
        for category, label in labels.categories(breakdown).items()
    ]


def _outcomes(indicator: PublishedIndicator) -> list[Series]:
    """The outcomes with a rate, all where none has one; of two that make the whole, the first."""
    series = [Series(one.label, one.code, one.has_rate) for one in indicator.outcomes]
    rates = [one for one in series if one.is_rate] or series
    return rates[:1] if len(rates) == 2 and _make_the_whole(indicator) else rates


def _make_the_whole(indicator: PublishedIndicator) -> bool:
    """Whether the outcomes with a rate add up to everybody: of two, one tells the other."""
    rated = {one.code for one in indicator.outcomes if one.has_rate}
    return bool(rated) and all(set(one.of) == rated for one in indicator.outcomes if one.of)


def _highest_first(view: View | None) -> View | None:
    """Rows by what was measured; the ones without a figure last, in the order of their list."""
    if view is None:
        return None
    rows = sorted(view.rows, key=lambda row: -(row.cells[0].measure or -1))
    return replace(view, rows=tuple(rows))
