"""Whether all is well: what a monitor asks every minute, and what an administrator looks at."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines import clock
from pipelines.publication.edition import Number

if TYPE_CHECKING:
    from pipelines.home import Home
    from portal.portal import Portal

Level = Literal["ok", "warn", "fail"]
LEVELS: tuple[Level, ...] = ("ok", "warn", "fail")  # from well to worst

# A run writes about as much as the home holds (0.1 GB for two years of sixteen Stekken) before the
# old is taken away; an upload is at most some tens of megabytes.
FREE_BYTES_ENOUGH = 2_000_000_000
FREE_BYTES_LEAST = 200_000_000
RELEASE_DAYS = (
    45  # deliveries come every month: without a release for longer something stands still
)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at; `figures` are counts and numbers, never a name or a path."""

    name: str
    level: Level
    state: str
    figures: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Condition:
    """All that was looked at."""

    version: str
    checks: tuple[Check, ...]

    @property
    def level(self) -> Level:
        """The worst of all."""
        return max((check.level for check in self.checks), key=LEVELS.index)

    @property
    def told(self) -> dict[str, object]:
        """The same for a machine."""
        checks = {
            check.name: {"status": check.level, "state": check.state, **check.figures}
            for check in self.checks
        }
        return {"status": self.level, "version": self.version, "checks": checks}


def condition(portal: Portal) -> Condition:
    """Look at all of it now; takes some milliseconds."""
    checks = (
        disk(shutil.disk_usage(portal.home.root).free),
        _landing(portal.home),
        _accounts(portal),
        desk([_is_alive(pid) for pid in portal.desk.worker_pids]),
        _runner(portal),
        _release(portal.home),
    )
    return Condition(version("stek-monitor"), checks)


def disk(free_bytes: int) -> Check:
    """How much room there is left."""
    level: Level = "ok" if free_bytes >= FREE_BYTES_ENOUGH else "warn"
    if free_bytes < FREE_BYTES_LEAST:
        level = "fail"
    state = {"ok": "enough", "warn": "little", "fail": "none"}[level]
    return Check("disk", level, state, {"free_bytes": free_bytes})


def _landing(home: Home) -> Check:
    """Whether a delivery could be kept: a nameless file is made there, and is gone at once."""
    folder = home.landing if home.landing.is_dir() else home.root
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"?")
            file.flush()
    except OSError:
        return Check("landing", "fail", "not_writable")
    return Check("landing", "ok", "writable")


def _accounts(portal: Portal) -> Check:
    try:
        portal.accounts.is_empty()
    except Exception:  # whatever a database driver raises; its words may hold an address
        return Check("accounts", "fail", "no_answer")
    return Check("accounts", "ok", "answers")


def desk(alive: list[bool]) -> Check:
    """Whether files can be looked at: the workers, each alive or not."""
    level: Level = "ok" if alive and all(alive) else "warn" if any(alive) else "fail"
    state = {"ok": "works", "warn": "partly", "fail": "stands_still"}[level]
    return Check("desk", level, state, {"workers": sum(alive)})


def _is_alive(pid: int) -> bool:
    """Whether a process is there, and not only waits to be missed (a zombie)."""
    with suppress(OSError):
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not status.exists() or status.read_bytes().rpartition(b")")[2].split()[0] != b"Z"
    return False


def _runner(portal: Portal) -> Check:
    if not portal.settings.has_runner:
        return Check("runner", "ok", "elsewhere")
    state = portal.runner.state()
    if state.is_running:
        return Check("runner", "ok", "runs")
    if state.has_failed or state.was_killed:
        return Check("runner", "warn", "failed", {"failed_runs": max(state.n_failed, 1)})
    return Check("runner", "ok", "left_to_daemon" if state.is_left_to_daemon else "waits")


def _release(home: Home) -> Check:
    """The newest release, and how old it is by the clock of the home."""
    latest = home.released / "latest"
    name = latest.resolve().name if latest.is_symlink() else ""
    if not Number.is_written(name):
        return Check("release", "warn", "none")
    days = (clock.today(home) - Number.parse(name).day).days
    is_old = days > RELEASE_DAYS
    figures: dict[str, int | str] = {"number": name, "days": days}
    return Check("release", "warn" if is_old else "ok", "old" if is_old else "recent", figures)
