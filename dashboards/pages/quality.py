"""Gegevenskwaliteit: who delivered what and when, what is held back, and how figures still moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from dashboards.drawings.figures import drawn
from dashboards.drawings.punctuality import SIGNS, Named, draw_punctuality
from dashboards.pages.indicators import told
from dashboards.pages.monitor import Monitor
from dashboards.pages.page import Figure, Page
from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.cells import Series
from dashboards.views.choice import views
from dashboards.views.gathered import Gathered
from dashboards.views.punctuality import STATES, Punctuality, punctuality, received
from dashboards.views.tables import Table, TableRow
from dashboards.views.telling import Teller
from pipelines.disclosure.release import PublishedIndicator

_DELIVERIES: Final = "deliveries_received"
# The figures of other pages that say how far the others may be trusted.
_TRUST: Final = (
    ("rows_held_back", "stek"),
    ("answers_unknown", "time"),
)


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The one page about the quality of what was delivered."""
    yield Page(
        name="gegevenskwaliteit",
        title=tongue.say("quality_title"),
        template="quality.html.jinja",
        content={"may_move": tuple(_may_move(monitor, tongue))},
        figures=tuple(_figures(monitor, tongue)),
    )


def _figures(monitor: Monitor, tongue: Tongue) -> Iterator[Figure]:
    deliveries = monitor.indicators.get(_DELIVERIES)
    if deliveries is not None:
        yield from _calendar(monitor, deliveries, tongue)
    revisions = monitor.indicators.get("revisions")
    if revisions is not None:
        yield from _revisions(monitor, revisions, tongue)
    for name, kind in _TRUST:
        indicator = monitor.indicators.get(name)
        for view in views(indicator) if indicator is not None else ():
            if indicator is not None and view.kind == kind:
                figure_id = f"{name.replace('_', '-')}-{kind}"
                yield told(Teller(indicator, view, tongue), figure_id, monitor.sample(tongue))


def _calendar(monitor: Monitor, indicator: PublishedIndicator, tongue: Tongue) -> Iterator[Figure]:
    of = punctuality(indicator)
    if not of.months:
        return
    states = {one: tongue.say(f"calendar_{one}") for one in STATES}
    named = Named(
        {stek: label.to(tongue.language) for stek, label in labels.stekken().items()}, states
    )
    counted = received(indicator, of.months[-1])
    first, last = (tongue.period(of.months[end]) for end in (0, -1))
    yield Figure(
        id="calendar",
        headline=tongue.say(
            "calendar_headline",
            within=tongue.within(of.months[-1]),
            expected=tongue.number(counted.expected),
            received=tongue.number(counted.received),
            in_time=tongue.number(counted.in_time),
        ),
        subtitle=tongue.say("calendar_subtitle", first=first, last=last),
        notes=tuple(f"{SIGNS[one][1]} {states[one]}" for one in of.occurring),
        drawing=drawn(
            lambda is_narrow: draw_punctuality(of, named, tongue, is_narrow=is_narrow),
            tongue,
            monitor.sample(tongue),
        ),
        table=_calendar_table(of, named, tongue),
        table_of=indicator.name,
        method=f"{indicator.name}.html#method",
    )


def _revisions(monitor: Monitor, indicator: PublishedIndicator, tongue: Tongue) -> Iterator[Figure]:
    """What was counted at the due day beside what is counted now, month by month."""
    series = [Series(one.label, one.code, is_rate=False) for one in indicator.outcomes]
    months = Gathered.along(indicator, series, "period").of_first("month")
    view = months.view("time", dict.fromkeys(sorted(set(months.cells["period"]))))
    if view is not None:
        yield told(Teller(indicator, view, tongue), "revisions", monitor.sample(tongue))


def _calendar_table(of: Punctuality, named: Named, tongue: Tongue) -> Table:
    """The last twelve months in words."""
    return Table(
        row_title=tongue.say("column_stek"),
        columns=tuple(tongue.period(month) for month in of.last_year),
        rows=tuple(
            TableRow(
                name,
                tuple(
                    named.states[state] if (state := of.states[stek].get(month)) else "-"
                    for month in of.last_year
                ),
            )
            for stek, name in named.stekken.items()
            if stek in of.states
        ),
    )


def _may_move(monitor: Monitor, tongue: Tongue) -> Iterator[str]:
    """Where the figures of recent months will probably end, for those about people and visits."""
    estimate = monitor.estimates.get("revision_band")
    if estimate is None or estimate.table.is_empty():
        return
    last = estimate.table.filter(pl.col("period") == pl.col("period").max())
    for name, code, period, count, low, high in last.select(
        "indicator", "outcome", "period", "numerator", "count_low", "count_high"
    ).iter_rows():
        indicator = monitor.indicators[name]
        outcome = next(one for one in indicator.outcomes if one.code == code)
        yield tongue.say(
            "may_move",
            what=outcome.label.to(tongue.language),
            title=indicator.title.to(tongue.language),
            within=tongue.within(period),
            count=tongue.number(count),
            low=tongue.number(low),
            high=tongue.number(high),
        )
