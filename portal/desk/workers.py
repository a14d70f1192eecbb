"""The workers: they take what waits, and what they lose is tried once more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from portal.desk.errors import DeskError
from portal.desk.jobs import Done, Failed, What
from portal.desk.process import LostError, WorkerProcess
from portal.desk.queue import Queue, Wish, job_of

if TYPE_CHECKING:
    from pipelines.errors import StekError
    from pipelines.home import Home

_LOG = logging.getLogger("stek.portal")
SECONDS = 60.0  # that a job may take: a file of 20 MB, the most that may be, takes a third of it
_GRACE_SECONDS = 10.0


class Workers:
    """Some worker processes over one data home, and the queue before them."""

    def __init__(self, home: Home, n_workers: int, seconds: float = SECONDS) -> None:
        self._home, self._n_workers, self._seconds = home, n_workers, seconds
        self._threads = ThreadPoolExecutor(n_workers, "desk")
        self._processes: list[WorkerProcess] = []
        self._serving: list[asyncio.Task[None]] = []

    @property
    def pids(self) -> list[int]:
        """The worker processes of this moment."""
        return [process.pid for process in self._processes]

    async def start(self) -> None:
        """Start every worker; nothing waits for them to be warm."""
        self._queue = Queue(self._n_workers)
        self._processes = [WorkerProcess(self._home) for _ in range(self._n_workers)]
        self._serving = [asyncio.create_task(self._serve(one)) for one in self._processes]

    async def stop(self) -> None:
        """End every worker, one in the middle of a job after some seconds of grace."""
        for wish in await self._queue.close():
            _fail(wish, DeskError("busy"))
        _, busy = await asyncio.wait(self._serving, timeout=_GRACE_SECONDS)
        for process, task in zip(self._processes, self._serving, strict=True):
            await asyncio.to_thread(process.end if task in busy else process.let_go)
        await asyncio.wait(self._serving)
        self._threads.shutdown()

    async def ask(self, what: What, *arguments: object) -> object:
        """What comes of one wish. Errors: DeskBusyError, DeskError, and those of the work itself."""
        answer: asyncio.Future[object] = asyncio.get_running_loop().create_future()
        await self._queue.put(Wish(what, arguments, answer))
        return await answer

    async def _serve(self, process: WorkerProcess) -> None:
        while wishes := await self._queue.take():
            await self._fulfil(process, wishes)
            await self._queue.done(wishes)

    async def _fulfil(self, process: WorkerProcess, wishes: Sequence[Wish]) -> None:
        loop = asyncio.get_running_loop()
        try:
            outcome = await loop.run_in_executor(
                self._threads, process.ask, job_of(wishes), self._seconds
            )
        except LostError as lost:
            _LOG.warning("a worker was lost (%s); %d waited for it", lost, len(wishes))
            if not self._queue.is_closed:
                await asyncio.to_thread(process.restart)
            await self._again(wishes, lost)
        else:
            if isinstance(outcome, Failed) and len(wishes) > 1:
                await self._queue.put_back(wishes, alone=True)  # it may be the fault of one
            else:
                _give(wishes, outcome)

    async def _again(self, wishes: Sequence[Wish], lost: LostError) -> None:
        """Try once more: together, for a worker may end by no fault of theirs, and then each alone."""
        is_culprit = len(wishes) == 1 and (wishes[0].is_alone or lost.is_slow)
        if is_culprit or self._queue.is_closed:
            for wish in wishes:
                _fail(wish, DeskError("took_too_long" if lost.is_slow else "broke"))
        else:
            is_suspect = lost.is_slow or len(wishes) == 1 or any(one.n_lost for one in wishes)
            await self._queue.put_back(wishes, alone=is_suspect)


def _give(wishes: Sequence[Wish], outcome: Done | Failed) -> None:
    if isinstance(outcome, Failed):
        if outcome.place:
            _LOG.error("a fault of ours, %s at %s", outcome.kind, outcome.place)
        for wish in wishes:
            _fail(wish, outcome.error())
        return
    for wish, result in zip(wishes, outcome.results, strict=True):
        if not wish.answer.done():
            wish.answer.set_result(result)


def _fail(wish: Wish, error: StekError) -> None:
    if not wish.answer.done():
        wish.answer.set_exception(error)
