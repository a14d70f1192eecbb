"""What is done once a day: reminders, and what else the portal sees to where no daemon runs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from pipelines.errors import place_of
from pipelines.files import write_whole
from pipelines.home import Home
from portal.runner.state import folder_of

Job = Callable[[], object]


def is_due(home: Home, now: datetime, hour: int) -> bool:
    """Whether that hour has come, and the jobs of that day were not begun; `now` in Belgian time."""
    path = folder_of(home) / "daily"
    begun = path.read_text("ascii") if path.exists() else ""
    return now.hour >= hour and begun != now.date().isoformat()


def do(home: Home, now: datetime, jobs: Sequence[Job]) -> None:
    """Do the jobs of the day, each once: one that fails is logged, and the others go on.

    That they were begun is kept first: a portal that is killed in one of them does not send a
    reminder twice.
    """
    write_whole(folder_of(home) / "daily", now.date().isoformat().encode())
    for job in jobs:
        try:
            job()
        except Exception as error:  # its message may quote what it was about
            logging.getLogger("stek.portal").error(
                "a daily job failed, %s at %s", type(error).__name__, place_of(error)
            )
