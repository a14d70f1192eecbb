from __future__ import annotations

import pytest

from pipelines.months import Month
from pipelines.sample.habits import habit
from pipelines.sample.incidents import INCIDENTS, Incident, incident
from pipelines.sample.stekken import stekken

LAST = Month(2026, 10)


def test_something_goes_wrong_once_in_a_stek_of_the_roster() -> None:
    assert [one.stek_id for one in INCIDENTS] == list(
        dict.fromkeys(one.stek_id for one in INCIDENTS)
    )
    assert {one.stek_id for one in INCIDENTS} <= {stek.stek_id for stek in stekken()}


@pytest.mark.parametrize("count", [1, 2, 3, 24, 58])
def test_every_incident_falls_in_a_month_that_is_there(count: int) -> None:
    months = LAST.plus(1 - count).until(LAST)
    found = [
        one for stek in stekken() for month in months if (one := incident(stek, month, months))
    ]
    assert sorted(found, key=INCIDENTS.index) == list(INCIDENTS)


def test_incidents_are_spread_along_the_months() -> None:
    months = LAST.plus(-23).until(LAST)
    assert Incident("late", "tienen", 0.0).month(months) == months[0]
    assert Incident("late", "tienen", 1.0).month(months) == months[-1]
    assert len({one.month(months) for one in INCIDENTS}) > 10


def test_a_number_hides_in_a_column_or_comment_only_where_the_file_is_a_workbook() -> None:
    for one in INCIDENTS:
        if one.hidden_in in ("hidden_column", "comment"):
            assert habit(one.stek_id).kind == "xlsx"
        if one.hidden_in == "cell":
            assert habit(one.stek_id).kind == "csv"
