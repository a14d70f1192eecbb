"""Work that takes the whole of a processor waits for its turn, and not too much of it waits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException

SECONDS: Final = 10  # after which asking again makes sense
T = TypeVar("T")


class Turns:
    """Threads of its own for one kind of work, so that pages never wait for a thread by it."""

    def __init__(self, at_once: int, most_waiting: int) -> None:
        """So much is done at once, and so much may wait, which holds no thread meanwhile."""
        self._limiter = CapacityLimiter(at_once)
        self._most_waiting = most_waiting

    async def take(self, work: Callable[[], T]) -> T:
        """What that work gives, when it was its turn. Errors: HTTPException 503 when much waits."""
        if self._limiter.statistics().tasks_waiting >= self._most_waiting:
            raise HTTPException(503, headers={"Retry-After": str(SECONDS)})
        return await to_thread.run_sync(work, limiter=self._limiter)
