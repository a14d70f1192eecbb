"""The journal as pages ask for it: the newest first, of one kind or of one account."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from pipelines.journal.events import parsed, year_file, years

if TYPE_CHECKING:
    from datetime import datetime

    from pipelines.home import Home
    from pipelines.journal import Event


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
    for year in reversed(years(home)):
        for line in reversed(year_file(home, year).read_bytes().split(b"\n")):
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
    """When each account signed in last; by its number."""
    found: dict[int, datetime] = {}
    for event in events(home, what="signed_in"):
        number = event.about.get("account")
        if isinstance(number, int):
            found.setdefault(number, event.moment)
    return found
