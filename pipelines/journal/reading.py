"""Reading the journal: its events, the newest first."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.home import Home
from pipelines.journal.events import Event, parsed, year_file, years


def read(home: Home, *, newest: int | None = None, before: int | None = None) -> tuple[Event, ...]:
    """The newest so many events (None: all), the newest first; `before`: only with lower numbers.

    A line that cannot be read is passed over: `check` tells of it.
    """
    found: list[Event] = []
    for event in _backwards(home):
        if newest is not None and len(found) >= newest:
            break
        if before is None or event.number < before:
            found.append(event)
    return tuple(found)


def _backwards(home: Home) -> Iterator[Event]:
    for year in reversed(years(home)):
        for line in reversed(year_file(home, year).read_bytes().split(b"\n")):
            event = parsed(line) if line else None
            if event is not None:
                yield event
