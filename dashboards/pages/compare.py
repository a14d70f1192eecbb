"""Vergelijken: every Stek within limits that fit its size, side by side, and who is alike."""

from __future__ import annotations

from collections.abc import Iterator

from dashboards.drawings.figures import drawn
from dashboards.drawings.funnel import draw_funnel
from dashboards.drawings.multiples import draw_multiples
from dashboards.drawings.strips import SIGNS
from dashboards.pages.monitor import Monitor
from dashboards.pages.one_stek import LEADING, shares_of
from dashboards.pages.page import Figure, Page
from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.comparing import Compared
from dashboards.views.multiples import Multiples, multiples
from dashboards.views.multiples_words import (
    multiples_headline,
    multiples_said,
    multiples_table,
)
from dashboards.views.peers import peers
from dashboards.views.roster import roster
from dashboards.views.standing_words import every_table, rate_name, said

_LEAST = 3  # Stekken with limits under which a funnel tells nothing


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The one page on which Stekken stand side by side."""
    estimate = monitor.estimates.get("peers")
    period, alike = ("", {}) if estimate is None else peers(estimate.table)
    yield Page(
        name="vergelijken",
        title=tongue.say("compare_title"),
        template="compare.html.jinja",
        content={
            "stekken": tuple(roster().values()),
            "peers": tuple((roster()[stek_id], own) for stek_id, own in alike.items()),
            "peers_period": period,
        },
        figures=(*_funnels(monitor, tongue), *_multiples(monitor, tongue)),
    )


def _funnels(monitor: Monitor, tongue: Tongue) -> Iterator[Figure]:
    for number, compared in enumerate(shares_of(monitor), 1):
        if len(compared.with_limits) >= _LEAST:
            yield _funnel(compared, f"funnel-{number}", monitor.sample(tongue), tongue)


def _funnel(compared: Compared, figure_id: str, sample: str, tongue: Tongue) -> Figure:
    told = tuple(said(one, tongue) for one in compared.with_limits)
    name, period = rate_name(compared, tongue), tongue.period(compared.period)
    return Figure(
        id=figure_id,
        headline=funnel_headline(compared, tongue),
        subtitle=tongue.say("funnel_subtitle", name=name, period=period),
        notes=tuple(_funnel_notes(compared, tongue)),
        drawing=drawn(
            lambda is_narrow: draw_funnel(compared, told, tongue, is_narrow=is_narrow),
            tongue,
            sample,
        ),
        table=every_table(compared, tongue),
        table_of="comparison",
        method="comparison.html#method",
    )


def funnel_headline(compared: Compared, tongue: Tongue) -> str:
    """How many Stekken lie within the limits; no Stek is named here."""
    shown, name = compared.with_limits, rate_name(compared, tongue)
    outside = sum(one.is_outside for one in shown)
    if not outside:
        return tongue.say("funnel_all", name=name, count=len(shown))
    return tongue.say("funnel_some", name=name, count=outside, total=len(shown))


def _funnel_notes(compared: Compared, tongue: Tongue) -> Iterator[str]:
    if any(one.is_outside for one in compared.with_limits):
        yield f"◆ {tongue.say('funnel_outside')}"
    yield tongue.say("funnel_key")
    if any(one.mix_known for one in compared.with_limits):
        yield tongue.say("funnel_mix")
    absent = len(compared.standings) - len(compared.with_limits)
    if absent:
        yield tongue.say("funnel_absent", count=absent)


def _multiples(monitor: Monitor, tongue: Tongue) -> Iterator[Figure]:
    indicator = monitor.indicators.get(LEADING[0])
    many = None if indicator is None else multiples(indicator, LEADING[1])
    if many is None:
        return
    told = multiples_said(many, tongue)
    yield Figure(
        id="multiples",
        headline=multiples_headline(many, tongue),
        subtitle=_multiples_subtitle(many, tongue),
        notes=tuple(_multiples_notes(many, tongue)),
        drawing=drawn(
            lambda is_narrow: draw_multiples(many, told, tongue, is_narrow=is_narrow),
            tongue,
            monitor.sample(tongue),
        ),
        table=multiples_table(many, tongue),
        table_of=many.indicator.name,
        method=f"{many.indicator.name}.html#method",
    )


def _multiples_subtitle(many: Multiples, tongue: Tongue) -> str:
    first, last = (tongue.period(many.periods[end]) for end in (0, -1))
    label = next(one.label for one in many.indicator.outcomes if one.code == many.outcome)
    what = tongue.say("series", names=label.to(tongue.language))
    return ", ".join(
        (
            f"{what} {tongue.say('a_rate')} {tongue.say('per_quarter')}",
            tongue.say("from_to", first=first, last=last) if first != last else last,
            tongue.say("per_stek"),
        )
    )


def _multiples_notes(many: Multiples, tongue: Tongue) -> Iterator[str]:
    yield tongue.say("multiples_key")
    states = {cell.state for own in many.steks.values() for cell in own if cell is not None}
    if "hidden" in states:
        yield f"{SIGNS['hidden'][0]} {tongue.say('state_no_rate')}"
    if "not_delivered" in states:
        yield f"{SIGNS['not_delivered'][0]} {tongue.say('state_not_delivered')}"
    yield labels.statuses()["provisional"].to(tongue.language)
