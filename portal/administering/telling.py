"""An event of the journal in the words of who reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipelines import contracts
from pipelines.journal import labels
from portal.administering.history import account_of
from portal.frame import stek_name

if TYPE_CHECKING:
    from dashboards.tongue import Tongue
    from pipelines.journal import Event

_MONTHS = frozenset({"month", "first_month", "last_month"})


@dataclass(frozen=True)
class Told:
    """One line of the journal; `day` as `yyyy-mm-dd`, `hour` in Belgian time."""

    number: int
    day: str
    hour: str
    what: str
    who: str
    about: str
    source: str


def told(event: Event, tongue: Tongue, names: Mapping[int, str]) -> Told:
    """An event; `names` are those of the accounts that there are."""
    about = "; ".join(
        f"{tongue.say(f'about_{key}')}: {_value(key, value, tongue, names)}"
        for key, value in event.about.items()
    )
    known = ("command", "unknown")
    source = tongue.say(f"journal_from_{event.source}") if event.source in known else event.source
    moment, called = event.moment, labels().get(event.what)  # a newer version may know more events
    return Told(
        event.number, str(moment.date()), moment.strftime("%H:%M:%S"),
        called.to(tongue.language) if called else event.what, _who(event, tongue, names), about, source,
    )  # fmt: skip


def _who(event: Event, tongue: Tongue, names: Mapping[int, str]) -> str:
    if number := account_of(event):
        return _account(number, tongue, names)
    kind, _, user = event.who.partition(":")
    return tongue.say(f"journal_by_{kind}", user=user)


def _account(number: int, tongue: Tongue, names: Mapping[int, str]) -> str:
    """The account by its number, which stays, and its name of today."""
    called = tongue.say("journal_by_account", number=number)
    return f"{names[number]} ({called})" if number in names else called


def _value(key: str, value: str | int, tongue: Tongue, names: Mapping[int, str]) -> str:
    text = str(value)
    if key == "account":
        return names.get(int(value), text)
    in_words: Mapping[str, Callable[[str], str]] = {
        "stek_id": lambda stek_id: stek_name(stek_id, tongue.language),
        **dict.fromkeys(_MONTHS, tongue.period),
        "day": tongue.day,
        "role": lambda role: tongue.say(f"role_{role}"),
        "outcome": lambda outcome: tongue.say(f"outcome_{outcome}"),
        "stream": lambda stream: contracts.stream(stream).title.to(tongue.language),
    }
    return in_words[key](text) if key in in_words else text
