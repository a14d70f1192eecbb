"""What a look ahead gives: values without a heavy import, for a process that only shows them."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.contracts import Words


@dataclass(frozen=True)
class Addition:
    """One count of an indicator: rounded to five, or None for fewer than five (zero too).

    Over all rights: no month of a Stek is published by right, and a right that is left out for what
    it discloses could be found by subtraction.
    """

    indicator: str
    title: Words
    outcome: Words
    shown: int | None


@dataclass(frozen=True)
class Move:
    """An indicator of which published figures may move, in these periods (`2026-03`, `2026-Q1`).

    What counts otherwise in a year that is closed and released is in `closed_periods`: it stays as
    it is published.
    """

    indicator: str
    title: Words
    periods: tuple[str, ...]
    closed_periods: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether nothing of it moves, because the years are closed."""
        return not self.periods
