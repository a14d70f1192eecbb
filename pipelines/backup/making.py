"""Making a backup: everything of one moment, in one archive that is whole or not there."""

from __future__ import annotations

import io
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipelines import clock, journal
from pipelines.backup.rooms import MANIFEST, Kept, Manifest, accounts, files, latest, mode_of
from pipelines.errors import WrongUseError
from pipelines.files import one_at_a_time, sha256
from pipelines.home import Home, shown
from pipelines.journal.chain import holding

_SUFFIX = ".tar.gz"


@dataclass(frozen=True)
class Backup:
    """An archive that was made: where, how many files it holds, the last event of its journal."""

    path: Path
    files: int
    last_event: int


def back_up(home: Home, to: Path, *, who: str, source: str = "command") -> Backup:
    """Write an archive (mode 0600): into a folder, under a name with the moment, or as that file.

    It holds the signing key and personal data: keep it as safe as the home. No delivery is taken in
    and no event is written while it is made, so it is of one moment. That it was made is told in the
    journal afterwards, with the number of files.

    Errors: WrongUseError when there is nothing to keep, or the archive is there already.
    """
    path = _target(to)
    if not home.landing.exists():
        raise WrongUseError(f"There is nothing in {shown(home.root)} to keep yet.")
    with one_at_a_time(home.landing / ".lock"), holding(home):
        manifest = _written(home, path)
    journal.note(home, "backup_made", who=who, source=source, files=len(manifest.files))
    return Backup(path, len(manifest.files), manifest.last_event)


def _target(to: Path) -> Path:
    is_file = to.name.endswith(_SUFFIX)
    path = to if is_file else to / f"stek-{clock.now():%Y%m%dT%H%M%S}{_SUFFIX}"
    if path.exists():
        raise WrongUseError(
            f"{shown(path.resolve())} is there already: a backup is never replaced."
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _written(home: Home, path: Path) -> Manifest:
    """Fill an archive beside its place, flush it to the disk, then give it its name."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
                manifest = _filled(home, archive)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return manifest


def _filled(home: Home, archive: tarfile.TarFile) -> Manifest:
    newest = latest(home)  # before the releases are listed: it is among them then
    kept = {}
    for path, data in _contents(home):
        name = path.relative_to(home.root).as_posix()
        _add(archive, name, data)
        kept[name] = Kept(sha256(data), len(data))
    last = next((event.number for event in journal.read(home, newest=1)), 0)
    manifest = Manifest(clock.now().isoformat(), kept, newest, last)
    _add(archive, MANIFEST, manifest.written())
    return manifest


def _contents(home: Home) -> Iterator[tuple[Path, bytes]]:
    for path in files(home):
        yield path, path.read_bytes()
    if accounts(home).exists():
        yield accounts(home), _copy_of(accounts(home))


def _copy_of(database: Path) -> bytes:
    """An SQLite database as it is at this moment, whole, whoever writes in it meanwhile."""
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".copy-") as folder:
        copy = Path(folder) / database.name
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            target.execute("pragma journal_mode = delete")  # one file, nothing beside it
        return copy.read_bytes()


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    """A file of nobody in particular: who owned it here means nothing elsewhere."""
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = len(data), mode_of(name), int(clock.now().timestamp())
    archive.addfile(member, io.BytesIO(data))
