"""Calendar months: the period that a delivery speaks of, and the quarters and years they nest in."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from pipelines.errors import WrongUseError

_WRITTEN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """One calendar month.

    >>> Month.parse("2026-10").next()
    Month(year=2026, month=11)
    """

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month written as `yyyy-mm`; raises WrongUseError for anything else."""
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise WrongUseError(
                f"{text!r} is not a month: write it as yyyy-mm, for example 2026-10."
            )
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that a day falls in."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first_day(self) -> date:
        """The first day of the month: how records store a month."""
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    @property
    def quarter(self) -> str:
        """The quarter it nests in, as `2026-Q4`."""
        return f"{self.year:04d}-Q{(self.month + 2) // 3}"

    def plus(self, months: int) -> Month:
        """The month that many months later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def next(self) -> Month:
        """The month after."""
        return self.plus(1)

    def until(self, last: Month) -> tuple[Month, ...]:
        """This month up to and including `last`; empty when `last` is earlier."""
        span = (last.year - self.year) * 12 + last.month - self.month
        return tuple(self.plus(step) for step in range(span + 1))
