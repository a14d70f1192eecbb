"""The figures of one Stek: beside limits that fit its size, over time, its reasons, its deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboards.drawings.figures import drawn, drawn_view
from dashboards.drawings.piles import KINDS, draw_piles
from dashboards.drawings.ranges import draw_ranges
from dashboards.pages.control_figure import control_figure
from dashboards.pages.one_stek import LEADING, OneStek
from dashboards.pages.page import Figure
from dashboards.views import labels
from dashboards.views.deliveries_words import (
    deliveries_headline,
    deliveries_said,
    deliveries_table,
    kind_names,
)
from dashboards.views.notes import notes
from dashboards.views.one_stek import main_reason, reason_ranges, reasons, visited
from dashboards.views.one_stek_words import reasons_headline, reasons_table, visited_headline
from dashboards.views.sentences import subtitle
from dashboards.views.standing_words import own_table, ranges_of, rate_name
from dashboards.views.tables import table


def stek_figures(one: OneStek) -> Iterator[Figure]:
    """The figures that the release allows, in reading order."""
    yield from _standings(one)
    yield from control_figure(one.monitor, one.tongue, LEADING, one.stek.stek_id, one.name)
    yield from _visited(one)
    yield from _reasons(one)
    yield from _deliveries(one)


def standings_headline(one: OneStek) -> str:
    """How many shares lie within the limits, and which do not: to look at together, no verdict."""
    placed = [(compared, own) for compared, own in one.standings if own.position is not None]
    outside = [rate_name(compared, one.tongue) for compared, own in placed if own.is_outside]
    if not placed:
        return one.tongue.say("standings_nothing", name=one.name)
    if not outside:
        return one.tongue.say("standings_all", name=one.name, count=len(placed))
    return one.tongue.say(
        "standings_some",
        name=one.name,
        count=len(outside),
        total=len(placed),
        items="; ".join(outside),
    )


def _standings(one: OneStek) -> Iterator[Figure]:
    if not any(own.value is not None for _, own in one.standings):
        return
    tongue, ranges = one.tongue, ranges_of(one.stek.stek_id, one.shares, one.tongue)
    periods = dict.fromkeys(tongue.period(compared.period) for compared, _ in one.standings)
    without = any(own.value is not None and own.limits_95 is None for _, own in one.standings)
    yield Figure(
        id="standing",
        headline=standings_headline(one),
        subtitle=tongue.say("standings_subtitle", period=", ".join(periods), name=one.name),
        notes=(
            tongue.say("standings_chance"),
            *((tongue.say("standings_without"),) if without else ()),
        ),
        drawing=drawn(
            lambda is_narrow: draw_ranges(ranges, is_narrow=is_narrow), tongue, one.sample
        ),
        table=own_table(one.stek.stek_id, one.shares, tongue),
        table_of="comparison",
        method="comparison.html#method",
    )


def _visited(one: OneStek) -> Iterator[Figure]:
    teller = visited(one.monitor.indicators, one.stek.stek_id, one.tongue)
    if teller is None:
        return
    whole = table(teller)
    own = replace(
        whole,
        columns=whole.columns[:-1],
        rows=tuple(replace(row, cells=row.cells[:-1]) for row in whole.rows),
    )
    yield Figure(
        id="visits",
        headline=visited_headline(teller, one.name),
        subtitle=subtitle(teller).replace(one.tongue.say("all_stekken"), one.name),
        notes=(*notes(teller), _rounded(one)),
        drawing=drawn_view(teller, one.sample),
        table=own,
        table_of=teller.indicator.name,
        method=f"{teller.indicator.name}.html#method",
    )


def _reasons(one: OneStek) -> Iterator[Figure]:
    period, found = reasons(one.monitor.indicators.get("reasons"), one.stek.stek_id)
    if not found or main_reason(found) is None:
        return
    ranges = reason_ranges(found, one.tongue)
    yield Figure(
        id="reasons",
        headline=reasons_headline(found, period, one.name, one.tongue),
        subtitle=one.tongue.say("reasons_subtitle", period=period, name=one.name),
        notes=(one.tongue.say("reasons_margin"),),
        drawing=drawn(
            lambda is_narrow: draw_ranges(ranges, is_narrow=is_narrow), one.tongue, one.sample
        ),
        table=reasons_table(found, one.tongue),
        table_of="reasons",
        method="reasons.html#method",
    )


def _deliveries(one: OneStek) -> Iterator[Figure]:
    if not one.months:
        return
    said = deliveries_said(one.months, one.tongue)
    names = kind_names(one.months, one.tongue)
    yield Figure(
        id="deliveries",
        headline=deliveries_headline(one.last_delivered, one.name, one.tongue),
        subtitle=one.tongue.say(
            "deliveries_subtitle",
            first=one.tongue.period(one.months[0].period),
            last=one.tongue.period(one.months[-1].period),
            name=one.name,
        ),
        notes=tuple(f"{sign} {names[kind]}" for kind, _, sign, _ in KINDS if kind in names)
        + ((f"(n) {names['nothing']}",) if "nothing" in names else ()),
        drawing=drawn(
            lambda is_narrow: draw_piles(one.months, said, one.tongue, is_narrow=is_narrow),
            one.tongue,
            one.sample,
        ),
        table=deliveries_table(one.months, one.tongue),
        table_of="deliveries_received",
        method="deliveries_received.html#method",
    )


def _rounded(one: OneStek) -> str:
    return labels.statuses()["provisional"].to(one.tongue.language)
