"""The queue of what is asked for and waits for a worker."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.desk.errors import DeskBusyError
from portal.desk.jobs import DELIVERING, SLOW, TOGETHER, Job, What
from portal.desk.pending import Upload

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WAITING = 64  # wishes; whoever comes then is asked to come back in a moment
# Of these, places for all that is not a delivery: who loads a page a hundred times keeps nobody
# from delivering.
MOST_BESIDE = 32
MOST_TOGETHER = 16  # uploads in one suite run: every Stek once
BYTES_TOGETHER = 64_000_000  # as `pipelines.landing.offers`: what memory must hold


@dataclass(frozen=True, eq=False)
class Wish:
    """One thing that somebody waits for.

    `n_lost` counts the workers that were lost with it; `is_alone` when it may be what loses them.
    """

    what: What
    arguments: Sequence[object]
    answer: asyncio.Future[object]
    n_lost: int = 0
    is_alone: bool = False

    @property
    def size_bytes(self) -> int:
        """What it weighs when it is about an upload."""
        return sum(one.size_bytes for one in self.arguments if isinstance(one, Upload))


def job_of(wishes: Sequence[Wish]) -> Job:
    """The one job that fulfils wishes which were taken together."""
    first = wishes[0]
    if first.what in TOGETHER:
        return Job(first.what, [argument for wish in wishes for argument in wish.arguments])
    return Job(first.what, first.arguments)


class Queue:
    """First come, first served, except that uploads are looked at together and slow work waits.

    Of the workers one is always kept free of slow work, so that a check never waits for it.
    """

    def __init__(self, n_workers: int) -> None:
        self._n_workers = n_workers
        self._wishes: list[Wish] = []
        self._changed = asyncio.Condition()
        self._n_slow = 0
        self.is_closed = False

    async def put(self, wish: Wish) -> None:
        """Let a wish wait. Errors: DeskBusyError."""
        beside = [one for one in self._wishes if one.what not in DELIVERING]
        is_full = wish.what not in DELIVERING and len(beside) >= MOST_BESIDE
        if self.is_closed or is_full or len(self._wishes) >= MOST_WAITING:
            raise DeskBusyError
        async with self._changed:
            self._wishes.append(wish)
            self._changed.notify_all()

    async def put_back(self, wishes: Sequence[Wish], *, alone: bool) -> None:
        """Let wishes that were lost together go first, once more, each alone or not."""
        again = [replace(one, n_lost=one.n_lost + 1, is_alone=alone) for one in wishes]
        async with self._changed:
            self._wishes[:0] = again
            self._changed.notify_all()

    async def take(self) -> list[Wish]:
        """The next wishes to fulfil in one job: waits until there are any, not until there are more.

        Empty once the queue is closed.
        """
        async with self._changed:
            taken: list[Wish] = []
            while not taken and not self.is_closed:
                await self._changed.wait_for(lambda: self._next() is not None or self.is_closed)
                taken = self._taken()
            self._n_slow += sum(wish.what in SLOW for wish in taken)
            return taken

    async def done(self, wishes: Sequence[Wish]) -> None:
        """Say that what was taken is done."""
        async with self._changed:
            self._n_slow -= sum(wish.what in SLOW for wish in wishes)
            self._changed.notify_all()

    async def close(self) -> list[Wish]:
        """Let nothing be taken any more; what still waited."""
        async with self._changed:
            self.is_closed = True
            waiting, self._wishes = self._wishes, []
            self._changed.notify_all()
        return waiting

    def _next(self) -> Wish | None:
        is_full = self._n_slow >= max(1, self._n_workers - 1)
        free = (wish for wish in self._wishes if not (is_full and wish.what in SLOW))
        return next(free, None)

    def _taken(self) -> list[Wish]:
        first = self._next()
        if first is None or first.what not in TOGETHER or first.is_alone:
            together = [first] if first else []
        else:
            alike = [w for w in self._wishes if w.what == first.what and not w.is_alone]
            together = _as_fit(alike[: max(1, self._share(len(alike)))])
        self._wishes = [wish for wish in self._wishes if wish not in together]
        return [wish for wish in together if not wish.answer.done()]  # nobody waits for the others

    def _share(self, n_alike: int) -> int:
        """How many one worker takes: the others are free, or will be in a moment."""
        return min(MOST_TOGETHER, -(-n_alike // self._n_workers))


def _as_fit(wishes: Sequence[Wish]) -> list[Wish]:
    """The first of these that together weigh no more than memory may hold; one at least."""
    fitting: list[Wish] = []
    size = 0
    for wish in wishes:
        size += wish.size_bytes
        if fitting and size > BYTES_TOGETHER:
            break
        fitting.append(wish)
    return fitting
