"""What one Stek counts: its people and visits over time, its reasons, its signals; beside the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.cells import ALL, Cell, Row, Series, View
from dashboards.views.ranges import Range, Ranges
from dashboards.views.telling import Teller
from pipelines.contracts import Words
from pipelines.disclosure.release import PublishedIndicator

_CELL = (
    "numerator", "denominator", "value", "ci_low", "ci_high", "status", "steks_reporting",
    "steks_expected",
)  # fmt: skip
_VISITED = (("reach", "personen"), ("contacts", "bezoeken"))
_UNKNOWN = "N9"  # the group of reasons for "not known"


def visited(
    indicators: Mapping[str, PublishedIndicator], stek_id: str, tongue: Tongue
) -> Teller | None:
    """People and visits of a Stek by month, or by quarter where there are no months."""
    known = [(indicators[name], code) for name, code in _VISITED if name in indicators]
    for kind in ("month", "quarter"):
        own = [
            (indicator, code, cells)
            for indicator, code in known
            if (cells := _over_time(indicator, code, stek_id, kind))
            and any(cell.measure is not None for cell in cells.values())
        ]
        if own:
            return _teller(own, kind, tongue)
    return None


def _over_time(
    indicator: PublishedIndicator, code: str, stek_id: str, kind: str
) -> dict[str, Cell]:
    rows = indicator.table.filter(
        period_type=kind, stek_id=stek_id, recht_code=ALL, breakdown=ALL, outcome=code
    )
    return {period: Cell(False, *cell) for period, *cell in rows.select("period", *_CELL).iter_rows()}  # noqa: FBT003 - a count  # fmt: skip


def _teller(
    own: list[tuple[PublishedIndicator, str, dict[str, Cell]]], kind: str, tongue: Tongue
) -> Teller:
    periods = sorted(set.intersection(*(set(cells) for _, _, cells in own)))
    series = tuple(Series(_label(indicator, code), code, False) for indicator, code, _ in own)  # noqa: FBT003 - a count
    rows = tuple(Row(None, one, tuple(cells[one] for _, _, cells in own)) for one in periods)
    breaks = tuple(dict.fromkeys(one for indicator, _, _ in own for one in indicator.breaks))
    outcomes = tuple(one for indicator, _, _ in own for one in indicator.outcomes)
    first = replace(own[0][0], breaks=breaks, outcomes=outcomes)
    return Teller(first, View("time", kind, tuple(periods), None, series, rows), tongue)


def _label(indicator: PublishedIndicator, code: str) -> Words:
    return next(one.label for one in indicator.outcomes if one.code == code)


@dataclass(frozen=True)
class Reason:
    """One group of reasons: the share in a Stek, and in all Stekken together."""

    code: str
    own: Cell
    total: Cell | None


def reasons(indicator: PublishedIndicator | None, stek_id: str) -> tuple[str, tuple[Reason, ...]]:
    """The last year in which a group of reasons of this Stek is shown, and all its groups."""
    if indicator is None:
        return "", ()
    rows = indicator.table.filter(recht_code=ALL, breakdown="redengroep", period_type="year")
    own = rows.filter(stek_id=stek_id)
    shown = own.filter(pl.col("value").is_not_null())
    if shown.is_empty():
        return "", ()
    period = str(shown["period"].max())
    mine, every = (_by_category(table, period) for table in (own, rows.filter(stek_id=ALL)))
    return period, tuple(
        Reason(code, mine[code], every.get(code))
        for code in labels.categories("redengroep")
        if code in mine
    )


def _by_category(rows: pl.DataFrame, period: str) -> dict[str, Cell]:
    cells = rows.filter(period=period).select("category", *_CELL)
    return {category: Cell(True, *cell) for category, *cell in cells.iter_rows()}  # noqa: FBT003 - a share


def main_reason(found: tuple[Reason, ...]) -> Reason | None:
    """The group that is noted most in the Stek, of those that name a reason."""
    named = [one for one in found if one.code != _UNKNOWN and one.own.value is not None]
    return max(named, key=lambda one: one.own.value or 0, default=None)


def reason_ranges(found: tuple[Reason, ...], tongue: Tongue) -> Ranges:
    """The groups of reasons ready to be drawn, in the order of their list."""
    return Ranges(
        rows=tuple(_range(one, tongue) for one in found),
        value_is=tongue.say("ranges_value"),
        reference_is=tongue.say("all_stekken"),
        interval_is=tongue.say("ranges_margin"),
        percent_sign=tongue.percent_sign,
    )


def _range(reason: Reason, tongue: Tongue) -> Range:
    name = labels.categories("redengroep")[reason.code].to(tongue.language)
    cell, total = reason.own, reason.total
    is_shown = cell.value is not None
    figure = tongue.percent(cell.value) if cell.value is not None else tongue.say("state_no_rate")
    ends = (cell.ci_low, cell.ci_high)
    return Range(
        name=name,
        value=cell.value,
        figure=figure,
        said=f"{name}<br>{figure}",
        reference=float(total.value) if total and total.value is not None else None,
        interval=(ends[0], ends[1])
        if is_shown and ends[0] is not None and ends[1] is not None
        else None,
    )


def latest_count(
    indicator: PublishedIndicator | None, code: str, stek_id: str
) -> tuple[str, int] | None:
    """The last year, or else quarter, of a count that is shown, with its period."""
    if indicator is None:
        return None
    rows = indicator.table.filter(
        pl.col("numerator").is_not_null(),
        pl.col("status") != "not_delivered",
        stek_id=stek_id,
        recht_code=ALL,
        breakdown=ALL,
        outcome=code,
    )
    for kind in ("year", "quarter"):
        own = rows.filter(period_type=kind).sort("period").select("period", "numerator")
        if not own.is_empty():
            period, count = own.row(-1)
            return str(period), int(count)
    return None
