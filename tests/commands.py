"""The commands, as a person types them."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

from pipelines.home import CHECKOUT, Home

OWN_DISKS = ("unshare", "--mount", "--map-root-user")  # may mount what nobody else sees


@dataclass(frozen=True)
class Done:
    """A command that ended: its exit code (below zero: the signal that killed it), what it said,
    and how often it touched the disk, unless it was killed.
    """

    code: int
    out: str
    err: str
    touches: int = 0


class Machine:
    """Where commands run, each in a process of its own that is forked from tests/machine.py."""

    def __init__(self, *prefix: str) -> None:
        self._numbers = count()
        self._folder = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.machine"],
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # more would not outlive a fork
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=CHECKOUT,
            text=True,
        )

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()
        self._folder.cleanup()

    def start(self, home: Home, *arguments: str | Path, kill_at: int = 0) -> Started:
        """Start a `stek` command, which is killed at that touch of the disk when it is not 0."""
        place = Path(self._folder.name, str(next(self._numbers)))
        told = self._ask(
            arguments=list(map(str, arguments)),
            environment=os.environ | {"STEK_HOME": str(home.root), "COLUMNS": "200"},
            kill_at=kill_at,
            **{name: str(place.with_suffix(f".{name}")) for name in ("out", "err", "touches")},
        )
        return Started(self, told["pid"], place)

    def shell(self, command: str) -> str:
        """What a command of the shell says, on the disks of this machine."""
        place = Path(self._folder.name, str(next(self._numbers)))
        self._ask(shell=command, out=str(place))
        return place.read_text("utf-8")

    def wait(self, pid: int) -> int:
        """The exit code of a command."""
        return self._ask(pid=pid)["code"]

    def _ask(self, **asked: str | int | Sequence[str] | dict[str, str]) -> dict[str, int]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        told: dict[str, int] = json.loads(self._process.stdout.readline())
        return told


@dataclass(frozen=True)
class Started:
    """A command that runs, and where it writes what it says."""

    machine: Machine
    pid: int
    place: Path

    def done(self) -> Done:
        """Wait until it ends."""
        code = self.machine.wait(self.pid)
        out, err = (
            self.place.with_suffix(f".{name}").read_text("utf-8") for name in ("out", "err")
        )
        touches = self.place.with_suffix(".touches")
        return Done(code, out, err, int(touches.read_text("utf-8")) if touches.exists() else 0)


@cache
def machine(*prefix: str) -> Machine:
    """The one of this worker, started when a test first asks."""
    made = Machine(*prefix)
    atexit.register(made.close)
    return made


def stek(home: Home, *arguments: str | Path) -> tuple[int, str]:
    """Run the command in a process of its own: its exit code and all that it said."""
    done = machine().start(home, *arguments).done()
    return done.code, done.out + done.err
