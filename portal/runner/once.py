"""One run, in a process that outlives the portal: it starts `stek run` and keeps how it ended.

    python -m portal.runner.once <data home>

A run that the portal was stopped in the middle of goes on: it takes minutes, what it makes appears
as a whole, and a new portal sees by its lock that it is there and by `run.json` how it ended. What
comes in while it goes on is news for the next; so is what it took from the inbox itself.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from pipelines.errors import LeftToDaemonError
from pipelines.files import write_whole
from pipelines.home import Home
from portal.runner.state import RunState, folder_of, lock_of, read_state, write_state

NICENESS = 10  # of 19: pages and answers go first
LONGEST_LOG_BYTES = 1_000_000


def main(home: Home) -> None:
    """Run once; nothing when another run of the portal goes on."""
    os.nice(NICENESS)
    with lock_of(home).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        before, began_at = read_state(home), time.time()
        if before.was_killed:
            before = replace(before, n_failed=before.n_failed + 1)
        write_state(home, replace(before, began_at=began_at, ended_at=0.0, exit_code=None))
        exit_code = _run(home)
        write_state(home, after(before, began_at, time.time(), exit_code))


def after(before: RunState, began_at: float, ended_at: float, exit_code: int) -> RunState:
    """What is known when a run ended that way."""
    is_left = exit_code == LeftToDaemonError.exit_code
    is_well = exit_code == 0
    return RunState(
        seen_at=began_at if is_well else before.seen_at,
        began_at=began_at,
        ended_at=ended_at,
        exit_code=exit_code,
        n_failed=0 if is_well or is_left else before.n_failed + 1,
        is_left_to_daemon=is_left,
    )


def _run(home: Home) -> int:
    """Run the pipeline; what it tells (counts only) goes to `run.log`."""
    log = folder_of(home) / "run.log"
    _shorten(log)
    command = [sys.executable, "-P", "-m", "pipelines.cli", "run", "--unless-daemon"]
    environment = {**os.environ, "STEK_HOME": str(home.root), "PYTHONWARNINGS": "ignore"}
    with log.open("ab") as out:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False
        )
    return done.returncode


def _shorten(log: Path) -> None:
    """Keep the end of a log that has grown long."""
    if log.exists() and log.stat().st_size > LONGEST_LOG_BYTES:
        write_whole(log, log.read_bytes()[-LONGEST_LOG_BYTES // 2 :])


if __name__ == "__main__":
    main(Home(Path(sys.argv[1])))
