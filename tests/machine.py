"""A process that has imported the slow libraries, and forks itself for every `stek` command.

    python -m tests.machine

A fork is a process as any other: it ends by itself, is killed, is waited for. What it spares are the
seconds that importing takes. Nothing of ours is imported before the fork; what is typed in
tests/commands.py gets here as a line of JSON, and is answered by one.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from tests.killed import Touches

SLOW = ("great_expectations", "dagster", "duckdb_sqlalchemy", "scipy.stats", "highspy")
FORKS_WELL = {"python", "jemalloc_bg_thd"}  # jemalloc sets itself right in a fork


def main() -> None:
    for name in SLOW:
        import_module(name)
    # A fork has one thread: a lock that another one held would stay closed in it for ever.
    threads = {path.read_text("utf-8").strip() for path in Path("/proc/self/task").glob("*/comm")}
    if strange := threads - FORKS_WELL:
        raise RuntimeError(f"Importing one of {SLOW} starts {strange}: leave it out.")
    gc.freeze()  # no fork need look through what was imported
    for line in sys.stdin:
        asked = json.loads(line)
        if "arguments" not in asked:
            told = _done(asked)
        elif pid := os.fork():
            told = {"pid": pid}
        else:
            _stek(asked)
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    os._exit(0)  # DuckDB would complain of what imports leave; the command clears that away


def _done(asked: Mapping[str, Any]) -> dict[str, int]:
    """Wait for a command, or run one of the shell."""
    if "pid" in asked:
        return {"code": os.waitstatus_to_exitcode(os.waitpid(asked["pid"], 0)[1])}
    with Path(asked["out"]).open("w", encoding="utf-8") as out:
        done = subprocess.run(["sh", "-c", asked["shell"]], stdout=out, check=False)
    return {"code": done.returncode}


def _stek(asked: Mapping[str, Any]) -> NoReturn:
    """Be the `stek` command; its end leaves out to clear away, module by module, what was imported."""
    for number, place in enumerate((os.devnull, asked["out"], asked["err"])):
        os.dup2(os.open(place, os.O_RDWR | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["stek", *asked["arguments"]]
    touches = Touches(asked["environment"]["STEK_HOME"], asked["kill_at"])
    code = 1
    try:
        from pipelines.cli import main as stek

        stek()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        Path(asked["touches"]).write_text(str(touches.count), "utf-8")
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
