"""Putting a backup back: every file is checked before one is written, and only in an empty home."""

from __future__ import annotations

import shutil
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from pipelines import journal
from pipelines.backup.rooms import (
    LATEST,
    MANIFEST,
    ROOMS,
    Manifest,
    holds_anything,
    mode_of,
    place,
    read_manifest,
)
from pipelines.errors import WrongUseError
from pipelines.files import one_at_a_time, sha256, write_whole
from pipelines.home import Home, shown

LARGEST_BYTES = 1_000_000_000  # of one file: each is held in memory to be checked
_MARK = ".restoring"  # stands in the home until all is there


def restore(home: Home, archive: Path, *, who: str, source: str = "command") -> int:
    """Put what an archive holds in an empty home; how many files that were.

    A restore that was cut short is begun again by the next. `stek run --all` then makes the rest.
    The hashes show an archive that was damaged or changed by accident; the key that signs lies in
    it, so who can change it on purpose can make one that is whole: keep it where nobody can.

    Errors: WrongUseError when the home is not empty, or when the archive was changed, is cut short,
    or holds anything but the files of a data home; nothing is written then.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    mark = home.root / _MARK
    with one_at_a_time(home.writer_lock):
        if holds_anything(home) and not mark.exists():
            raise WrongUseError(
                f"{shown(home.root)} is not empty: set STEK_HOME to a new folder, or move away"
                " what is there."
            )
        manifest = _checked(archive)
        mark.touch(mode=0o600)
        for room in ROOMS:
            shutil.rmtree(home.root / room, ignore_errors=True)
        _put_back(home, archive, manifest)
        mark.unlink()
    journal.note(home, "restored", who=who, source=source, files=len(manifest.files))
    return len(manifest.files)


def _checked(archive: Path) -> Manifest:
    """The manifest of an archive in which every file is there, once, as it was."""
    seen: dict[str, tuple[str, int]] = {}
    manifest: Manifest | None = None
    for name, data in _contents(archive):
        if manifest is not None or name in seen:
            raise WrongUseError("The archive holds a file twice, or one after its list of files.")
        if name == MANIFEST:
            manifest = read_manifest(data)
        else:
            seen[place(name).as_posix()] = (sha256(data), len(data))
    if manifest is None:
        raise WrongUseError("The archive is no backup, or is cut short: it has no list of files.")
    if seen != {name: (kept.sha256, kept.size) for name, kept in manifest.files.items()}:
        raise WrongUseError("The archive was changed or is damaged: its files are not as listed.")
    return manifest


def _contents(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Every member in turn; raises WrongUseError for what is no plain file, or cannot be read."""
    try:
        with tarfile.open(archive, "r:gz") as members:
            for member in members:
                if not member.isreg() or member.size > LARGEST_BYTES:
                    raise WrongUseError("The archive holds something that is no file of a home.")
                file = members.extractfile(member)
                data = file.read() if file else b""
                if len(data) != member.size:
                    raise WrongUseError("The archive is cut short.")
                yield member.name, data
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise WrongUseError("The archive cannot be read: it is damaged or no .tar.gz.") from error


def _put_back(home: Home, archive: Path, manifest: Manifest) -> None:
    for name, data in _contents(archive):
        if name == MANIFEST:
            continue
        kept = manifest.files.get(name)
        if kept is None or sha256(data) != kept.sha256:
            raise WrongUseError("The archive changed while it was put back: begin again.")
        write_whole(_with_rooms(home, name), data, mode_of(name))
    if manifest.latest:
        (home.root / LATEST).symlink_to(manifest.latest)


def _with_rooms(home: Home, name: str) -> Path:
    """The place of a file, its folders made; all but the releases are for the owner alone."""
    path = home.root / place(name)
    for folder in reversed(path.relative_to(home.root).parents[:-1]):
        mode = 0o755 if folder.parts[0] == "released" else 0o700
        (home.root / folder).mkdir(mode=mode, exist_ok=True)
        (home.root / folder).chmod(mode)  # whatever the umask is
    return path
