"""The runner itself: it looks every few seconds whether there is something to run for."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import time
from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool

from pipelines import clock
from pipelines.errors import place_of
from pipelines.home import Home
from portal.runner import daily, news
from portal.runner.state import RunState, read_state

_LOG = logging.getLogger("stek.portal")
_LOOK_EVERY_SECONDS = 5.0


class Runner:
    """Starts `stek run` when deliveries came in and then no more for a while; one run at a time."""

    def __init__(
        self,
        home: Home,
        *,
        quiet_seconds: float = 60,
        daily_jobs: Sequence[daily.Job] = (),
        daily_hour: int = 7,
    ) -> None:
        """A runner that stands still until it is started; `daily_hour` in Belgian time."""
        self._home, self._quiet_seconds = home, quiet_seconds
        self._jobs, self._hour = tuple(daily_jobs), daily_hour
        self._look_every = min(_LOOK_EVERY_SECONDS, max(0.05, quiet_seconds / 4))
        self._looking: asyncio.Task[None] | None = None
        self._pid = 0

    async def start(self) -> None:
        """Begin to look."""
        self._looking = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """Look no more; a run that goes on goes on (see `once`)."""
        if self._looking:
            self._looking.cancel()
            await asyncio.wait([self._looking])

    def state(self) -> RunState:
        """How the last run went, and whether one goes on; for the health page."""
        return read_state(self._home)

    def has_news(self) -> bool:
        """Whether something came in that is not in what is published yet."""
        return self._has_news(self.state())

    async def _look(self) -> None:
        while True:
            try:
                await run_in_threadpool(self._once)
            except Exception as error:  # a disk that is full for a while must not end the looking
                _LOG.error("the runner failed, %s at %s", type(error).__name__, place_of(error))
            await asyncio.sleep(self._look_every)

    def _once(self) -> None:
        if self._is_going():
            return
        now = clock.now()
        if daily.is_due(self._home, now, self._hour):
            daily.do(self._home, now, self._jobs)
        state = self.state()
        is_free = not state.is_running and time.time() >= state.next_try_at
        if is_free and self._has_news(state) and self._is_quiet():
            self._start()

    def _has_news(self, state: RunState) -> bool:
        seen_at = state.seen_at
        if state.is_left_to_daemon:  # it did it, when pages were published since
            seen_at = max(seen_at, news.published(self._home))
        return news.newest(self._home) > seen_at

    def _is_quiet(self) -> bool:
        """Whether nothing came in for a while; a clock that was put back does not stop it for long."""
        return abs(time.time() - news.newest(self._home)) >= self._quiet_seconds

    def _is_going(self) -> bool:
        """Whether a run that this very portal started goes on."""
        if self._pid and os.waitpid(self._pid, os.WNOHANG) != (0, 0):
            self._pid = 0
        return self._pid != 0

    def _start(self) -> None:
        """Start a run in a session of its own, without a console: it outlives the portal."""
        _LOG.info("a run is started: something new came in")
        command = [sys.executable, "-P", "-m", "portal.runner.once", str(self._home.root)]
        nowhere = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in range(3)]
        self._pid = os.posix_spawn(
            sys.executable, command, os.environ, file_actions=nowhere, setsid=True
        )
