"""A process of its own that looks at hostile files, and says what each cost it.

    python -m tests.reading.witness DATA_HOME

Reads the path of a file from each line, answers with a line of JSON. It has less address space than
the machine: a file that asks for too much ends it, and the test that sent the file fails.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pipelines.answering.text import checked
from pipelines.answering.workbooks import write_workbook
from pipelines.findings.reports import report
from pipelines.home import Home
from pipelines.landing.looking import Offer, look
from pipelines.months import Month

ADDRESS_SPACE = 6_000_000_000  # bytes: Polars and jemalloc reserve two of these at the start
PATIENCE = 120  # seconds of a busy machine, after which a file is said to take for ever


@dataclass(frozen=True)
class Seen:
    """What became of a file, what the person was told, and what it took: processor time, memory.

    `grown_mb` is how much more memory the process held at its height than before.
    """

    outcome: str
    reason: str
    told: str
    seconds: float
    grown_mb: float


class Witness:
    """The process, from the side of the tests."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.reading.witness", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def look(self, path: Path) -> Seen:
        """Have it look at a file; it is killed, and this raises, when that takes for ever."""
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise ValueError("no pipes")
        process.stdin.write(f"{json.dumps(str(path))}\n")
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        line = process.stdout.readline() if ready else ""
        if not line:
            process.kill()
            raise TimeoutError(f"no answer about {path.name}: exit code {process.wait()}")
        return Seen(**json.loads(line))

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()


def _held_mb(which: str) -> float:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(which)) / 1000


def _look(home: Home, path: Path) -> Seen:
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", "utf-8")  # the height is counted from here
    before, began = _held_mb("VmRSS"), time.process_time()
    (looked,) = look(home, [Offer(path, "zaventem", Month(2026, 10))])
    found = report(home, looked)
    copyable = looked.seen.copyable if looked.seen else None
    write_workbook(home.root / "terug.xlsx", found, copyable, path.name, "nl")
    seconds = time.process_time() - began
    refusal = looked.seen.refusal if looked.seen else None
    reason = refusal.reason if refusal else ""
    grown = _held_mb("VmHWM") - before
    return Seen(found.outcome, reason, checked(found, "nl"), seconds, grown)


def main() -> None:
    """Answer until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    home = Home(Path(sys.argv[1]))
    for line in sys.stdin:
        sys.stdout.write(f"{json.dumps(vars(_look(home, Path(json.loads(line)))))}\n")
        sys.stdout.flush()
        if not gc.get_freeze_count():  # what the first file had imported is looked through once
            gc.collect()
            gc.freeze()


if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", "2")
    main()
