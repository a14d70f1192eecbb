from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.home import Home
from portal.administering import condition
from portal.administering.condition import Check, Condition, desk, disk
from tests.portal.pages.administration import office, words_of


def test_the_worst_of_all_decides_and_figures_stand_beside_their_check() -> None:
    found = Condition("1.2", (disk(9_000_000_000), desk([True, False])))
    assert found.told == {
        "status": "warn",
        "version": "1.2",
        "checks": {
            "disk": {"status": "ok", "state": "enough", "free_bytes": 9_000_000_000},
            "desk": {"status": "warn", "state": "partly", "workers": 1},
        },
    }
    assert Condition("1.2", (*found.checks, Check("x", "fail", "y"))).level == "fail"


@pytest.mark.parametrize(
    ("free", "level"),
    [(2_000_000_000, "ok"), (1_999_999_999, "warn"), (200_000_000, "warn"), (199_999_999, "fail")],
)
def test_little_room_is_told_before_there_is_none(free: int, level: str) -> None:
    assert disk(free).level == level


def test_anybody_may_ask_and_a_desk_that_stands_still_is_a_503(home: Home) -> None:
    portal = office(home)
    answer = portal.client.get("/gezondheid.json")
    assert answer.status_code == 503  # the workers of this portal were never started
    told = answer.json()
    assert told["status"] == "fail"
    assert told["checks"]["desk"] == {"status": "fail", "state": "stands_still", "workers": 0}
    assert told["checks"]["landing"]["state"] == "writable"
    assert told["checks"]["accounts"]["state"] == "answers"
    assert told["checks"]["release"]["state"] == "none"
    assert answer.headers["cache-control"] == "no-store"
    assert str(home.root) not in answer.text


def test_a_process_that_ended_and_was_not_missed_yet_is_not_alive() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    assert condition._is_alive(os.getpid())
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert not condition._is_alive(ended.pid)
    ended.wait()
    assert not condition._is_alive(ended.pid)


def test_a_landing_that_cannot_be_written_is_told(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = office(home)
    home.landing.mkdir(exist_ok=True)
    # Who tests may write everywhere: a folder that cannot be written is one of the kernel's own.
    monkeypatch.setattr(Home, "landing", Path("/proc/self"))
    check = portal.client.get("/gezondheid.json").json()["checks"]["landing"]
    assert check == {"status": "fail", "state": "not_writable"}


@pytest.mark.parametrize(
    ("name", "state"), [("2026-11-20.1", "recent"), ("2026-01-20.1", "old"), ("none", "none")]
)
def test_an_old_release_is_told(
    home: Home, monkeypatch: pytest.MonkeyPatch, name: str, state: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 26))
    portal = office(home)
    (home.released / name).mkdir(parents=True)
    (home.released / "latest").symlink_to(name)
    check = portal.client.get("/gezondheid.json").json()["checks"]["release"]
    assert check["state"] == state
    assert check.get("days") == {"recent": 6, "old": 310}.get(state)


def test_an_administrator_reads_what_to_do(home: Home) -> None:
    page = words_of(office(home).administrator().get("/gezondheid").text)
    assert "Bestanden nakijken ✖ Stuk. Staat stil Wacht een minuut." in page
    assert "Accounts ✔ In orde. De databank antwoordt Niets" in page
