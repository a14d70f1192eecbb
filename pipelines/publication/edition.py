"""Which release a table is part of: its number, its day, and whether its figures are fictitious."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from pipelines.errors import WrongUseError

_WRITTEN = re.compile(r"(\d{4}-\d{2}-\d{2})\.([1-9]\d*)")


@dataclass(frozen=True, order=True)
class Number:
    """The number of a release: the day it was made, and the how manieth of that day.

    >>> str(Number.parse("2026-11-23.1").next())
    '2026-11-23.2'
    """

    day: date
    of_day: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number written as `yyyy-mm-dd.n`; raises WrongUseError for anything else."""
        match = _WRITTEN.fullmatch(text)
        try:
            if match is not None:
                return cls(date.fromisoformat(match[1]), int(match[2]))
        except ValueError:
            pass
        raise WrongUseError(
            f"{text!r} is not the number of a release: write it as 2026-11-23.1. "
            "`stek releases` lists them."
        )

    @classmethod
    def is_written(cls, text: str) -> bool:
        """Whether a text is the number of a release."""
        return _WRITTEN.fullmatch(text) is not None

    def next(self) -> Number:
        """The one after it on the same day."""
        return Number(self.day, self.of_day + 1)

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.of_day}"


@dataclass(frozen=True)
class Edition:
    """A release as its files name it; `made_at` is by the clock of the data home."""

    number: Number
    made_at: datetime
    is_sample: bool
    before: Number | None = None
