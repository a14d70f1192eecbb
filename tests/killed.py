"""Run the `stek` command and kill it, as by kill -9, at its n-th touch of the disk.

    python -m tests.killed 12 run

A touch is what Python tells its audit hooks: a file opened for writing, renamed or removed, a folder
made or removed, a link, under the data home. Without a kill the number of touches is written to the
file that TOUCHES names.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

_EVENTS = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "shutil.rmtree"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def main() -> None:
    last, home = int(sys.argv.pop(1)), os.environ["STEK_HOME"]
    touched = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        is_write = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
        if (is_write or event in _EVENTS) and home in str(arguments[0]):
            touched += 1
            if touched == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    from pipelines.cli import main as stek

    try:
        stek()
    finally:
        Path(os.environ["TOUCHES"]).write_text(str(touched), "utf-8")


if __name__ == "__main__":
    main()
