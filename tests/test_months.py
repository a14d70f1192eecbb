from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import WrongUseError
from pipelines.months import Month
from pipelines.spans import spans

some_month = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "10-2026", "2026", "", "2026-00"])
def test_what_is_not_a_month_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(WrongUseError, match="yyyy-mm"):
        Month.parse(text)


def test_december_is_followed_by_january() -> None:
    assert str(Month.parse("2025-12").next()) == "2026-01"
    assert str(Month.parse("2026-01").plus(-1)) == "2025-12"


def test_february_of_a_leap_year_has_29_days() -> None:
    assert Month.parse("2024-02").last_day.day == 29


def test_months_nest_in_quarters() -> None:
    quarters = [m.quarter for m in Month(2026, 1).until(Month(2026, 12))]
    assert quarters == [f"2026-Q{q}" for q in (1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4)]


@given(some_month)
def test_a_written_month_reads_back(month: Month) -> None:
    assert Month.parse(str(month)) == month


@given(some_month, st.integers(-500, 500))
def test_going_and_coming_back_ends_where_it_began(month: Month, steps: int) -> None:
    assert month.plus(steps).plus(-steps) == month


@given(st.sets(some_month, max_size=30))
def test_spans_hold_every_month_once_and_no_other(months: set[Month]) -> None:
    held = [month for first, last in spans(sorted(months)) for month in first.until(last)]
    assert held == sorted(months)
