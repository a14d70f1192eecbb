from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.dates import read_date

_NAMES = "jan feb mrt apr mei jun jul aug sep okt nov dec"
DUTCH_MONTHS = _NAMES.split()
Written = Callable[[date], str]
DAY_FIRST: tuple[Written, ...] = (
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d.day}-{d.month}-{d:%y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day} {d.month} {d.year}",
    lambda d: f"{d:%d/%m/%Y} 09:30",
)
SETTLED: tuple[Written, ...] = (
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y/%m/%d}",
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d} 00:00:00",
    lambda d: f"{d}T13:05:00.123Z",
    lambda d: f"{d}T13:05:00+02:00",
    lambda d: f"{(d - date(1899, 12, 30)).days}.5",
    lambda d: f"{d:%d/%m/%Y}" if d.day > 12 else f"{d:%Y-%m-%d}",
    lambda d: str((d - date(1899, 12, 30)).days),
    lambda d: f"{d.day} {DUTCH_MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day}-{DUTCH_MONTHS[d.month - 1].upper()}-{d:%y}",
)
days = st.dates(date(1970, 1, 1), date(2063, 12, 31))


@given(days, st.sampled_from(DAY_FIRST))
def test_a_date_written_day_first_is_read_back(day: date, write: Written) -> None:
    assert read_date(write(day)).settled(day_first=True) == day


@given(days, st.sampled_from(SETTLED))
def test_a_date_written_without_doubt_is_read_back_in_any_file(day: date, write: Written) -> None:
    reading = read_date(write(day))
    assert {reading.settled(day_first=order) for order in (True, False, None)} == {day}


@given(days)
def test_a_date_written_month_first_is_read_back_in_a_file_that_keeps_that_order(day: date) -> None:
    assert read_date(f"{day:%m/%d/%Y}").settled(day_first=False) == day


@given(days)
def test_two_different_readings_are_never_chosen_between(day: date) -> None:
    reading = read_date(f"{day:%d/%m/%Y}")
    is_doubtful = day.day <= 12 and day.day != day.month
    assert reading.is_ambiguous == is_doubtful
    assert (reading.settled(day_first=None) is None) == is_doubtful


@given(st.integers(0, 99_999))
def test_only_numbers_from_20000_to_60000_are_serials(number: int) -> None:
    reading = read_date(f"{number:05d}").settled(day_first=None)
    if 20_000 <= number <= 60_000:
        assert reading == date(1899, 12, 30) + timedelta(days=number)
    else:
        assert reading is None


@pytest.mark.parametrize(
    ("text", "day_first", "kinds"),
    [
        ("2026-10-03", None, ()),
        ("31/10/2026", None, ("date_day_first",)),
        ("03/04/2026", True, ("date_day_first",)),
        ("03/04/2026", False, ("date_month_first",)),
        ("03/04/2026", None, ()),
        ("10/31/2026", None, ("date_month_first",)),
        ("3-4-26", True, ("date_day_first", "date_two_digit_year")),
        ("46298", None, ("date_serial",)),
        ("20261003", None, ("date_compact",)),
        ("2026-10-03 08:15", None, ("date_with_time",)),
        ("za 3 oktober 2026", None, ("date_in_words",)),
        ("samedi 3 octobre 2026", None, ("date_in_words",)),
        ("Sat 3 Oct 2026", None, ("date_in_words",)),
        ("1er octobre 2026", None, ("date_in_words",)),
        ("46298,375", None, ("date_serial", "date_with_time")),
        ("31/10/26 8:15", None, ("date_day_first", "date_two_digit_year", "date_with_time")),
        ("3 okt 26", None, ("date_in_words", "date_two_digit_year")),
    ],
)
def test_what_it_took_to_read_a_date_is_said(
    text: str, day_first: bool | None, kinds: tuple[str, ...]
) -> None:
    assert read_date(text).kinds(day_first=day_first) == kinds


@pytest.mark.parametrize(
    "text",
    ["", "oktober", "31/02/2026", "2026-13-01", "32/13/2026", "0", "1-4", "12:30", "3 foo 2026",
     "2026-10", "1.234,50", "20261399", "#N/A", "99999"],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    reading = read_date(text)
    assert (reading.day_first, reading.month_first) == (None, None)
    assert reading.kinds(day_first=True) == ()
