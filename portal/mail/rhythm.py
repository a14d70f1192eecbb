"""When a coordinator is reminded of a month: before it is due, a little after, and once more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

Kind = Literal["before_due", "after_due", "again"]

# Three letters a month at the most, and none on the day after the due date: whoever is a day late
# mostly knows it. Chosen by us; SAAMO may want another rhythm.
DAYS_BEFORE = 5
WORKING_DAYS_AFTER = 2
DAYS_UNTIL_AGAIN = 10
DAYS_UNTIL_SILENCE = 30  # from then on somebody calls: another letter would not help
_SATURDAY = 5


def kind_on(today: date, due_on: date) -> Kind | None:
    """Which reminder is in place on a day; None when it is too early, too soon, or too late for one.

    >>> kind_on(date(2026, 11, 10), date(2026, 11, 15)), kind_on(date(2026, 11, 16), date(2026, 11, 15))
    ('before_due', None)
    """
    if due_on - timedelta(days=DAYS_BEFORE) <= today <= due_on:
        return "before_due"
    again_on = due_on + timedelta(days=DAYS_UNTIL_AGAIN)
    if working_days_after(due_on, WORKING_DAYS_AFTER) <= today < again_on:
        return "after_due"
    return "again" if again_on <= today <= due_on + timedelta(days=DAYS_UNTIL_SILENCE) else None


def working_days_after(day: date, count: int) -> date:
    """The day that many working days later; holidays are not known here and count as working days."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day
