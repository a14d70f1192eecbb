"""What a Stek handed in, in words: counts of tables, with what was late or never came."""

from __future__ import annotations

from typing import Final

from dashboards.tongue import Tongue
from dashboards.views.deliveries import Deliveries
from dashboards.views.tables import Table, TableRow

_KINDS: Final = {
    "in_time": "delivery_in_time",
    "late": "delivery_late",
    "refused": "delivery_refused",
    "missing": "delivery_missing",
    "nothing": "delivery_nothing",
}
_DELIVERED: Final = {"all": "delivered_all", "part": "delivered_part", "none": "delivered_none"}


def kind_names(months: tuple[Deliveries, ...], tongue: Tongue) -> dict[str, str]:
    """What can become of a table, of what did happen in these months."""
    return {
        kind: tongue.say(key)
        for kind, key in _KINDS.items()
        if any(getattr(month, kind) for month in months)
    }


def deliveries_headline(last: Deliveries, name: str, tongue: Tongue) -> str:
    """How much came of what was expected in a year or a month, and how much of it in time."""
    return tongue.say(
        "deliveries_headline",
        name=name,
        within=tongue.within(last.period),
        received=tongue.number(last.received),
        expected=tongue.number(last.expected),
        in_time=tongue.number(last.in_time),
    )


def month_said(month: Deliveries, tongue: Tongue) -> str:
    """Whether everything of that month came."""
    return tongue.say(_DELIVERED[month.delivered], part=month.received, whole=month.expected)


def deliveries_said(months: tuple[Deliveries, ...], tongue: Tongue) -> tuple[str, ...]:
    """What a reader sees who points at each month."""
    return tuple(
        "<br>".join(
            (
                tongue.period(month.period),
                *(
                    f"{tongue.say('series', names=tongue.say(key))} {getattr(month, kind)}"
                    for kind, key in _KINDS.items()
                    if getattr(month, kind)
                ),
            )
        )
        for month in months
    )


def deliveries_table(months: tuple[Deliveries, ...], tongue: Tongue) -> Table:
    """The months as a table, the last one first."""
    kinds = ("expected", *_KINDS)
    keys = ("delivery_expected", *_KINDS.values())
    return Table(
        row_title=tongue.say("column_time"),
        columns=tuple(tongue.say(key) for key in keys),
        rows=tuple(
            TableRow(
                tongue.period(month.period),
                tuple(tongue.number(getattr(month, kind)) for kind in kinds),
            )
            for month in reversed(months)
        ),
    )
