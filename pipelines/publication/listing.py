"""The releases of a home, for who wants to know what was published when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import Words
from pipelines.disclosure.release import DESCRIPTION
from pipelines.home import Home
from pipelines.publication.dressing import TOLD_CHANGES
from pipelines.publication.edition import Number
from pipelines.publication.releases import numbers
from pipelines.publication.telling_changes import summary
from pipelines.publication.words import say


@dataclass(frozen=True)
class Listed:
    """One release: its number, how many rows its tables have together, and what changed."""

    number: Number
    rows: int
    change: Words


def listing(home: Home) -> Iterator[Listed]:
    """Every release, the newest first."""
    for number in reversed(numbers(home)):
        folder = home.released / str(number)
        described = _read(folder / DESCRIPTION)
        tables = [one for kind in ("indicators", "estimates") for one in described[kind]]
        yield Listed(number, sum(one["rows"] for one in tables), _change(folder, number))


def _change(folder: Path, number: Number) -> Words:
    told = folder / TOLD_CHANGES
    if not told.exists():
        return say("change_first", after=number)
    return summary(_read(told)["counts"])


def _read(path: Path) -> dict[str, dict[str, int]]:
    content: dict[str, dict[str, int]] = json.loads(path.read_text("utf-8"))
    return content
