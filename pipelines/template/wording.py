"""Wording: what the template says, from data_contracts/template.yaml, for one Stek and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from pipelines.contracts import LANGUAGES, Language, Words, code_list, words
from pipelines.contracts.files import Entry, read_yaml
from pipelines.months import Month


@cache
def template_yaml() -> Entry:
    """What data_contracts/template.yaml says."""
    return read_yaml("template.yaml")


def month_in_words(month: Month) -> Words:
    """A month as people say it: `oktober 2026`."""
    names = (template_yaml().entry("months").texts(language) for language in LANGUAGES)
    return Words(*(f"{name[month.month - 1]} {month.year}" for name in names))


@dataclass(frozen=True)
class Template:
    """Whom one template is for, by when it is wanted, and in which language it speaks."""

    stek_id: str
    month: Month
    language: Language
    due_on: date

    @property
    def stek_name(self) -> str:
        """The Stek as people call it."""
        names = {code.code: code.label for code in code_list("stekken")}
        return self.to(names[self.stek_id])

    @property
    def title(self) -> str:
        """The Stek and the month, which head the explanation and every printed page."""
        return self.say("page", "title", stek=self.stek_name, month=self.month_in_words(self.month))

    def to(self, said: Words) -> str:
        """The words in the language of the template."""
        return said.to(self.language)

    def say(self, *keys: str, **filled: str | int) -> str:
        """The words under these keys, filled in."""
        entry = template_yaml()
        for key in keys:
            entry = entry.entry(key)
        return self.to(words(entry)).format(**filled)

    def steps(self) -> tuple[str, ...]:
        """What to do, a sentence or two a step."""
        return tuple(self.to(words(step)) for step in template_yaml().entries("steps"))

    def month_in_words(self, month: Month) -> str:
        """A month as people say it: `oktober 2026`."""
        return month_in_words(month).to(self.language)

    def day_in_words(self, day: date) -> str:
        """A day as people say it: `15 november 2026`."""
        return f"{day.day} {self.month_in_words(Month.of(day))}"
