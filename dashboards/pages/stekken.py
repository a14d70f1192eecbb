"""The Stekken: a page with all of them on a map, and a page for each with what it gains from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboards.drawings.figures import drawn
from dashboards.drawings.map import LOOKS, Spot, draw_map
from dashboards.pages.monitor import Monitor
from dashboards.pages.one_stek import DELIVERIES, OneStek, shares_of
from dashboards.pages.page import Figure, Page
from dashboards.pages.stek_figures import stek_figures
from dashboards.pages.stek_short import Signals, in_short, signals
from dashboards.tongue import Tongue
from dashboards.views.deliveries import Deliveries, deliveries
from dashboards.views.deliveries_words import month_said
from dashboards.views.peers import peers
from dashboards.views.roster import Stek, roster
from dashboards.views.tables import Table, TableRow


@dataclass(frozen=True)
class Line:
    """One Stek in the list: where it is, since when, and what it delivered last."""

    stek: Stek
    name: str
    place: str
    active: str
    delivered: str


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The page of all Stekken, then one for each."""
    months = _months(monitor)
    lines = tuple(_line(stek, months.get(stek.stek_id, ()), tongue) for stek in roster().values())
    last = _last(months)
    yield Page(
        name="stekken",
        title=tongue.say("stekken_title"),
        template="stekken.html.jinja",
        content={
            "lines": lines,
            "last": tongue.period(last) if last else "",
            "is_to_confirm": any(line.stek.is_to_confirm for line in lines),
        },
        figures=tuple(_map(monitor, months, lines, tongue)),
    )
    yield from _own_pages(monitor, months, lines, tongue)


def _own_pages(
    monitor: Monitor,
    months: dict[str, tuple[Deliveries, ...]],
    lines: tuple[Line, ...],
    tongue: Tongue,
) -> Iterator[Page]:
    shares = shares_of(monitor)
    estimate = monitor.estimates.get("peers")
    period, alike = ("", {}) if estimate is None else peers(estimate.table)
    for line in lines:
        own = months.get(line.stek.stek_id, ())
        one = OneStek(monitor, line.stek, own, shares, tongue)
        told: Signals | None = signals(one)
        yield Page(
            name=line.stek.page,
            title=line.name,
            template="stek.html.jinja",
            content={
                "line": line,
                "in_short": tuple(in_short(one)),
                "signals": told,
                "peers": alike.get(line.stek.stek_id, ()),
                "peers_period": period,
            },
            figures=tuple(stek_figures(one)),
        )


def _months(monitor: Monitor) -> dict[str, tuple[Deliveries, ...]]:
    indicator = monitor.indicators.get(DELIVERIES)
    return {} if indicator is None else deliveries(indicator.table)


def _last(months: dict[str, tuple[Deliveries, ...]]) -> str:
    """The last month in which any delivery was expected; empty when there is none."""
    return max((own[-1].period for own in months.values()), default="")


def _line(stek: Stek, months: tuple[Deliveries, ...], tongue: Tongue) -> Line:
    where = ", ".join(dict.fromkeys(part for part in (stek.municipality, stek.province) if part))
    since, until = tongue.period(stek.since), stek.until
    active = (
        tongue.say("active_from_to", first=since, last=tongue.period(until))
        if until
        else tongue.say("active_since", period=since)
    )
    return Line(
        stek=stek,
        name=stek.name.to(tongue.language),
        place=where or tongue.say("place_unknown"),
        active=active,
        delivered=month_said(months[-1], tongue) if months else tongue.say("delivered_unknown"),
    )


def _map(
    monitor: Monitor,
    months: dict[str, tuple[Deliveries, ...]],
    lines: tuple[Line, ...],
    tongue: Tongue,
) -> Iterator[Figure]:
    last = _last(months)
    if not last:
        return
    spots = tuple(
        Spot(line.stek, number, own[-1].delivered if own else None, said)
        for number, line in enumerate(lines, 1)
        for own in [months.get(line.stek.stek_id, ())]
        for said in [f"{line.name}<br>{line.place}<br>{line.delivered}"]
    )
    yield Figure(
        id="map",
        headline=_headline(spots, last, tongue),
        subtitle=tongue.say("map_subtitle", period=tongue.period(last)),
        notes=_notes(spots, lines, tongue),
        drawing=drawn(
            lambda is_narrow: draw_map(spots, is_narrow=is_narrow), tongue, monitor.sample(tongue)
        ),
        table=_table(lines, tongue),
        table_of=DELIVERIES,
        method=f"{DELIVERIES}.html#method",
    )


def _headline(spots: tuple[Spot, ...], last: str, tongue: Tongue) -> str:
    told = [spot for spot in spots if spot.delivered is not None]
    whole = sum(spot.delivered == "all" for spot in told)
    return tongue.say("map_headline", within=tongue.within(last), count=whole, total=len(told))


def _notes(spots: tuple[Spot, ...], lines: tuple[Line, ...], tongue: Tongue) -> tuple[str, ...]:
    names = {"all": "map_all", "part": "map_part", "none": "map_none"}
    seen = {spot.delivered for spot in spots}
    signs = tuple(
        f"{sign} {tongue.say(names[key])}" for key, (_, sign, _) in LOOKS.items() if key in seen
    )
    nowhere = [line.name for line in lines if line.stek.lat is None]
    absent = (tongue.say("map_nowhere", names=", ".join(nowhere)),) if nowhere else ()
    return (*signs, tongue.say("map_sketch"), *absent)


def _table(lines: tuple[Line, ...], tongue: Tongue) -> Table:
    keys = ("column_number", "column_place", "column_active", "column_delivered")
    return Table(
        row_title=tongue.say("column_stek"),
        columns=tuple(tongue.say(key) for key in keys),
        rows=tuple(
            TableRow(
                line.name,
                (str(number), line.place, line.active, line.delivered),
                f"{line.stek.page}.html",
            )
            for number, line in enumerate(lines, 1)
        ),
    )
