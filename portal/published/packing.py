"""A whole release as one zip, made while it is sent: nothing is written to the disk first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from portal.published.answers import TYPES, is_packable
from portal.published.shelf import Release

_PIECE: Final = 256 * 1024  # bytes read at once


class _Sent:
    """Where the zip is written to: it goes to the reader, and cannot be gone back in."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """What came since the last time."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def packed(release: Release) -> Iterator[bytes]:
    """The zip of every file of a release, in pieces; the same release gives the same bytes."""
    into = _Sent()
    day = release.number.day
    with ZipFile(into, "w") as archive:
        for path in sorted(release.sums):
            if (file := release.file(path)) is None:
                continue
            entry = ZipInfo(f"{name(release)}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            is_worth_it = is_packable(TYPES.get(file.suffix, ""))
            entry.compress_type = ZIP_DEFLATED if is_worth_it else ZIP_STORED
            entry.external_attr = 0o100444 << 16  # a file that all may read, as it is released
            with file.open("rb") as source, archive.open(entry, "w") as target:
                while piece := source.read(_PIECE):
                    target.write(piece)
                    yield into.taken()
    yield into.taken()


def name(release: Release) -> str:
    """What the folder in the zip, and the zip itself, are called."""
    return f"stek-monitor-{release.number}"
