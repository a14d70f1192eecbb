from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.months import Month
from portal.desk import DeskBusyError, Upload
from portal.desk.jobs import Job, What
from portal.desk.queue import (
    BYTES_TOGETHER,
    MOST_BESIDE,
    MOST_TOGETHER,
    MOST_WAITING,
    Queue,
    Wish,
    job_of,
)


def upload(number: int, size_bytes: int = 1) -> Upload:
    return Upload(
        str(number), 1, "zaventem", Month(2026, 10), "a.csv", size_bytes, "", clock.now(), Path()
    )


def wish(what: What, *arguments: object) -> Wish:
    return Wish(what, arguments, asyncio.get_running_loop().create_future())


async def waiting(n_workers: int, *wishes: Wish) -> Queue:
    queue = Queue(n_workers)
    for one in wishes:
        await queue.put(one)
    return queue


async def at_once(taking: Awaitable[list[Wish]]) -> list[Wish]:
    return await asyncio.wait_for(taking, 5)


def test_uploads_that_wait_are_shared_out_over_the_workers() -> None:
    async def shared() -> None:
        wishes = [wish("check", upload(number)) for number in range(5)]
        queue = await waiting(2, *wishes)
        assert await at_once(queue.take()) == wishes[:3]
        assert await at_once(queue.take()) == wishes[3:4]
        assert await at_once(queue.take()) == wishes[4:]

    asyncio.run(shared())


def test_checks_and_landings_are_not_mixed_and_the_first_that_came_goes_first() -> None:
    async def not_mixed() -> None:
        land, check, other = (
            wish("land", upload(1)), wish("check", upload(2)), wish("land", upload(3)),
        )  # fmt: skip
        queue = await waiting(1, land, check, other)
        assert await at_once(queue.take()) == [land, other]
        assert await at_once(queue.take()) == [check]

    asyncio.run(not_mixed())


def test_no_more_is_looked_at_together_than_is_said() -> None:
    async def limited() -> None:
        many = [wish("check", upload(number)) for number in range(20)]
        assert len(await at_once((await waiting(1, *many)).take())) == MOST_TOGETHER
        heavy = [wish("check", upload(number, BYTES_TOGETHER // 2)) for number in range(4)]
        assert len(await at_once((await waiting(1, *heavy)).take())) == 2
        heavier = wish("check", upload(1, BYTES_TOGETHER * 2))
        assert len(await at_once((await waiting(1, heavier, *heavy)).take())) == 1

    asyncio.run(limited())


def test_slow_work_leaves_a_worker_free_for_checks() -> None:
    async def free() -> None:
        first, second, check = wish("adds", 1), wish("adds", 2), wish("check", upload(1))
        queue = await waiting(2, first, second, check)
        assert await at_once(queue.take()) == [first]
        assert await at_once(queue.take()) == [check]
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(queue.take(), 0.05)
        await queue.done([first])
        assert await at_once(queue.take()) == [second]

    asyncio.run(free())


def test_what_nobody_waits_for_any_more_is_not_done() -> None:
    async def gone() -> None:
        left, stayed = wish("findings", 1), wish("findings", 2)
        queue = await waiting(1, left, stayed)
        left.answer.cancel()
        assert await at_once(queue.take()) == [stayed]

    asyncio.run(gone())


def test_what_was_lost_together_comes_back_first_and_alone() -> None:
    async def alone() -> None:
        lost = [wish("check", upload(number)) for number in range(2)]
        queue = await waiting(1, wish("check", upload(3)))
        await queue.put_back(lost, alone=True)
        for one in lost:
            (taken,) = await at_once(queue.take())
            assert taken.is_alone
            assert taken.answer is one.answer

    asyncio.run(alone())


def test_too_much_that_waits_is_told() -> None:
    async def too_much() -> None:
        queue = await waiting(1, *[wish("check", upload(number)) for number in range(MOST_WAITING)])
        with pytest.raises(DeskBusyError):
            await queue.put(wish("findings", 0))

    asyncio.run(too_much())


def test_a_closed_queue_gives_nothing_and_takes_nothing() -> None:
    async def closed() -> None:
        waits = wish("findings", 1)
        queue = await waiting(1, waits)
        assert await queue.close() == [waits]
        assert await at_once(queue.take()) == []
        with pytest.raises(DeskBusyError):
            await queue.put(waits)

    asyncio.run(closed())


def test_uploads_taken_together_are_one_job() -> None:
    async def one_job() -> None:
        one, other = upload(1), upload(2)
        assert job_of([wish("land", one), wish("land", other)]) == Job("land", [one, other])
        assert job_of([wish("findings", 7)]) == Job("findings", (7,))

    asyncio.run(one_job())


def test_who_looks_at_pages_keeps_nobody_from_delivering() -> None:
    async def reloading() -> None:
        queue = await waiting(2, *[wish("adds", number) for number in range(MOST_BESIDE)])
        for what in ("adds", "findings", "workbook"):
            with pytest.raises(DeskBusyError):
                await queue.put(wish(what, 1))
        for number in range(MOST_WAITING - MOST_BESIDE):
            await queue.put(wish("check", upload(number)))
        with pytest.raises(DeskBusyError):
            await queue.put(wish("land", upload(99)))

    asyncio.run(reloading())
