"""The web process's hold on one worker process: start it, ask it, end it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.home import Home
    from portal.desk.jobs import Done, Failed, Job

WARMING_SECONDS = 120  # Great Expectations takes 3-15 s to import, more on a machine that is busy
_GRACE_SECONDS = 5


class LostError(Exception):
    """The worker ended in the middle of a job, or was ended after the time that there was for it."""

    def __init__(self, *, is_slow: bool) -> None:
        super().__init__("too slow" if is_slow else "ended")
        self.is_slow = is_slow


class WorkerProcess:
    """One worker process, which may be another one after each loss. All methods may block."""

    def __init__(self, home: Home) -> None:
        """Start a worker over that data home; it warms itself while nobody waits for it."""
        self._home, self._is_ready = home, False
        self._start()

    @property
    def pid(self) -> int:
        """The process that works now."""
        return self._process.pid

    def ask(self, job: Job, seconds: float) -> Done | Failed:
        """What comes of a job. Errors: LostError; the worker has ended then, see `restart`."""
        try:
            if not self._is_ready:
                self._receive(WARMING_SECONDS)
                self._is_ready = True
            self._connection.send(job)
            outcome: Done | Failed = self._receive(seconds)
        except Exception as error:
            self.end()
            raise LostError(is_slow=isinstance(error, TimeoutError)) from None
        return outcome

    def restart(self) -> None:
        """Start another worker in the place of one that was lost."""
        self._start()

    def end(self) -> None:
        """End the worker at once; what it was landing is landed whole by the next one, or not."""
        self._process.kill()
        self._process.wait()
        self._connection.close()

    def let_go(self) -> None:
        """Let a worker that has nothing to do end by itself; one that ended already is no error."""
        with suppress(OSError, subprocess.TimeoutExpired):
            if self._is_ready or self._connection.poll(0):  # else it is still warming
                self._connection.close()
                self._process.wait(_GRACE_SECONDS)
        self.end()

    def _receive(self, seconds: float) -> Done | Failed:
        if not self._connection.poll(seconds):
            raise TimeoutError
        received: Done | Failed = self._connection.recv()
        return received

    def _start(self) -> None:
        self._connection, theirs = Pipe()
        self._is_ready = False
        command = [sys.executable, "-P", "-m", "portal.desk.worker"]
        with theirs:
            self._process = subprocess.Popen(
                [*command, str(theirs.fileno()), str(self._home.root)],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # a message of a library may quote a value
                start_new_session=True,  # an interrupt typed in the console is for the portal alone
            )
