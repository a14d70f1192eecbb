"""Files that are whole or not there: written beside their place, flushed to disk, then renamed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def sha256(data: bytes) -> str:
    """The content hash that names a delivered file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """Write a file so that readers see the old one or the new one, never a part.

    What is kept in the data home is for its owner; what is handed out gets `mode` 0o644.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), mode)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


@contextmanager
def folder_published_as(link: Path) -> Iterator[Path]:
    """A new folder to fill; when the block ends well `link` points to it and the older ones go.

    `link` is a symbolic link beside the folders, because swapping a link is one step for a reader
    and swapping a folder is not.
    """
    link.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=link.parent, prefix=f".{link.name}-"))
    folder.chmod(0o755)
    try:
        yield folder
        pointer = folder.with_name(f"{folder.name}.link")
        pointer.symlink_to(folder.name)
        pointer.replace(link)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    for older in link.parent.glob(f".{link.name}-*"):
        if older != folder:
            shutil.rmtree(older, ignore_errors=True)


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Wait until no other process is inside a block with this lock; a killed one lets go by itself."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
