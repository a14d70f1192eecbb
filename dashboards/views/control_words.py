"""What a share of one Stek did over time, in words: a change only where its test says so."""

from __future__ import annotations

from dashboards.tongue import Tongue
from dashboards.views.control import Control, ControlPoint
from dashboards.views.tables import Table, TableRow

_STATES = {
    "hidden": "state_no_rate",
    "not_delivered": "state_not_delivered",
    "nobody": "state_nobody",
}
_PER = {"month": "per_month", "quarter": "per_quarter", "year": "per_year"}


def change_said(control: Control, tongue: Tongue) -> str:
    """Whether the share changed for good."""
    shift = control.shift
    if shift is None:
        return tongue.say("control_none" if control.is_tested else "control_not_tested")
    ends = sorted((abs(shift.low), abs(shift.high)))
    return tongue.say(
        "control_higher" if shift.difference > 0 else "control_lower",
        within=tongue.within(shift.since),
        points=tongue.number(abs(shift.difference), 1),
        low=tongue.number(ends[0], 1),
        high=tongue.number(ends[1], 1),
    )


def control_headline(control: Control, name: str, tongue: Tongue) -> str:
    """The last share that is shown, and whether it changed for good."""
    last = [point for point in control.points if point.value is not None][-1]
    told = tongue.say(
        "control_last",
        name=name,
        amount=tongue.percent(last.value or 0),
        within=tongue.within(last.period),
    )
    return f"{told} {change_said(control, tongue)}"


def control_subtitle(control: Control, label: str, name: str, tongue: Tongue) -> str:
    """Measure, period and place."""
    first, last = (tongue.period(control.points[end].period) for end in (0, -1))
    what = tongue.say("series", names=label)
    return ", ".join(
        (
            f"{what} {tongue.say('a_rate')} {tongue.say(_PER[control.period_type])}",
            tongue.say("from_to", first=first, last=last),
            name,
        )
    )


def control_notes(control: Control, signs: dict[str, str], tongue: Tongue) -> tuple[str, ...]:
    """What the signs mean, and how much a point outside the limits says."""
    states = {point.state for point in control.points}
    told = tuple(
        f"{sign} {tongue.say(_STATES[state])}" for state, sign in signs.items() if state in states
    )
    beyond = len(control.beyond)
    return (*told, *((tongue.say("control_beyond", count=beyond),) if beyond else ()))


def control_said(control: Control, tongue: Tongue) -> tuple[str, ...]:
    """What a reader sees who points at each period."""
    return tuple(
        "<br>".join((tongue.period(point.period), *_lines(point, tongue)))
        for point in control.points
    )


def _lines(point: ControlPoint, tongue: Tongue) -> tuple[str, ...]:
    amount = _amount(point, tongue)
    if point.count is not None and point.base is not None and point.value is not None:
        count, base = tongue.number(point.count), tongue.number(point.base)
        amount = tongue.say("rate_of", amount=amount, count=count, base=base)
    return (
        amount,
        *((tongue.say("said_limits", limits=limits(point, tongue)),) if point.high else ()),
    )


def control_table(control: Control, tongue: Tongue) -> Table:
    """The periods as a table."""
    keys = ("column_count", "column_base", "column_rate", "column_chance")
    return Table(
        row_title=tongue.say("column_time"),
        columns=tuple(tongue.say(key) for key in keys),
        rows=tuple(
            TableRow(
                tongue.period(point.period),
                (
                    *(_count(number, point, tongue) for number in (point.count, point.base)),
                    _amount(point, tongue),
                    limits(point, tongue),
                ),
            )
            for point in control.points
        ),
    )


def limits(point: ControlPoint, tongue: Tongue) -> str:
    """Between which percents chance leaves it; a dash where there are no limits."""
    if point.low is None or point.high is None:
        return "-"
    low, high = tongue.percent(point.low, 1), tongue.percent(point.high, 1)
    return tongue.say("interval", low=low, high=high)


def _amount(point: ControlPoint, tongue: Tongue) -> str:
    if point.value is None:
        return tongue.say(_STATES[point.state])
    return tongue.percent(point.value)


def _count(number: int | None, point: ControlPoint, tongue: Tongue) -> str:
    if number is not None:
        return tongue.number(number)
    is_absent = point.state == "not_delivered"
    return tongue.say("short_not_delivered" if is_absent else "short_hidden")
