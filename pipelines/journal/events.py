"""Events: one line of the journal as a value, and the one way to write it down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from pathlib import Path

from pipelines.contracts import Words, code_list
from pipelines.files import sha256
from pipelines.home import Home
from pipelines.landing.signing import canonical

START = "0" * 64  # what the first line of all names as the line before it
About = Mapping[str, str | int]


@dataclass(frozen=True)
class Event:
    """Something that happened: `what` is a code of journal_events.csv, `about` places and counts.

    `previous` is the SHA-256 of the whole line before, as it stands; `hash` that of this line
    without its `hash` and `signature`; the signature (Ed25519, base64) is of the 32 bytes of `hash`.
    """

    number: int
    moment: datetime
    what: str
    who: str
    source: str
    about: About
    previous: str
    hash: str = ""
    signature: str = ""

    @property
    def own_hash(self) -> str:
        """What `hash` must be."""
        return sha256(canonical(self._content(without=("hash", "signature"))))

    @property
    def line(self) -> bytes:
        """The event as it stands in the journal, without the end of the line."""
        return canonical(self._content())

    def _content(self, without: tuple[str, ...] = ()) -> dict[str, object]:
        content = {name: getattr(self, name) for name in _NAMES if name not in without}
        return content | {"moment": self.moment.isoformat(), "about": dict(self.about)}


_NAMES = tuple(field.name for field in fields(Event))


@dataclass(frozen=True)
class Where:
    """A line of the journal: the file of its year, and which line it is there, from 1."""

    year: int
    line: int


def years(home: Home) -> tuple[int, ...]:
    """The years that the journal has a file of, in order."""
    return tuple(sorted(int(p.stem) for p in home.journal.glob("*.jsonl") if p.stem.isdigit()))


def year_file(home: Home, year: int) -> Path:
    """The file with the events of a year."""
    return home.journal / f"{year:04d}.jsonl"


def parsed(line: bytes) -> Event | None:
    """The event that a line holds, when it is written as we write it; None for anything else."""
    try:
        content = json.loads(line)
        event = Event(**content | {"moment": datetime.fromisoformat(content["moment"])})
        return event if event.line == line else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


@cache
def labels() -> dict[str, Words]:
    """What each kind of event is called, by its code."""
    return {code.code: code.label for code in code_list("journal_events")}
