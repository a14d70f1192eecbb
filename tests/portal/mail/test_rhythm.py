from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.mail.rhythm import kind_on, working_days_after

SUNDAY = date(2026, 11, 15)  # the due day of October


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 11, 9), None),
        (date(2026, 11, 10), "before_due"),
        (date(2026, 11, 15), "before_due"),
        (date(2026, 11, 16), None),  # Monday: the first working day after it
        (date(2026, 11, 17), "after_due"),
        (date(2026, 11, 24), "after_due"),
        (date(2026, 11, 25), "again"),
        (date(2026, 12, 15), "again"),
        (date(2026, 12, 16), None),
    ],
)
def test_a_month_that_is_due_on_a_sunday_is_reminded_of_on_these_days(
    day: date, kind: str | None
) -> None:
    assert kind_on(day, SUNDAY) == kind


def test_a_weekend_is_no_two_working_days() -> None:
    friday = date(2027, 1, 15)
    assert working_days_after(friday, 2) == date(2027, 1, 19)
    assert kind_on(date(2027, 1, 18), friday) is None
    assert kind_on(date(2027, 1, 19), friday) == "after_due"


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)))
def test_whatever_the_due_day_the_three_kinds_follow_each_other_and_then_there_is_silence(
    due_on: date,
) -> None:
    kinds = [kind_on(due_on + timedelta(days=step), due_on) for step in range(-40, 60)]
    told = [kind for kind, before in zip(kinds, [None, *kinds], strict=False) if kind != before]
    assert [kind for kind in told if kind] == ["before_due", "after_due", "again"]
    assert kinds[-1] is None
