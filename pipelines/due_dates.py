"""Due dates: the day on which a month must have been delivered, and the later day that it may get.

A later day is kept in `landing/due_dates/<yyyy-mm>.json`, with what was delivered: a home that is
made again from its landing judges who was late by the same days.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

from pipelines import clock, contracts
from pipelines.errors import WrongUseError
from pipelines.files import one_at_a_time, write_whole
from pipelines.home import Home
from pipelines.months import Month

LONGEST_DAYS = 31  # a month that comes later than the next one is due is late, whatever was agreed


def usual_day(month: Month) -> date:
    """The day on which a month must have been delivered when nothing else was said."""
    following = month.next()
    return date(following.year, following.month, contracts.delivery_rules().due_day)


def due_on(home: Home, month: Month) -> date:
    """The day on which a month must have been delivered."""
    path = home.due_dates / f"{month}.json"
    if not path.exists():
        return usual_day(month)
    return date.fromisoformat(json.loads(path.read_text("utf-8"))["due_on"])


def postpone(home: Home, month: Month, day: date, who: str) -> None:
    """Give a month a later due day, for every Stek; a day that was given before makes way.

    `who` is written as in the journal (`account:12`), which whoever calls tells of it. The usual day
    takes a later one away again.

    Errors: WrongUseError for a day before the usual one or more than 31 days after it.
    """
    usual = usual_day(month)
    latest = usual + timedelta(days=LONGEST_DAYS)
    if not usual <= day <= latest:
        raise WrongUseError(
            f"{month} is due on {usual}: it can be moved to a day from then until {latest}."
        )
    path = home.due_dates / f"{month}.json"
    with one_at_a_time(home.landing / ".lock"):
        if day == usual:
            path.unlink(missing_ok=True)
            return
        content = {"due_on": str(day), "moved_by": who, "moved_at": clock.now().isoformat()}
        write_whole(path, json.dumps(content, indent=1).encode() + b"\n")
