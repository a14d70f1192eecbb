"""A file that is coming in: streamed to disk, weighed and hashed on its way."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Generic, TypeVar

from pipelines.errors import DiskFullError, is_disk_full
from pipelines.reading.limits import MAX_BYTES
from portal.desk.errors import TooLargeError

Made = TypeVar("Made")


class Writing(Generic[Made]):
    """The only file of a new folder, while it is written; left unfinished the folder goes.

    Both are for their owner alone (modes 0700 and 0600).
    """

    def __init__(self, path: Path, finished: Callable[[int, str], Made]) -> None:
        """Begin; `finished` makes what there is when it is whole, of its size and its SHA-256.

        Errors: DiskFullError.
        """
        self._folder, self._finished = path.parent, finished
        self._size, self._hash, self._is_done = 0, hashlib.sha256(), False
        with self._nothing_half():
            for folder in (self._folder.parent.parent, self._folder.parent):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.mkdir(mode=0o700)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = os.fdopen(handle, "wb")

    def write(self, data: bytes) -> None:
        """Take in a piece. Errors: TooLargeError, DiskFullError; nothing is left then."""
        self._size += len(data)
        with self._nothing_half():
            if self._size > MAX_BYTES:
                raise TooLargeError
            self._hash.update(data)
            self._file.write(data)

    def finish(self) -> Made:
        """Say that it is whole. Errors: DiskFullError; nothing is left then."""
        with self._nothing_half():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            made = self._finished(self._size, self._hash.hexdigest())
        self._is_done = True
        return made

    def abandon(self) -> None:
        """Let go of it, unless it is finished."""
        if self._is_done:
            return
        with suppress(OSError, AttributeError):  # what it held found no room; it was never opened
            self._file.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Writing[Made]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.abandon()

    @contextmanager
    def _nothing_half(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            self.abandon()
            if is_disk_full(error):
                raise DiskFullError from error
            raise
