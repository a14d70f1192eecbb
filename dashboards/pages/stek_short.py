"""A Stek in a few sentences, made from what is released of it; and what it asked of policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboards.pages.one_stek import LEADING, OneStek
from dashboards.views.cells import ALL
from dashboards.views.control_words import change_said
from dashboards.views.one_stek import latest_count
from dashboards.views.standing_words import where


@dataclass(frozen=True)
class Signals:
    """What a Stek asked of policy, in sentences."""

    sentences: tuple[str, ...]


def in_short(one: OneStek) -> Iterator[str]:
    """The sentences that the release allows; one that says so when there is none."""
    sentences = [*_people(one), *_leading(one), *_changed(one), *_delivered(one)]
    yield from sentences or (one.tongue.say("stek_nothing", name=one.name),)


def _people(one: OneStek) -> Iterator[str]:
    people = _count(one, "reach", "personen")
    if people is None:
        return
    period, count = people
    visits = _count(one, "contacts", "bezoeken")
    has_visits = visits is not None and visits[0] == period
    yield one.tongue.say(
        "short_people_visits" if has_visits else "short_people",
        within=_capitalised(one.tongue.within(period)),
        people=one.tongue.number(count),
        visits=one.tongue.number(visits[1]) if visits is not None else "",
    )


def _leading(one: OneStek) -> Iterator[str]:
    """The share that the monitor is for, with how sure it is and whether it is usual."""
    for compared, standing in one.standings:
        if compared.indicator.name != LEADING[0] or standing.value is None:
            continue
        yield one.tongue.say(
            "short_leading",
            amount=one.tongue.percent(standing.value),
            within=one.tongue.within(compared.period),
        )
        if standing.interval is not None:
            low, high = (one.tongue.percent(round(end)) for end in standing.interval)
            yield one.tongue.say("key_between", low=low, high=high)
        if standing.position is not None:
            yield one.tongue.say("short_where", where=where(standing, one.tongue))


def _changed(one: OneStek) -> Iterator[str]:
    if one.control is not None:
        yield change_said(one.control, one.tongue)


def _delivered(one: OneStek) -> Iterator[str]:
    if not one.months:
        return
    last = one.months[-1]
    yield one.tongue.say(
        "short_delivered",
        within=_capitalised(one.tongue.within(last.period)),
        part=last.received,
        whole=last.expected,
    )


def signals(one: OneStek) -> Signals | None:
    """What is released of the signals of the Stek; None when that is nothing."""
    tongue = one.tongue
    sentences = []
    raised = _count(one, "signals_raised", "signalen")
    if raised is not None:
        period, count = raised
        within = _capitalised(tongue.within(period))
        sentences.append(
            tongue.say("own_signals_raised_said", within=within, count=count, name=one.name)
        )
        every = latest_count(one.monitor.indicators.get("signals_raised"), "signalen", ALL)
        if every is not None and every[0] == period:
            sentences.append(tongue.say("own_signals_every", number=tongue.number(every[1])))
    worked = _count(one, "policy_work", "activiteiten")
    if worked is not None:
        within = tongue.within(worked[0])
        sentences.append(tongue.say("own_signals_worked", within=within, count=worked[1]))
    return Signals(tuple(sentences)) if sentences else None


def _count(one: OneStek, name: str, code: str) -> tuple[str, int] | None:
    return latest_count(one.monitor.indicators.get(name), code, one.stek.stek_id)


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
