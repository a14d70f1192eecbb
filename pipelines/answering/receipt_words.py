"""The words of a receipt (data_contracts/receipt.yaml): the page, moments, and what a check found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pipelines import clock
from pipelines.contracts import Language, Words, code_list, words
from pipelines.contracts.files import Entry, read_yaml
from pipelines.landing.verifying import Verification
from pipelines.months import Month
from pipelines.template.wording import month_in_words


@cache
def receipt_yaml() -> Entry:
    """What data_contracts/receipt.yaml says."""
    return read_yaml("receipt.yaml")


def told(verification: Verification, language: Language) -> str:
    """What a check found, as a sentence to act on."""
    return Teller(language).say("verdicts", verification.verdict)


@dataclass(frozen=True)
class Teller:
    """The words of receipts in one language."""

    language: Language

    def say(self, *keys: str, **filled: object) -> str:
        """The words under these keys, filled in."""
        entry = receipt_yaml()
        for key in keys:
            entry = entry.entry(key)
        return self.to(words(entry).filled(**filled))

    def to(self, said: Words) -> str:
        """The words in this language."""
        return said.to(self.language)

    def stek(self, stek_id: str) -> str:
        """A Stek as people call it; its id when it is no longer in the list."""
        names = {code.code: code.label for code in code_list("stekken")}
        return self.to(names[stek_id]) if stek_id in names else stek_id

    def month(self, month: Month) -> str:
        """A month as people say it: `oktober 2026`."""
        return self.to(month_in_words(month))

    def moment(self, moment: datetime) -> str:
        """A moment in Belgian time: `dinsdag 10 november 2026 om 14.05 uur`."""
        here = moment.astimezone(clock.BELGIUM)
        weekdays = receipt_yaml().entry("weekdays").texts(self.language)
        return self.say(
            "moment",
            weekday=weekdays[here.weekday()],
            day=self.say("first_day") if here.day == 1 else here.day,
            month=self.month(Month.of(here)),
            hour=f"{here:%H}",
            minute=f"{here:%M}",
        )

    def number(self, count: int) -> str:
        """A count with its thousands apart: `12.345`."""
        return f"{count:,}".replace(",", self.say("thousands"))
