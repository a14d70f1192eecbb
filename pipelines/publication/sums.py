"""The checksums of a release, as `sha256sum -c SHA256SUMS` reads them, and whether they still hold."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pipelines.files import sha256

FILE: Final = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """Write the checksum of every file of a release; the last thing that is written in it."""
    (folder / FILE).write_text(_sums(folder), "utf-8")


def is_intact(folder: Path) -> bool:
    """Whether every file of a release is there and as it was, and no other file is."""
    written = folder / FILE
    return written.exists() and written.read_text("utf-8") == _sums(folder)


def _sums(folder: Path) -> str:
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path != folder / FILE
    }
    return "".join(f"{sha256(path.read_bytes())}  {name}\n" for name, path in sorted(files.items()))
