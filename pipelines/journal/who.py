"""What a line of the journal may hold: places, numbers and counts, never words that people typed."""

from __future__ import annotations

import getpass
import ipaddress
import re
from collections.abc import Callable, Mapping
from datetime import date

from pipelines.contracts import STREAMS, streams
from pipelines.errors import WrongUseError
from pipelines.journal.events import labels
from pipelines.landing.roster import roster
from pipelines.months import Month

_WHO = re.compile(r"account:[1-9][0-9]{0,9}|command:[A-Za-z0-9_.-]{1,64}|dagster|portal|unknown")
_SOURCES = ("command", "unknown")
_COUNTS = frozenset(
    [
        "account",
        "count",
        "days",
        "events",
        "exit_code",
        "files",
        "number",
        "receipt",
        "rows",
        "status",
        "until_number",
    ]
)
_KINDS = frozenset(
    [
        "before_due",
        "after_due",
        "password",
        "second_factor",
        "unknown_account",
        "locked",
        "closed",
        "expired",
        "invitation",
        "provider",
        "csrf",
        "rate",
        "role",
        "stek",
        "question",
        "spelling",
    ]
)


def _is_rule(text: str) -> bool:
    return any(text == rule.name for one in streams() for rule in (*one.rules, *one.questions))


def _is_month(text: str) -> bool:
    try:
        Month.parse(text)
    except WrongUseError:
        return False
    return True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


_TEXTS: Mapping[str, Callable[[str], bool]] = {
    "stek_id": lambda text: text in roster(),
    "month": _is_month,
    "first_month": _is_month,
    "last_month": _is_month,
    "day": _is_day,
    "stream": lambda text: text in STREAMS,
    "rule": _is_rule,
    "role": lambda text: text in ("coordinator", "analyst", "policy", "administrator"),
    "outcome": lambda text: text in ("accepted", "held_back", "refused"),
    "kind": lambda text: text in _KINDS,
    "release": _matches(r"\d{4}-\d{2}-\d{2}\.\d{1,4}"),
    "page": _matches(r"/[a-z_/{}-]{0,80}"),  # as the portal declares it, before it is filled in
    "hash": _matches(r"[0-9a-f]{64}"),  # of a line of this journal
}


def command_user() -> str:
    """Who types a command, as the journal writes it: `command:<user>`."""
    return "command:" + (re.sub(r"[^A-Za-z0-9_.-]", "_", getpass.getuser())[:64] or "_")


def check_words(what: str, who: str, source: str, about: Mapping[str, str | int]) -> None:
    """Raise WrongUseError unless all of it may stand in the journal; the message quotes no value."""
    if what not in labels():
        raise WrongUseError("The journal knows no such event; add it to codes/journal_events.csv.")
    if not _WHO.fullmatch(who):
        raise WrongUseError(
            "Who did it is account:<number>, command:<user>, dagster, portal or unknown."
        )
    if source not in _SOURCES and not _is_address(source):
        raise WrongUseError(f"Where it came from is an IP address or one of {', '.join(_SOURCES)}.")
    for name, value in about.items():
        if not _may_hold(name, value):
            known = ", ".join(sorted({*_TEXTS, *_COUNTS}))
            raise WrongUseError(f"The journal may not hold that {name!r}. It knows: {known}.")


def _may_hold(name: str, value: object) -> bool:
    if name in _COUNTS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return name in _TEXTS and isinstance(value, str) and _TEXTS[name](value)


def _is_address(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return getattr(address, "scope_id", None) is None  # a zone is a name that somebody chose
