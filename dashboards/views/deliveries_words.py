"""What a Stek handed in, in words: counts of tables, with what was late or never came."""

from __future__ import annotations

from typing import Final

from dashboards.tongue import Tongue
from dashboards.views.deliveries import DeliveryMonth
from dashboards.views.tables import Table, TableRow

_KINDS: Final = {
    "in_time": "delivery_in_time",
    "late": "delivery_late",
    "refused": "delivery_refused",
    "missing": "delivery_missing",
    "nothing": "delivery_nothing",
}
_DELIVERED: Final = {"all": "delivered_all", "part": "delivered_part", "none": "delivered_none"}


def kind_names(months: tuple[DeliveryMonth, ...], tongue: Tongue) -> dict[str, str]:
    """What can become of a table, of what did happen in these months."""
    return {
        kind: tongue.say(key)
        for kind, key in _KINDS.items()
        if any(getattr(month, kind) for month in months)
    }


def deliveries_headline(months: tuple[DeliveryMonth, ...], name: str, tongue: Tongue) -> str:
    """How much of what was expected came, and how much of it late."""
    expected, received, late = (
        sum(getattr(month, part) for month in months) for part in ("expected", "received", "late")
    )
    told = tongue.say(
        "deliveries_some" if received < expected else "deliveries_all",
        name=name,
        received=tongue.number(received),
        expected=tongue.number(expected),
    )
    return f"{told} {tongue.say('deliveries_late', count=late)}" if late else told


def month_said(month: DeliveryMonth, tongue: Tongue) -> str:
    """Whether everything of that month came."""
    return tongue.say(_DELIVERED[month.delivered], part=month.received, whole=month.expected)


def deliveries_said(months: tuple[DeliveryMonth, ...], tongue: Tongue) -> tuple[str, ...]:
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


def deliveries_table(months: tuple[DeliveryMonth, ...], tongue: Tongue) -> Table:
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
