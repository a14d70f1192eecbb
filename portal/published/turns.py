"""Work on tables waits for its turn, so that pages stay quick meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

from portal.safety.turns import Turns

# One less than the processors of the smallest machine that this runs on; who waits holds no thread.
AT_ONCE: Final = 1
MOST_WAITING: Final = 64  # a choice takes a tenth of a second, a workbook some seconds
T = TypeVar("T")


@cache
def _turns() -> Turns:
    return Turns(AT_ONCE, MOST_WAITING)


async def in_turn(work: Callable[[], T]) -> T:
    """What that work gives, done in a thread when it is its turn; see `Turns.take`."""
    return await _turns().take(work)
