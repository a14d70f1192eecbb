"""Work that takes the whole of a processor waits for its turn, so that pages stay quick meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread

# One less than the processors of the smallest machine that this runs on; who waits holds no thread.
AT_ONCE: Final = 1
T = TypeVar("T")


@cache
def _turns() -> CapacityLimiter:
    return CapacityLimiter(AT_ONCE)


async def in_turn(work: Callable[[], T]) -> T:
    """What that work gives, done in a thread when it is its turn."""
    return await to_thread.run_sync(work, limiter=_turns())
