"""The first page: the figures that matter, what changed, who delivered, and the way to the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from dashboards.pages.control_figure import control_figure
from dashboards.pages.monitor import Monitor
from dashboards.pages.one_stek import LEADING
from dashboards.pages.page import Page
from dashboards.tongue import Tongue
from dashboards.views import labels
from dashboards.views.cells import ALL
from dashboards.views.changes import Lasting, lasting_changes, shares_tested, usual
from pipelines.contracts import Words
from pipelines.disclosure.release import Publication, PublishedIndicator

# The handful of figures that matter, in the order in which a visitor meets a Stek.
_KEYS: Final = (
    ("reach", "personen"),
    ("non_take_up", "niet_opgenomen"),
    ("warm_referral", "aangekomen"),
    ("take_up_after_support", "toegekend"),
)


@dataclass(frozen=True)
class KeyFigure:
    """One figure in large type: what, how much, when, and how sure."""

    title: str
    amount: str
    when: str
    sentences: tuple[str, ...]
    page: str


@dataclass(frozen=True)
class Reported:
    """How many Stekken delivered a stream for the last month."""

    title: Words
    period: str
    reporting: int
    expected: int


def pages(monitor: Monitor, tongue: Tongue) -> Iterator[Page]:
    """The one first page."""
    yield Page(
        name="index",
        title=tongue.say("tagline"),
        template="index.html.jinja",
        content={
            "key_figures": tuple(_key_figures(monitor, tongue)),
            "main_reason": _main_reason(monitor, tongue),
            "changed": _changed(monitor, tongue),
            "since_before": monitor.changes_told(tongue),
            "reported": _reported(monitor.publication),
        },
        figures=tuple(control_figure(monitor, tongue, LEADING, ALL, tongue.say("all_stekken"))),
    )


def _key_figures(monitor: Monitor, tongue: Tongue) -> Iterator[KeyFigure]:
    for name, code in _KEYS:
        indicator = monitor.indicators.get(name)
        found = None if indicator is None else _latest(indicator, code)
        if indicator is not None and found is not None:
            yield _key_figure(monitor, tongue, indicator, code, found)


def _latest(indicator: PublishedIndicator, code: str) -> Mapping[str, object] | None:
    """The last month, or else quarter or year, of an outcome in total."""
    total = indicator.table.filter(
        pl.col("status") != "not_delivered",
        pl.col("numerator").is_not_null(),
        *(pl.col(name) == ALL for name in ("stek_id", "recht_code", "breakdown")),
        outcome=code,
    )
    for kind in ("month", "quarter", "year"):
        rows = total.filter(period_type=kind).sort("period")
        if not rows.is_empty():
            return rows.row(-1, named=True)
    return None


def _key_figure(
    monitor: Monitor,
    tongue: Tongue,
    indicator: PublishedIndicator,
    code: str,
    row: Mapping[str, object],
) -> KeyFigure:
    is_rate = row["value"] is not None
    amount = row["value"] if is_rate else row["numerator"]
    return KeyFigure(
        title=tongue.say(f"key_{indicator.name}"),
        amount=tongue.measure(int(str(amount)), is_rate=is_rate),
        when=tongue.within(str(row["period"])),
        sentences=tuple(_how_sure(monitor, tongue, (indicator.name, code), row)),
        page=f"{indicator.name}.html",
    )


def _how_sure(
    monitor: Monitor, tongue: Tongue, of: tuple[str, str], row: Mapping[str, object]
) -> Iterator[str]:
    low, high = row["ci_low"], row["ci_high"]
    if isinstance(low, float) and isinstance(high, float):
        yield tongue.say(
            "key_between", low=tongue.percent(round(low)), high=tongue.percent(round(high))
        )
    limits = usual(monitor.changes, *of)
    if limits is not None and limits.period == row["period"]:
        yield tongue.say(
            "key_beyond" if limits.is_beyond else "key_usual",
            low=tongue.percent(round(limits.low)),
            high=tongue.percent(round(limits.high)),
        )


def _main_reason(monitor: Monitor, tongue: Tongue) -> str:
    """The group of reasons that is noted most, in the last year or else quarter; else nothing."""
    indicator = monitor.indicators.get("reasons")
    if indicator is None:
        return ""
    answered = pl.col("category").is_in(sorted(labels.not_answered() | {"N9"})).not_()
    rows = indicator.table.filter(
        answered, pl.col("value").is_not_null(), breakdown="redengroep", stek_id=ALL, recht_code=ALL
    )
    for kind in ("year", "quarter", "month"):
        own = rows.filter(period_type=kind)
        if own.is_empty():
            continue
        last = own.filter(period=own["period"].max()).sort("value", descending=True)
        category, value, period = last.select("category", "value", "period").row(0)
        return tongue.say(
            "key_reason_text",
            within=tongue.within(period),
            reason=labels.categories("redengroep")[category].to(tongue.language),
            amount=tongue.percent(value),
        )
    return ""


def _changed(monitor: Monitor, tongue: Tongue) -> tuple[str, ...]:
    """What changed for good, in sentences; the first says how much was looked at."""
    found, tested = lasting_changes(monitor.changes), shares_tested(monitor.changes)
    if not tested:
        return (tongue.say("changed_not_tested"),)
    if not found:
        return (tongue.say("changed_none", count=tested),)
    summary = tongue.say("changed_some", count=len(found), tested=tongue.number(tested))
    return (summary, *(_told_change(monitor, tongue, one) for one in found))


def _told_change(monitor: Monitor, tongue: Tongue, change: Lasting) -> str:
    indicator = monitor.indicators[change.indicator]
    outcome = next(one for one in indicator.outcomes if one.code == change.outcome)
    stekken = labels.stekken()
    is_one = change.stek_id in stekken
    ends = sorted((abs(change.low), abs(change.high)))
    return tongue.say(
        "changed_up" if change.difference > 0 else "changed_down",
        what=f"{indicator.title.to(tongue.language)} ({outcome.label.to(tongue.language)})",
        where=stekken[change.stek_id].to(tongue.language) if is_one else tongue.say("all_stekken"),
        points=tongue.number(abs(change.difference), 1),
        since=tongue.since(change.since),
        low=tongue.number(ends[0], 1),
        high=tongue.number(ends[1], 1),
    )


def _reported(publication: Publication) -> tuple[Reported, ...]:
    """For each stream, who delivered the last month, as the first table of that stream says."""
    found: dict[str, Reported] = {}
    for indicator in publication.indicators:
        months = indicator.table.filter(
            pl.col("period_type") == "month", pl.col("stek_id") == ALL
        ).sort("period")
        if indicator.stream not in found and not months.is_empty():
            *_, last = months.select("period", "steks_reporting", "steks_expected").iter_rows()
            found[indicator.stream] = Reported(labels.stream_title(indicator.stream), *last)
    return tuple(found[name] for name in labels.streams() if name in found)
