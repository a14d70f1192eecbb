"""Work that takes long waits without a thread, and what is too much is told at once."""

from __future__ import annotations

import asyncio
import threading

import pytest
from starlette.exceptions import HTTPException

from portal.safety.turns import SECONDS, Turns


async def until(turns: Turns, n_waiting: int) -> None:
    while turns._limiter.statistics().tasks_waiting < n_waiting:
        await asyncio.sleep(0.001)


def test_as_much_is_done_at_once_as_was_said_and_what_is_too_much_comes_back_later() -> None:
    async def scene() -> None:
        turns, go = Turns(at_once=2, most_waiting=3), threading.Event()
        before = threading.active_count()
        going = [asyncio.create_task(turns.take(lambda: go.wait(30))) for _ in range(5)]
        await until(turns, 3)
        assert threading.active_count() - before <= 2
        with pytest.raises(HTTPException) as refused:
            await turns.take(lambda: True)
        assert refused.value.status_code == 503
        assert refused.value.headers == {"Retry-After": str(SECONDS)}
        go.set()
        assert await asyncio.gather(*going) == [True] * 5
        assert await turns.take(lambda: "weer vrij") == "weer vrij"

    asyncio.run(scene())
