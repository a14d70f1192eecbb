"""The runner: real processes; a run is over at once where a Dagster daemon is seen to live."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import psutil
import pytest

from pipelines import clock
from pipelines.errors import LeftToDaemonError
from pipelines.files import one_at_a_time
from pipelines.home import Home
from pipelines.landing.offers import land_nothing
from pipelines.months import Month
from portal.runner import Runner, RunState
from portal.runner.daily import do, is_due
from portal.runner.news import newest, published
from portal.runner.once import after
from portal.runner.state import is_running, lock_of, read_state, write_state

OCTOBER = Month(2026, 10)
HOURS = (6, 7, 23)


def lands(home: Home, month: Month = OCTOBER) -> None:
    land_nothing(home, "zaventem", month, ["signals"], None)


def has_run_json(home: Home) -> bool:
    return (home.root / "portal" / "run.json").exists()


async def until(is_so: Callable[[], bool], seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


def test_an_empty_home_has_no_news(home: Home) -> None:
    assert newest(home) == 0.0
    assert not Runner(home).has_news()


def test_a_landed_delivery_and_a_file_in_the_inbox_are_news_and_an_answer_is_none(
    home: Home,
) -> None:
    began = time.time() - 1
    lands(home)
    landed = newest(home)
    assert began < landed < time.time() + 1
    box = home.inbox / "zaventem" / "2026-10"
    box.mkdir(parents=True)
    (box / "oktober.csv.antwoord.txt").write_text("goed", "utf-8")
    (box / ".half").write_text("x", "utf-8")
    assert newest(home) == landed
    dropped = box / "oktober.csv"
    dropped.write_text("x", "utf-8")
    os.utime(dropped, (0, 0))  # copied with the date that it had: it came in now all the same
    assert newest(home) >= landed
    assert newest(home) == dropped.stat().st_ctime


def test_an_explanation_and_a_later_due_day_are_news(home: Home) -> None:
    for room in ("explanations/zaventem", "due_dates"):
        folder = home.landing / room
        folder.mkdir(parents=True)
        before = newest(home)
        (folder / "000001.json").write_text("{}", "utf-8")
        assert newest(home) > before


def test_what_was_published_after_the_last_delivery_is_seen_already(home: Home) -> None:
    lands(home)
    assert Runner(home).has_news()
    home.site.symlink_to("nowhere")
    assert read_state(home).seen_at == published(home) > 0
    assert not Runner(home).has_news()


def test_a_new_day_is_news_where_anything_was_delivered(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning = datetime(2031, 1, 16, 6, 30, tzinfo=clock.BELGIUM)  # October is late by then
    monkeypatch.setattr(clock, "now", lambda: morning)
    assert newest(home) == 0.0
    land_nothing(home, "zaventem", Month.parse("2026-10"), ["visits"], None)
    assert newest(home) == morning.replace(hour=5, minute=0).timestamp()
    monkeypatch.setattr(clock, "now", lambda: morning.replace(hour=4))
    assert newest(home) < morning.timestamp() - 86_400


def test_a_failed_run_waits_five_minutes_then_twice_as_long_up_to_an_hour() -> None:
    state, waits = RunState(), []
    for _ in range(6):
        state = after(state, 1_000.0, 2_000.0, 1)
        waits.append(state.next_try_at - 2_000)
    assert waits == [300, 600, 1_200, 2_400, 3_600, 3_600]
    assert state.has_failed
    assert state.seen_at == 0.0
    assert replace(state, n_failed=10_000).next_try_at == 2_000 + 3_600
    state = after(state, 3_000.0, 4_000.0, 0)
    assert (state.next_try_at, state.seen_at, state.has_failed) == (0.0, 3_000.0, False)


def test_what_is_left_to_the_daemon_is_not_seen_yet_and_no_failure() -> None:
    state = after(RunState(seen_at=5.0), 1_000.0, 2_000.0, LeftToDaemonError.exit_code)
    assert state.is_left_to_daemon
    assert not state.has_failed
    assert (state.seen_at, state.next_try_at) == (5.0, 2_600.0)


def test_what_is_known_of_a_run_outlives_the_portal(home: Home) -> None:
    state = RunState(1.0, 1.0, 2.0, 0, 0)
    write_state(home, state)
    assert read_state(home) == state
    assert "is_running" not in json.loads((home.root / "portal" / "run.json").read_text("utf-8"))


def test_a_run_goes_on_as_long_as_its_lock_is_held(home: Home) -> None:
    assert not is_running(home)
    with one_at_a_time(lock_of(home)):
        assert is_running(home)
    assert not is_running(home)


def test_a_run_that_was_killed_is_begun_again_at_once_and_then_waits(home: Home) -> None:
    write_state(home, RunState(began_at=1_000.0))
    first = read_state(home)
    assert first.was_killed
    assert first.next_try_at == 0.0
    again = replace(first, n_failed=1, began_at=5_000.0)
    assert again.next_try_at == 5_300.0


@pytest.mark.parametrize("hour", HOURS)
def test_the_jobs_of_the_day_are_done_once_from_their_hour_on(home: Home, hour: int) -> None:
    now = datetime(2026, 11, 26, hour, 30, tzinfo=clock.BELGIUM)
    done: list[str] = []

    def fails() -> None:
        done.append("fails")
        raise ValueError("a value")

    for _ in range(2):
        if is_due(home, now, 7):
            do(home, now, [fails, lambda: done.append("goes on")])
    assert done == ([] if hour == 6 else ["fails", "goes on"])
    assert is_due(home, now.replace(day=27, hour=7), 7)


def test_nothing_is_run_while_deliveries_come_in_and_nothing_twice_at_the_same_time(
    home: Home,
) -> None:
    async def quiet() -> None:
        runner = Runner(home, quiet_seconds=3_600)
        lands(home)
        await runner.start()
        await asyncio.sleep(0.3)
        await runner.stop()
        assert runner.has_news()
        assert not has_run_json(home)
        other = Runner(home, quiet_seconds=0)
        with one_at_a_time(lock_of(home)):
            await other.start()
            await asyncio.sleep(0.3)
            await other.stop()
            assert not has_run_json(home)

    asyncio.run(quiet())


def seen_alive(home: Home) -> None:
    """A sign of life of Dagster's sensor daemon, as it gives one itself."""
    import dagster as dg
    from dagster._daemon.types import DaemonHeartbeat

    from pipelines.run import point_dagster_at

    point_dagster_at(home)
    with dg.DagsterInstance.get() as instance:
        instance.add_daemon_heartbeat(DaemonHeartbeat(time.time(), "SENSOR", "test", []))


@pytest.fixture
def with_daemon(home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("DAGSTER_HOME", "STEK_DAGSTER"):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # put back afterwards
    seen_alive(home)
    return home


def test_a_run_starts_by_itself_and_is_left_to_a_daemon_that_lives(with_daemon: Home) -> None:
    home = with_daemon

    async def started() -> RunState:
        runner = Runner(home, quiet_seconds=0)
        lands(home)
        await runner.start()
        await until(lambda: runner.state().ended_at > 0)
        await runner.stop()
        return runner.state()

    state = asyncio.run(started())
    assert (state.exit_code, state.is_left_to_daemon) == (LeftToDaemonError.exit_code, True)
    assert "daemon" in (home.root / "portal" / "run.log").read_text("utf-8")
    assert Runner(home).has_news()
    home.site.symlink_to("nowhere")  # the daemon published
    assert not Runner(home).has_news()


def test_a_run_outlives_the_portal_and_one_that_is_killed_is_told(home: Home) -> None:
    async def stopped() -> int:
        runner = Runner(home, quiet_seconds=0)
        lands(home)
        with one_at_a_time(home.root / ".run.lock"):  # the run waits for this one
            await runner.start()
            await until(lambda: has_run_json(home) and runner.state().is_running)
            await runner.stop()
        (run,) = [
            process
            for process in psutil.process_iter(["cmdline"])
            if "portal.runner.once" in (process.info["cmdline"] or ())
            and str(home.root) in (process.info["cmdline"] or ())
        ]
        assert run.nice() == 10
        for process in (*run.children(recursive=True), run):
            process.send_signal(signal.SIGKILL)
        os.waitpid(run.pid, 0)
        return run.pid

    pid = asyncio.run(stopped())
    assert not psutil.pid_exists(pid)
    state = read_state(home)
    assert state.was_killed
    assert not state.is_running
    assert state.exit_code is None
