"""The releases of a home, for who wants to know what was published when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import LANGUAGES, Words
from pipelines.contracts.files import Entry
from pipelines.disclosure.release import DESCRIPTION
from pipelines.home import Home
from pipelines.publication.dressing import TOLD_CHANGES
from pipelines.publication.edition import Number
from pipelines.publication.releases import numbers
from pipelines.publication.sums import is_intact
from pipelines.publication.words import say


@dataclass(frozen=True)
class Listed:
    """One release: its number, how many rows its tables have together, and what changed.

    `warning` says it when a file of it is no longer as it was when it was released.
    """

    number: Number
    rows: int
    change: Words
    warning: Words | None


def listing(home: Home) -> Iterator[Listed]:
    """Every release, the newest first."""
    for number in reversed(numbers(home)):
        folder = home.released / str(number)
        described = _read(folder / DESCRIPTION)
        tables = [*described.entries("indicators"), *described.entries("estimates")]
        rows = sum(int(one.number("rows")) for one in tables)
        yield Listed(number, rows, _change(folder, number), _warning(folder))


def _change(folder: Path, number: Number) -> Words:
    told = folder / TOLD_CHANGES
    if not told.exists():
        return say("change_first", after=number)
    sentences = _read(told).entry("sentences")  # the first names both releases
    return Words(*(sentences.texts(language)[1] for language in LANGUAGES))


def _warning(folder: Path) -> Words | None:
    return None if is_intact(folder) else say("release_touched")


def _read(path: Path) -> Entry:
    return Entry(path.name, json.loads(path.read_text("utf-8")))
