"""Dropped files: what lies in a folder `<stek>/<yyyy-mm>/<files>` and waits to be landed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import WrongUseError
from pipelines.months import Month

ANSWER_SUFFIXES = (".antwoord.txt", ".verbeteren.xlsx")  # what we leave there ourselves


def delivered_paths(folder: Path) -> Iterator[Path]:
    """The files that somebody dropped there, in order of their names; not our own answers."""
    for path in sorted(folder.glob("*/*/*")):
        place = path.parent
        is_ours = path.name.endswith(ANSWER_SUFFIXES)
        is_delivery = not is_ours and not path.name.startswith((".", "~$"))
        # A link may lead to a file that whoever put it there could not read.
        if path.is_file() and not path.is_symlink() and is_delivery and _is_month(place.name):
            yield path


def _is_month(name: str) -> bool:
    try:
        Month.parse(name)
    except WrongUseError:
        return False
    return True
