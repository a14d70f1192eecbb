"""How a Stek's share is said beside its limits: never as good or bad, only as usual or not."""

from __future__ import annotations

from typing import Final

from dashboards.tongue import Tongue
from dashboards.views.comparing import Compared, Span, Standing
from dashboards.views.ranges import Range, Ranges
from dashboards.views.roster import roster
from dashboards.views.tables import Table, TableRow

_WHERE: Final = {
    "within": "standing_within",
    "above_95": "standing_above",
    "above_998": "standing_far_above",
    "below_95": "standing_below",
    "below_998": "standing_far_below",
}


def rate_name(compared: Compared, tongue: Tongue) -> str:
    """What a share is called: its indicator, and what of it is counted unless the title says so."""
    label = compared.label.to(tongue.language)
    title = compared.indicator.title.to(tongue.language)
    if label.casefold() in title.casefold():
        return title
    return tongue.say("rate_name", title=title, label=_lowered(label))


def figure(standing: Standing, tongue: Tongue) -> str:
    """The share, or that it is not shown."""
    if standing.value is None:
        return tongue.say("state_no_rate")
    return tongue.percent(standing.value)


def where(standing: Standing, tongue: Tongue) -> str:
    """Whether it lies within the limits."""
    if standing.position is None:
        return tongue.say("standing_unknown")
    return tongue.say(_WHERE[standing.position])


def said(standing: Standing, tongue: Tongue, name: str = "") -> str:
    """What a reader sees who points at a Stek: its share, what is expected, the limits."""
    lines = [name or roster()[standing.stek_id].name.to(tongue.language)]
    amount = figure(standing, tongue)
    if standing.count is not None and standing.base is not None and standing.value is not None:
        count, base = tongue.number(standing.count), tongue.number(standing.base)
        amount = tongue.say("rate_of", amount=amount, count=count, base=base)
    lines.append(amount)
    if standing.expected is not None:
        lines.append(tongue.say("said_expected", expected=tongue.percent(standing.expected, 1)))
    if standing.limits_95 is not None:
        lines.append(tongue.say("said_limits", limits=_between(standing.limits_95, tongue)))
    return "<br>".join(lines)


def ranges_of(stek_id: str, shares: tuple[Compared, ...], tongue: Tongue) -> Ranges:
    """One Stek in every share, ready to be drawn."""
    return Ranges(
        rows=tuple(
            _range(compared, standing, tongue)
            for compared in shares
            for standing in compared.standings
            if standing.stek_id == stek_id
        ),
        value_is=tongue.say("ranges_value"),
        reference_is=tongue.say("ranges_expected"),
        inner_is=tongue.say("ranges_95"),
        outer_is=tongue.say("ranges_998"),
        percent_sign=tongue.percent_sign,
    )


def _range(compared: Compared, standing: Standing, tongue: Tongue) -> Range:
    name = rate_name(compared, tongue)
    return Range(
        name=name,
        value=standing.value,
        figure=figure(standing, tongue),
        said=said(standing, tongue, name),
        reference=None if standing.value is None else standing.expected,
        interval=standing.interval if standing.limits_95 is None else None,
        inner=standing.limits_95,
        outer=standing.limits_998,
        is_outside=standing.is_outside,
    )


def own_table(stek_id: str, shares: tuple[Compared, ...], tongue: Tongue) -> Table:
    """One Stek in every share, as a table."""
    return _table(
        tongue.say("column_share"),
        tuple(
            (rate_name(compared, tongue), "", standing)
            for compared in shares
            for standing in compared.standings
            if standing.stek_id == stek_id
        ),
        tongue,
    )


def every_table(compared: Compared, tongue: Tongue) -> Table:
    """Every Stek in one share, in the order of their names, each leading to its page."""
    return _table(
        tongue.say("column_stek"),
        tuple(
            (stek.name.to(tongue.language), f"{stek.page}.html", one)
            for one in compared.standings
            for stek in [roster()[one.stek_id]]
        ),
        tongue,
    )


def _table(title: str, rows: tuple[tuple[str, str, Standing], ...], tongue: Tongue) -> Table:
    keys = (
        "column_count", "column_base", "column_rate", "column_interval", "column_expected",
        "column_limits_95", "column_limits_998", "column_shrunk", "column_where",
    )  # fmt: skip
    return Table(
        row_title=title,
        columns=tuple(tongue.say(key) for key in keys),
        rows=tuple(TableRow(name, _texts(one, tongue), page) for name, page, one in rows),
    )


def _texts(standing: Standing, tongue: Tongue) -> tuple[str, ...]:
    none = tongue.say("short_no_rate")
    counts = [
        tongue.say("short_hidden") if number is None else tongue.number(number)
        for number in (standing.count, standing.base)
    ]
    is_shown = standing.value is not None
    return (
        *counts,
        figure(standing, tongue) if is_shown else none,
        _between(standing.interval, tongue) if standing.interval else none,
        tongue.percent(standing.expected, 1) if standing.expected is not None else none,
        _between(standing.limits_95, tongue) if standing.limits_95 else none,
        _between(standing.limits_998, tongue) if standing.limits_998 else none,
        tongue.percent(standing.shrunk, 1) if standing.shrunk is not None else none,
        where(standing, tongue),
    )


def _between(span: Span, tongue: Tongue) -> str:
    return tongue.say("interval", low=tongue.percent(span[0], 1), high=tongue.percent(span[1], 1))


def _lowered(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
