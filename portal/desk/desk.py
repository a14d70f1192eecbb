"""The desk itself: what pages ask of it, without ever waiting for a file to be read."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from starlette.concurrency import run_in_threadpool

from pipelines import contracts
from portal.desk.errors import DeskError
from portal.desk.memory import Memory
from portal.desk.pending import Upload, Uploads
from portal.desk.workers import SECONDS, Workers

if TYPE_CHECKING:
    from pipelines.contracts import Language
    from pipelines.foresight.values import Addition, Move
    from pipelines.home import Home
    from pipelines.months import Month
    from portal.desk.answers import Answer

_LOG = logging.getLogger("stek.portal")
_SWEPT_EVERY = 3600  # seconds


class Desk:
    """Uploads, and their answers, of one data home; for one event loop.

    Every method that asks a worker raises DeskBusyError when too much waits already, DeskError
    `took_too_long` or `broke` when no answer could be had, and WrongUseError and DiskFullError
    as the function behind it does.
    """

    def __init__(self, home: Home, *, n_workers: int = 2, seconds: float = SECONDS) -> None:
        """A desk that stands still until it is started; a job may take that many seconds."""
        self.uploads = Uploads(home)
        self._home = home
        self._workers = Workers(home, n_workers, seconds)
        self._memory = Memory()
        self._going: dict[tuple[str, str], asyncio.Task[Answer]] = {}
        self._upkeep: asyncio.Task[None] | None = None

    @property
    def worker_pids(self) -> list[int]:
        """The worker processes of this moment; for who measures."""
        return self._workers.pids

    async def start(self) -> None:
        """Start the workers, which warm themselves, and look after what a killed portal left."""
        await self._workers.start()
        self._upkeep = asyncio.create_task(self._look_after())

    async def stop(self) -> None:
        """End the workers; one that is landing gets some seconds to end that well."""
        if self._upkeep:
            self._upkeep.cancel()
        await self._workers.stop()

    async def get(self, token: str, account_number: int) -> Upload | None:
        """The upload of that token, for its own account; also one that was answered and removed."""
        if known := self._memory.upload(token):
            return known if known.account_number == account_number else None
        return await run_in_threadpool(self.uploads.get, token, account_number)

    async def check(self, upload: Upload) -> Answer:
        """What would become of an upload. One that may not be kept is removed by this."""
        return await self._once("check", upload, self._check)

    async def answer(self, upload: Upload) -> Answer:
        """The answer to an upload, from memory, or looked at again when it is not there."""
        if known := self._memory.answer(upload.token):
            return known
        if upload.receipt_number is not None:
            return await self.findings(upload.receipt_number)
        return await self.check(upload)

    async def confirm(self, upload: Upload) -> Answer:
        """Land an upload; confirmed again it has the same receipt.

        Errors: DeskError `not_keepable`, and `gone` when it was discarded.
        """
        return await self._once("land", upload, self._land)

    async def discard(self, upload: Upload) -> None:
        """Remove an upload; nothing of it is kept. One that was landed stands."""
        self._memory.forget(upload.token)
        await run_in_threadpool(self.uploads.discard, upload.token)

    async def nothing(
        self,
        account_number: int,
        stek_id: str,
        month: Month,
        streams: Sequence[str] = contracts.STREAMS,
    ) -> Answer:
        """Land the word that a Stek has nothing to report for a month, of these streams."""
        asked = self._workers.ask("land_nothing", account_number, stek_id, month, tuple(streams))
        return cast("Answer", await asyncio.shield(asyncio.ensure_future(asked)))

    async def findings(self, receipt_number: int) -> Answer:
        """What is found in a delivery that was landed, looked at again now."""
        return cast("Answer", await self._workers.ask("findings", receipt_number))

    async def workbook(self, upload: Upload, language: Language) -> bytes:
        """The uploaded file with its marks (xlsx), or the list alone where no copy may be made."""
        if upload.receipt_number is not None:
            return await self.receipt_workbook(upload.receipt_number, language)
        answer = await self.answer(upload)
        file: Path | None = upload.file if answer.is_copyable else None
        asked = self._workers.ask("workbook", answer.report, file, upload.name, language)
        return cast("bytes", await asked)

    async def receipt_workbook(self, receipt_number: int, language: Language) -> bytes:
        """The same of a delivery that was landed."""
        return cast("bytes", await self._workers.ask("receipt_workbook", receipt_number, language))

    async def adds(self, receipt_number: int) -> tuple[Addition, ...]:
        """What a delivery that was landed adds by itself, told as the published figures are."""
        return cast("tuple[Addition, ...]", await self._workers.ask("adds", receipt_number))

    async def moves(self, upload: Upload) -> tuple[Move, ...]:
        """Which published figures an upload may move; none when it was landed, or is gone."""
        if upload.receipt_number is not None or not upload.file.exists():
            return ()
        return cast("tuple[Move, ...]", await self._workers.ask("moves", upload))

    async def explain(self, stek_id: str, month: Month, rule: str, reason: str) -> None:
        """Remember why a figure of a landed delivery is as it is. Errors: WrongUseError."""
        from pipelines.findings.explanations import explain

        await run_in_threadpool(explain, self._home, stek_id, month, rule, reason)
        self._memory.forget_place(stek_id, month)  # these answers still ask

    async def _check(self, upload: Upload) -> Answer:
        if upload.receipt_number is None and not upload.file.exists():
            raise DeskError("gone")
        answer = cast("Answer", await self._workers.ask("check", upload))
        if not answer.is_keepable:
            self._memory.keep(upload, answer)
            await run_in_threadpool(self.uploads.discard, upload.token)
        elif upload.file.exists():  # it may have been discarded meanwhile
            self._memory.keep(upload, answer)
            await self._noted(self.uploads.looked_through, upload)
        return answer

    async def _land(self, upload: Upload) -> Answer:
        current = await self.get(upload.token, upload.account_number) or upload
        answer = await self.answer(current)
        if answer.receipt_number is not None:
            return answer
        if not answer.is_keepable:
            raise DeskError("not_keepable")
        if not upload.file.exists():
            raise DeskError("gone")
        landed = cast("Answer", await self._workers.ask("land", upload))
        number = landed.receipt_number
        self._memory.keep(replace(upload, receipt_number=number), landed)
        if number is not None:
            await self._noted(self.uploads.landed, upload, number)
        return landed

    async def _noted(self, note: Callable[..., Upload], *about: object) -> None:
        """Write down what became of an upload; a disk that is full by now does not undo that."""
        try:
            await run_in_threadpool(note, *about)
        except Exception as error:
            _LOG.warning("not written down of an upload: %s", type(error).__name__)

    async def _once(
        self, what: str, upload: Upload, do: Callable[[Upload], Awaitable[Answer]]
    ) -> Answer:
        """Do it once, however often it is asked for meanwhile, also when who asked went away."""
        key = (what, upload.token)
        if key not in self._going:
            task = self._going[key] = asyncio.ensure_future(do(upload))
            task.add_done_callback(lambda _: self._going.pop(key, None))
        return await asyncio.shield(self._going[key])

    async def _look_after(self) -> None:
        """Look through what was not, when the portal was killed; sweep, then and every hour."""
        for upload in await run_in_threadpool(lambda: list(self.uploads.all())):
            if not upload.is_looked_through:
                await asyncio.gather(self.check(upload), return_exceptions=True)
        while True:
            try:
                await run_in_threadpool(self.uploads.sweep)
            except OSError as error:
                _LOG.warning("uploads could not be swept: %s", type(error).__name__)
            await asyncio.sleep(_SWEPT_EVERY)
