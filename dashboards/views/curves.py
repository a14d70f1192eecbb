"""How soon a decision comes: the share that was granted, refused or stopped by each day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboards.tongue import Tongue
from dashboards.views.cells import ALL
from dashboards.views.said import between
from dashboards.views.tables import Table, TableRow
from pipelines.contracts import Words
from pipelines.disclosure.release import PublishedEstimate, PublishedIndicator

ENDS: Final = ("toegekend", "stopgezet", "geweigerd")  # how waiting ends, most looked for first


@dataclass(frozen=True)
class Point:
    """The share that it happened to by a day, in percents, and the ends of its interval."""

    day: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Curve:
    """One way in which waiting ends; its points stop where the release hides the next.

    `half_by` is the day by which half had it, at the latest; None when that is not so far told.
    """

    code: str
    name: str
    points: tuple[Point, ...]
    half_by: int | None

    def by_day(self, day: int) -> Point | None:
        """The point of exactly that day."""
        return next((point for point in self.points if point.day == day), None)


@dataclass(frozen=True)
class Curves:
    """The curves of one period, and how many still waited and were followed from each day on."""

    period: str
    curves: tuple[Curve, ...]
    at_risk: tuple[tuple[int, int], ...]

    @property
    def last_day(self) -> int:
        """The last day that any curve tells."""
        return max(curve.points[-1].day for curve in self.curves)

    def of(self, code: str) -> Curve | None:
        """The curve of that end."""
        return next((curve for curve in self.curves if curve.code == code), None)


def curves(
    estimate: PublishedEstimate | None,
    medians: PublishedEstimate | None,
    indicator: PublishedIndicator | None,
    tongue: Tongue,
    recht_code: str = ALL,
) -> Curves | None:
    """The curves of the last year that is told, else of the last quarter; None without any."""
    if estimate is None or indicator is None or estimate.table.is_empty():
        return None
    table = estimate.table.filter(stek_id=ALL, recht_code=recht_code)
    told = table.filter(pl.col("share").is_not_null())
    for kind in ("year", "quarter"):
        own = told.filter(period_type=kind)
        if not own.is_empty():
            period = str(own["period"].max())
            labels = {one.code: one.label for one in indicator.outcomes}
            every = table.filter(period=period).sort("until_day")
            return _of_period(every, medians, labels, tongue)
    return None


def _of_period(
    rows: pl.DataFrame,
    medians: PublishedEstimate | None,
    labels: dict[str, Words],
    tongue: Tongue,
) -> Curves:
    period, recht_code = rows.select("period", "recht_code").row(0)
    found = tuple(
        Curve(
            code, labels[code].to(tongue.language), points, _half(medians, period, recht_code, code)
        )
        for code in ENDS
        if code in labels and (points := _points(rows.filter(outcome=code)))
    )
    return Curves(period, found, _at_risk(rows))


def _points(rows: pl.DataFrame) -> tuple[Point, ...]:
    told = rows.select("until_day", "share", "share_low", "share_high").drop_nulls()
    return tuple(Point(*row) for row in told.iter_rows())


def _at_risk(rows: pl.DataFrame) -> tuple[tuple[int, int], ...]:
    """From which day on so many waited: a class begins where the one before ends."""
    days = sorted(set(rows["until_day"]))
    begins = dict(zip(days, [0, *days], strict=False))
    waiting = {
        begins[day]: count
        for day, count in rows.select("until_day", "at_risk").iter_rows()
        if count is not None
    }
    return tuple(sorted(waiting.items()))


def _half(
    medians: PublishedEstimate | None, period: str, recht_code: str, outcome: str
) -> int | None:
    if medians is None or medians.table.is_empty():
        return None
    rows = medians.table.filter(
        pl.col("is_reached"), period=period, recht_code=recht_code, stek_id=ALL, outcome=outcome
    )
    return None if rows.is_empty() else int(rows["half_by_day"][0])


def curves_table(tongue: Tongue, told: Curves) -> Table:
    """A row for each day: how many waited until then, and the share of each end with its margin."""
    days = sorted({point.day for curve in told.curves for point in curve.points})
    begins = dict(zip(days, [0, *days], strict=False))
    waiting = dict(told.at_risk)
    share, margin = tongue.say("column_rate"), tongue.say("column_interval")
    return Table(
        row_title=tongue.say("curves_until"),
        columns=(*((share, margin) * len(told.curves)), tongue.say("curves_waiting")),
        rows=tuple(
            TableRow(
                tongue.say("curves_day", day=day),
                (
                    *(text for curve in told.curves for text in _told(tongue, curve.by_day(day))),
                    tongue.number(waiting[begins[day]]) if begins[day] in waiting else "",
                ),
            )
            for day in days
        ),
        groups=tuple((curve.name, 2) for curve in told.curves),
    )


def _told(tongue: Tongue, point: Point | None) -> tuple[str, str]:
    if point is None:
        return (tongue.say("short_hidden"), "")
    return (tongue.percent(point.share, 1), between(tongue, point.low, point.high))
