"""Dates: one written date, and the one or two days it can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

_TIME = r"(?P<time>[t ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?(z| ?[-+]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|\d{2})" + _TIME)
_WORDS = re.compile(
    r"(\d{1,2})(?:e|er|ste|de)?[-/. ]*([a-zéûä]{3,9})\.?[-/. ]*(\d{4}|\d{2})" + _TIME
)
_SERIAL = re.compile(r"(\d{5})(?P<time>[.,]\d+)?")
_LONGEST = 60  # characters: no date is longer, and the search for one takes the square of it
_WEEKDAY = re.compile(
    r"(?:ma|di|wo|do|vr|za|zo|lun|mer|jeu|ven|sam|mon|tue|wed|thu|fri|sat|sun)[a-z]*[., ]+(?=\d)"
)
_SERIALS = range(20_000, 60_001)  # 1954 to 2064: what extract-format.md calls an Excel serial
_DAY_ZERO = date(1899, 12, 30)  # Excel counts 29 February 1900, which never was
_MONTHS = (
    "jan janv januari janvier january",
    "feb fév fevr févr februari février february",
    "mrt maa mar mars maart march",
    "apr avr april avril",
    "mei mai may",
    "jun juin juni june",
    "jul juil juli juillet july",
    "aug août augustus august",
    "sep sept september septembre",
    "okt oct oktober octobre october",
    "nov november novembre",
    "dec déc december décembre",
)
MONTH_NUMBERS: Mapping[str, int] = {
    word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()
}


@dataclass(frozen=True)
class DateReading:
    """The days a text can mean with the day first and with the month first.

    Where both are there and differ, the file must say which order it keeps. Both are None when the
    text is no date. `form` is the repair of the way it is written, None for yyyy-mm-dd; the hour
    beside a date is left out.
    """

    day_first: date | None
    month_first: date | None
    form: str | None = None
    has_short_year: bool = False
    has_time: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether two different days fit."""
        return None not in (self.day_first, self.month_first) and self.day_first != self.month_first

    def settled(self, *, day_first: bool | None) -> date | None:
        """The day meant, given the order that the file keeps; None when nothing tells."""
        if self.is_ambiguous and day_first is None:
            return None
        first, second = self.day_first, self.month_first
        return (second or first) if day_first is False else (first or second)

    def kinds(self, *, day_first: bool | None) -> tuple[str, ...]:
        """The repairs made when it is settled so."""
        day = self.settled(day_first=day_first)
        if day is None:
            return ()
        is_month_first = self.form == "date_day_first" and day != self.day_first
        repairs = {
            "date_month_first" if is_month_first else self.form: self.form is not None,
            "date_two_digit_year": self.has_short_year,
            "date_with_time": self.has_time,
        }
        return tuple(kind for kind, is_made in repairs.items() if kind and is_made)


UNREAD = DateReading(None, None)


def read_date(text: str) -> DateReading:
    """Read one trimmed text as a date.

    >>> read_date("2026-10-03").day_first, read_date("2026-10-03").form
    (datetime.date(2026, 10, 3), None)
    >>> read_date("13.10.26").day_first, read_date("13.10.26").month_first
    (datetime.date(2026, 10, 13), None)
    >>> read_date("03/04/2026").is_ambiguous, read_date("04/04/2026").is_ambiguous
    (True, False)
    >>> read_date("45292").day_first, read_date("za 3 okt. 2026").day_first
    (datetime.date(2024, 1, 1), datetime.date(2026, 10, 3))
    """
    if len(text) > _LONGEST:
        return UNREAD
    text = _WEEKDAY.sub("", " ".join(text.casefold().split()), count=1)
    for form, read in _FORMS.items():
        if match := form.fullmatch(text):
            reading = read(match)
            has_time = match.groupdict().get("time") is not None
            return replace(reading, has_time=has_time) if has_time else reading
    return UNREAD


def _year_first(match: re.Match[str]) -> DateReading:
    return _one(match[1], match[2], match[3], None)


def _compact(match: re.Match[str]) -> DateReading:
    return _one(match[1], match[2], match[3], "date_compact")


def _words(match: re.Match[str]) -> DateReading:
    return _one(match[3], str(MONTH_NUMBERS.get(match[2], 0)), match[1], "date_in_words")


def _numbers(match: re.Match[str]) -> DateReading:
    first, second, year = match[1], match[2], match[3]
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    return DateReading(day_first, month_first, "date_day_first", len(year) == 2)


def _serial(match: re.Match[str]) -> DateReading:
    number = int(match[1])
    if number not in _SERIALS:
        return UNREAD
    day = _DAY_ZERO + timedelta(days=number)
    return DateReading(day, day, "date_serial")


_FORMS: Mapping[re.Pattern[str], Callable[[re.Match[str]], DateReading]] = {
    _YEAR_FIRST: _year_first,
    _NUMBERS: _numbers,
    _SERIAL: _serial,
    _COMPACT: _compact,
    _WORDS: _words,
}


def _one(year: str, month: str, day: str, form: str | None) -> DateReading:
    only = _day(year, month, day)
    return DateReading(only, only, form, len(year) == 2) if only else UNREAD


def _day(year: str, month: str, day: str) -> date | None:
    """That day, or None where the calendar has none; two digits are a year from 1970 to 2069."""
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= 70 else 2000
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None
