"""The journal as pages ask for it: the newest first, of one kind or of one account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from pipelines.journal.events import parsed, year_file, years

if TYPE_CHECKING:
    from pipelines.home import Home
    from pipelines.journal import Event

_ACCOUNT = re.compile(rb'"account":(\d+)')
_MOMENT = re.compile(rb'"moment":"([0-9T:+-]+)"')


def events(
    home: Home, *, what: str = "", account: int = 0, before: int = 0, count: int | None = None
) -> tuple[Event, ...]:
    """The newest events, at most `count`: of that kind, that account did or underwent, before a number.

    Empty and 0 mean any. A line that cannot be read is passed over: the check tells of it.
    """
    found = (
        event
        for event in _lines(home, what, account)
        if _is_asked(event, what, account) and (not before or event.number < before)
    )
    return tuple(islice(found, count))


def _lines(home: Home, what: str, account: int) -> Iterator[Event]:
    """Events that may be asked for; the bytes are looked at first: reading a line costs far more."""
    needles = [f'"{what}"'.encode()] if what else []
    number = str(account).encode() if account else b""
    for line in _raw(home):
        if number in line and all(needle in line for needle in needles):
            event = parsed(line) if line else None
            if event is not None:
                yield event


def _is_asked(event: Event, what: str, account: int) -> bool:
    if what and event.what != what:
        return False
    return not account or account in {event.about.get("account"), account_of(event)}


def account_of(event: Event) -> int:
    """The account that did it; 0 when it was not one."""
    kind, _, number = event.who.partition(":")
    return int(number) if kind == "account" else 0


def last_signed_in(home: Home) -> dict[int, datetime]:
    """When each account signed in last; by its number.

    Of each sign-in only these two are looked at in its line: there may be ten thousands of them.
    """
    found: dict[int, datetime] = {}
    for line in _raw(home):
        if b'"what":"signed_in"' not in line:
            continue
        account, moment = _ACCOUNT.search(line), _MOMENT.search(line)
        if account and moment and int(account[1]) not in found:
            with suppress(ValueError):  # a line that somebody changed: the check tells of it
                found[int(account[1])] = datetime.fromisoformat(moment[1].decode())
    return found


def _raw(home: Home) -> Iterator[bytes]:
    """Every line of the journal, the newest first."""
    for year in reversed(years(home)):
        yield from reversed(year_file(home, year).read_bytes().split(b"\n"))
