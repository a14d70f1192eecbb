"""The chain: a line is added to the journal after the last one, one process at a time."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines import clock
from pipelines.files import one_at_a_time, sha256
from pipelines.home import Home
from pipelines.journal.events import START, Event, parsed, year_file, years
from pipelines.journal.heads import Head, head_file, read_head, write_head
from pipelines.journal.who import check_words
from pipelines.landing.keys import PublicKey, private_key, public_key
from pipelines.landing.signing import sign

_LONGEST_END = 65_536  # bytes looked at for the last line; a line has less than two thousand


def note(home: Home, what: str, *, who: str, source: str, **about: str | int) -> Event:
    """Add an event to the journal; when this returns it is on the disk.

    `what`: a code of journal_events.csv. `who`: account:<number>, command:<user>, dagster, portal or
    unknown. `source`: an IP address, command or unknown. `about`: see `journal.who`.

    Errors: WrongUseError when it holds what may not stand there; StekError when the home's key is
    lost or damaged.
    """
    check_words(what, who, source, about)
    return append(home, Event(0, clock.now(), what, who, source, about, ""))


@contextmanager
def holding(home: Home) -> Iterator[None]:
    """Be the only one that touches the journal."""
    home.journal.mkdir(mode=0o700, parents=True, exist_ok=True)
    with one_at_a_time(home.journal / ".lock"):
        yield


def append(home: Home, event: Event) -> Event:
    """Number, chain and sign an event, and write it in one piece.

    A line that a killed process left half is ended, so that it stands by itself and is told by the
    check. When the head says that there were more lines than there are, what follows goes on from
    the head, and the gap stays to be seen; when the head itself is gone, one number is skipped.
    """
    private_key(home)  # made when the home has none yet
    with holding(home):
        end = _end(home)
        head = read_head(home, [public_key(home)])
        number, previous = _continued(home, end, head)
        event = replace(event, number=number, previous=previous)
        event = _signed(home, replace(event, hash=event.own_hash))
        year = max(event.moment.year, *years(home), 0)  # a clock that was put back changes no order
        _write(year_file(home, year), event.line + b"\n")
        begin = head or Head(0, "")  # what was kept before is not known: the gap stays to be seen
        write_head(home, replace(begin, number=number, hash=sha256(event.line)))
    return event


@dataclass(frozen=True)
class _End:
    """The last line that is whole: its number and the hash of the line."""

    number: int
    hash: str


def _continued(home: Home, end: _End | None, head: Head | None) -> tuple[int, str]:
    """The number of the next line, and the hash that it names."""
    if head is not None and (end is None or head.number >= end.number):
        return head.number + 1, head.hash
    if end is None:
        return 1, START
    is_first_head = end.number == 1 and not head_file(home).exists()  # killed just before it
    return end.number + (1 if head or is_first_head else 2), end.hash


def _end(home: Home) -> _End | None:
    """The last whole line that we signed; when there is none, the last whole line."""
    key = public_key(home)
    others: list[_End] = []
    for year in reversed(years(home)):
        with year_file(home, year).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LONGEST_END))
            lines = file.read().split(b"\n")
        for line in reversed(lines):
            event = parsed(line) if line else None
            if event is None:
                continue
            end = _End(event.number, sha256(line))
            if is_signed(event, key):
                return end
            others.append(end)
    return others[0] if others else None


def is_signed(event: Event, key: PublicKey) -> bool:
    """Whether the hash is that of the event, and the signature that of the hash with this key."""
    try:
        value = base64.b64decode(event.signature, validate=True)
    except ValueError:
        return False
    return event.hash == event.own_hash and key.has_signed(bytes.fromhex(event.hash), value)


def _signed(home: Home, event: Event) -> Event:
    return replace(event, signature=sign(home, bytes.fromhex(event.hash)).value)


def _write(path: Path, line: bytes) -> None:
    """Add a line at the end, in one write, and see that it reaches the disk."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        size = os.fstat(handle).st_size
        is_ended = size == 0 or os.pread(handle, 1, size - 1) == b"\n"
        data = line if is_ended else b"\n" + line
        while data:  # a full disk may take a part only: the rest, or its error, follows
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)
