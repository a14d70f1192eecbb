"""The releases of a home: which there are, and the files of each that were released and no other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from pipelines.contracts import LANGUAGES, Words
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.publication.edition import Number
from pipelines.publication.words import say

LATEST: Final = "latest"
SUMS: Final = "SHA256SUMS"
_DESCRIPTION: Final = "release.json"
_CHANGES: Final = "changes.json"
_SAME: Final = 2  # the first sentence names both releases, the second sums up what changed


@dataclass(frozen=True)
class Release:
    """One release; `sums` has its files, by path, with the SHA-256 that was written when it was made.

    `sealed_at` is when that was, in nanoseconds, so that what is remembered of a folder is of it.
    """

    number: Number
    folder: Path
    sealed_at: int
    sums: Mapping[str, str] = field(compare=False, repr=False)
    n_rows: int = field(compare=False)
    is_sample: bool = field(compare=False)
    changes: tuple[Words, ...] = field(compare=False)

    @property
    def change(self) -> Words:
        """What changed, in one sentence."""
        return self.changes[1] if len(self.changes) >= _SAME else self.changes[0]

    def file(self, path: str) -> Path | None:
        """A file of it; None for what was not released, whatever stands in its folder."""
        where = self.folder / path if path in self.sums else None
        return None if where is None or where.is_symlink() or not where.is_file() else where


def releases(home: Home) -> tuple[Release, ...]:
    """Every release, the newest first."""
    found = []
    for path in home.released.iterdir() if home.released.is_dir() else ():
        sums = path / SUMS
        if Number.is_written(path.name) and not path.is_symlink() and sums.is_file():
            found.append(_opened(path, sums.stat().st_mtime_ns))
    return tuple(sorted((one for one in found if one), key=lambda one: one.number, reverse=True))


def release(home: Home, name: str) -> Release | None:
    """The release with that number, or what `latest` names; None when there is none."""
    known = {str(one.number): one for one in releases(home)}
    if name != LATEST:
        return known.get(name)
    link = home.released / LATEST
    return known.get(link.readlink().name) if link.is_symlink() else None


@lru_cache(maxsize=256)
def _opened(folder: Path, sealed_at: int) -> Release | None:
    """A release by its folder; None when it is not written as releases are."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        sums = {path: known for known, path in (line.split("  ", 1) for line in lines)}
        about = json.loads((folder / _DESCRIPTION).read_bytes())
        number = Number.parse(folder.name)
        return Release(
            number=number,
            folder=folder,
            sealed_at=sealed_at,
            sums=sums | {SUMS: f"sums-{sealed_at}"},
            n_rows=sum(int(one["rows"]) for one in [*about["indicators"], *about["estimates"]]),
            is_sample=bool(about["is_sample"]),
            changes=_changes(folder, number),
        )
    except (OSError, ValueError, KeyError, TypeError, WrongUseError):
        return None


def _changes(folder: Path, number: Number) -> tuple[Words, ...]:
    """What the release says of the one before, in sentences."""
    told = folder / _CHANGES
    if not told.is_file():
        return (say("change_first", after=number),)
    sentences = json.loads(told.read_bytes())["sentences"]
    each = zip(*(sentences[language] for language in LANGUAGES), strict=True)
    return tuple(Words(*one) for one in each)
