"""The words of the pages: one catalogue in three languages, and how they write numbers and periods.

Sentences are built around a colon ("Geleverd: 14 van de 16 Stekken"), so that no word has to agree
with a number or with the label of an indicator that is still to be written.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from pipelines.contracts import LANGUAGES, Language
from pipelines.errors import ContractError

CATALOGUE = Path(__file__).with_name("words.yaml")
_THOUSANDS: dict[Language, str] = {"nl": ".", "fr": "\u202f", "en": ","}
_PERCENT: dict[Language, str] = {"nl": "%", "fr": "\u00a0%", "en": "%"}


@cache
def catalogue() -> dict[str, dict[Language, str]]:
    """Every text of the pages by its key, then by language; ContractError when one is missing."""
    texts: dict[str, dict[Language, str]] = yaml.safe_load(CATALOGUE.read_text("utf-8"))
    for key, text in texts.items():
        missing = [language for language in LANGUAGES if not text.get(language)]
        if missing:
            raise ContractError(f"{CATALOGUE.name}: {key} has no words in {', '.join(missing)}.")
    return texts


@dataclass(frozen=True)
class Tongue:
    r"""One of the languages that a page is written in.

    >>> Tongue("nl").number(1240), Tongue("fr").percent(42), Tongue("en").within("2026-Q3")
    ('1.240', '42\xa0%', 'in the third quarter of 2026')
    """

    language: Language

    @property
    def folder(self) -> str:
        """Where its pages stand under the site: Dutch at the top."""
        return "" if self.language == "nl" else f"{self.language}/"

    def say(self, key: str, **values: object) -> str:
        """The words under that key, with the values filled in."""
        return catalogue()[key][self.language].format(**values)

    def number(self, count: int) -> str:
        """A count with its thousands set apart."""
        return f"{count:,}".replace(",", _THOUSANDS[self.language])

    @property
    def percent_sign(self) -> str:
        """The sign after a percentage, with its space where there is one."""
        return _PERCENT[self.language]

    def percent(self, share: int) -> str:
        """A whole percentage."""
        return f"{share}{self.percent_sign}"

    def measure(self, amount: int, *, is_rate: bool) -> str:
        """A percentage or a count."""
        return self.percent(amount) if is_rate else self.number(amount)

    def period(self, period: str) -> str:
        """A period in full: `oktober 2026`, `derde kwartaal van 2026`, `2026`."""
        year, _, part = period.partition("-")
        if part.startswith("Q"):
            return self.say("quarter_of_year", quarter=self.say(f"quarter_{part[1]}"), year=year)
        return f"{self.say(f'month_{part}')} {year}" if part else year

    def within(self, period: str) -> str:
        """A period as a sentence needs it: `in oktober 2026`, `in het derde kwartaal van 2026`."""
        key = "within_quarter" if "Q" in period else "within"
        return self.say(key, period=self.period(period))

    def tick(self, period: str) -> str:
        """A period on an axis, in two short lines."""
        year, _, part = period.partition("-")
        if part.startswith("Q"):
            return f"{self.say('quarter_letter')}{part[1]}<br>{year}"
        return f"{self.say(f'month_short_{part}')}<br>{year}" if part else year
