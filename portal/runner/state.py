"""What is known of the runs that the portal starts: `<home>/portal/run.json`, kept by the run itself.

It outlives the portal. That a run goes on is told by the lock that it holds, which a killed one
lets go by itself.
"""

from __future__ import annotations

import fcntl
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from pipelines import clock
from pipelines.files import write_whole
from pipelines.home import Home
from portal.runner.news import published

FIRST_WAIT_SECONDS = 300.0  # after a run that failed; twice as long after each next one
LONGEST_WAIT_SECONDS = 3600.0
DAEMON_WAIT_SECONDS = 600.0  # before it is seen whether the daemon did what was left to it


@dataclass(frozen=True)
class RunState:
    """The last run, as time stamps; 0 for never.

    `seen_at`: everything that came in before then is in what is published. `n_failed` counts runs
    that failed one after another; `exit_code` is that of the last, None when it was killed or still
    runs; `is_left_to_daemon` when a Dagster daemon was found to see to it.
    """

    seen_at: float = 0.0
    began_at: float = 0.0
    ended_at: float = 0.0
    exit_code: int | None = None
    n_failed: int = 0
    is_left_to_daemon: bool = False
    is_running: bool = False

    @property
    def was_killed(self) -> bool:
        """Whether the last run never came to its end: it is begun again at once, the first time."""
        return bool(self.began_at and not self.ended_at and not self.is_running)

    @property
    def next_try_at(self) -> float:
        """Before when no other run is started."""
        if self.is_left_to_daemon:
            return self.ended_at + DAEMON_WAIT_SECONDS
        if not self.n_failed:
            return 0.0
        doublings = min(self.n_failed - 1, 10)
        wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * (1 << doublings))
        return (self.ended_at or self.began_at) + wait

    @property
    def has_failed(self) -> bool:
        """Whether the last run ended otherwise than well."""
        return self.n_failed > 0


def at(moment: float) -> datetime | None:
    """A time stamp as people read it, in Belgian time; None for never."""
    return datetime.fromtimestamp(moment, clock.BELGIUM).replace(microsecond=0) if moment else None


def folder_of(home: Home) -> Path:
    """Where the portal keeps what is its own."""
    home.portal.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home.portal


def read_state(home: Home) -> RunState:
    """What is known now; of a home in which the portal started no run yet, by its pages."""
    path = home.portal / "run.json"
    with suppress(FileNotFoundError):
        return RunState(**json.loads(path.read_text("utf-8")), is_running=is_running(home))
    return RunState(seen_at=published(home))


def write_state(home: Home, state: RunState) -> None:
    """Keep what is known; for the process of the run alone."""
    kept = asdict(state)
    del kept["is_running"]
    write_whole(folder_of(home) / "run.json", json.dumps(kept).encode())


def lock_of(home: Home) -> Path:
    """What a run holds from its beginning to its end."""
    return folder_of(home) / "run.lock"


def is_running(home: Home) -> bool:
    """Whether a run that the portal started goes on."""
    with lock_of(home).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
