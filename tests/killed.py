"""Touches of the disk, counted and, as by kill -9, not survived.

A touch is what Python tells its audit hooks: a file opened for writing, renamed or removed, a folder
made or removed, a link, under a folder.
"""

from __future__ import annotations

import os
import signal
import sys

_EVENTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "shutil.rmtree"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Touches:
    """How many there were since it was made; this process is killed at the last one, if it is one."""

    def __init__(self, folder: str, last: int) -> None:
        self.count, self._folder, self._last = 0, folder, last
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if (is_write or event in _EVENTS) and self._folder in str(arguments[0]):
            self.count += 1
            if self.count == self._last:
                os.kill(os.getpid(), signal.SIGKILL)
