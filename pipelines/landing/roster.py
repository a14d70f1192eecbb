"""The roster: which Stekken there are, and in which months they deliver."""

from __future__ import annotations

from functools import cache

from pipelines import clock, contracts
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.months import Month


@cache
def roster() -> dict[str, tuple[str, str]]:
    """The first and last active month (yyyy-mm) of every Stek, by its id, in alphabetical order."""
    lines = {code.code: code.fields for code in contracts.code_list("stekken")}
    return {
        stek_id: (lines[stek_id]["active_from"], lines[stek_id]["active_until"] or "9999-12")
        for stek_id in sorted(lines)
    }


def is_active(stek_id: str, month: Month) -> bool:
    """Whether that Stek delivers for that month."""
    first, last = roster()[stek_id]
    return first <= str(month) <= last


def check_place(home: Home, stek_id: str, month: Month) -> None:
    """Raise WrongUseError unless that Stek can deliver for that month now."""
    if stek_id not in roster():
        raise WrongUseError(
            f"There is no Stek {stek_id!r}. Known: {', '.join(roster())}. "
            "A new Stek is one line in data_contracts/codes/stekken.csv."
        )
    if not is_active(stek_id, month):
        first, last = roster()[stek_id]
        raise WrongUseError(f"{stek_id} delivers from {first} until {last}, not for {month}.")
    if month.first_day > max(clock.today(home), clock.now().date()):
        raise WrongUseError(f"{month} has not begun: a delivery speaks of a month that is past.")
