"""A worker process: it does one job after another, niced, until the web process lets go of it.

    python -m portal.desk.worker <file descriptor> <data home>

It has no console: what a library prints about a file may quote it.
"""

from __future__ import annotations

import gc
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.home import Home
from portal.desk.jobs import TOGETHER, Done, Failed, Job

if TYPE_CHECKING:
    from collections.abc import Callable

NICENESS = 4  # of 19: pages go first, and an answer is waited for as well
READY = "ready"


def main(descriptor: int, home: Home) -> None:
    """Serve a web process over a socket, in whose other end it writes jobs."""
    os.nice(NICENESS)
    with Connection(descriptor) as connection:
        from portal.desk import work

        work.warm()
        # What Great Expectations brought along stays for good; looking through it for garbage again
        # and again took a third of the time of an answer.
        gc.collect()
        gc.freeze()
        connection.send(READY)
        while True:
            try:
                job: Job = connection.recv()
                connection.send(outcome(home, job))
            except (EOFError, OSError):  # the web process is gone, or let us go
                # Taking down what was imported takes seconds, and nothing is left to do.
                os._exit(0)


def outcome(home: Home, job: Job) -> Done | Failed:
    """What comes of a job; whatever goes wrong is an answer too."""
    from portal.desk import work

    function: Callable[..., Any] = getattr(work, job.what)
    try:
        if job.what in TOGETHER:
            return Done(function(home, job.arguments))
        return Done([function(home, *job.arguments)])
    except Exception as error:  # one file may not stop the others
        return Failed.by(error)


if __name__ == "__main__":
    main(int(sys.argv[1]), Home(Path(sys.argv[2])))
