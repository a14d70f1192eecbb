"""The words of the pages: one catalogue in three languages, and how they write numbers and periods.

Sentences are built around a colon ("Geleverd: 14 van de 16 Stekken"), so that no word has to agree
with the label of an indicator that is still to be written; where a number decides the form of a
word, the catalogue has a text for each form of the language (`one`, `other`; CLDR).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from babel import Locale
from babel.dates import format_date, get_month_names, get_quarter_names
from babel.numbers import format_decimal, format_percent

from pipelines.contracts import LANGUAGES, Language
from pipelines.errors import ContractError

CATALOGUE = Path(__file__).parent / "words"
FORMS = ("one", "other")
# Belgium's ways of writing; English as in Britain, as the European Union writes it.
_LOCALES: dict[Language, str] = {"nl": "nl_BE", "fr": "fr_BE", "en": "en_GB"}
Text = str | Mapping[str, str]


@cache
def catalogue(*shelves: Path) -> dict[str, dict[Language, Text]]:
    """Every text of the pages by its key, then by language; of these folders, or of the site's own.

    Raises ContractError when a language or a form is missing, or two files have one key.
    """
    texts: dict[str, dict[Language, Text]] = {}
    for path in (
        path for shelf in shelves or (CATALOGUE,) for path in sorted(shelf.glob("*.yaml"))
    ):
        own: dict[str, dict[Language, Text]] = yaml.safe_load(path.read_text("utf-8"))
        if twice := sorted(set(own) & set(texts)):
            raise ContractError(f"{path.name}: {twice[0]} stands in another file too.")
        for key, text in own.items():
            _refuse_gaps(f"{path.name}: {key}", text)
        texts.update(own)
    return texts


def _refuse_gaps(where: str, text: Mapping[Language, Text]) -> None:
    missing = [language for language in LANGUAGES if not text.get(language)]
    if missing:
        raise ContractError(f"{where} has no words in {', '.join(missing)}.")
    formed = [language for language in LANGUAGES if isinstance(text[language], Mapping)]
    if formed and (
        formed != list(LANGUAGES) or any(set(text[own]) != set(FORMS) for own in formed)
    ):
        raise ContractError(f"{where} has no text for {' and '.join(FORMS)} in every language.")


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse(_LOCALES[language])


@cache  # a site says the same few thousand numbers a hundred thousand times
def _number(language: Language, count: float, decimals: int) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(count, pattern, locale=_LOCALES[language])


@cache
def _percent_sign(language: Language) -> str:
    return format_percent(0, locale=_LOCALES[language]).removeprefix("0")


@dataclass(frozen=True)
class Tongue:
    r"""One of the languages that a page is written in; `shelves` are the folders of its words.

    >>> Tongue("nl").number(1240), Tongue("fr").percent(42), Tongue("en").within("2026-Q3")
    ('1.240', '42\xa0%', 'in the third quarter of 2026')
    """

    language: Language
    shelves: tuple[Path, ...] = (CATALOGUE,)

    @property
    def folder(self) -> str:
        """Where its pages stand under the site: Dutch at the top."""
        return "" if self.language == "nl" else f"{self.language}/"

    @property
    def tag(self) -> str:
        """The language with its country, as pages and Plotly name it: `nl-BE`."""
        return _LOCALES[self.language].replace("_", "-")

    def say(self, key: str, **values: object) -> str:
        """The words under that key with the values filled in; `count` decides between forms."""
        text = catalogue(*self.shelves)[key][self.language]
        if not isinstance(text, str):
            form = str(_locale(self.language).plural_form(values["count"]))  # type: ignore[arg-type]
            text = text.get(form, text["other"])
        return text.format(**values)

    def number(self, count: float, decimals: int = 0) -> str:
        """A number with its thousands set apart, and so many decimals."""
        return _number(self.language, count, decimals)

    @property
    def percent_sign(self) -> str:
        """The sign after a percentage, with its space where there is one."""
        return _percent_sign(self.language)

    def percent(self, share: float, decimals: int = 0) -> str:
        """A percentage."""
        return f"{self.number(share, decimals)}{self.percent_sign}"

    def measure(self, amount: int, *, is_rate: bool) -> str:
        """A percentage or a count."""
        return self.percent(amount) if is_rate else self.number(amount)

    def period(self, period: str) -> str:
        """A period in full: `oktober 2026`, `derde kwartaal van 2026`, `2026`."""
        year, _, part = period.partition("-")
        if part.startswith("Q"):
            return self.say("quarter_of_year", quarter=self.say(f"quarter_{part[1]}"), year=year)
        if not part:
            return year
        return (
            f"{get_month_names('wide', 'stand-alone', _LOCALES[self.language])[int(part)]} {year}"
        )

    def within(self, period: str) -> str:
        """A period as a sentence needs it: `in oktober 2026`, `in het derde kwartaal van 2026`."""
        key = "within_quarter" if "Q" in period else "within"
        return self.say(key, period=self.period(period))

    def since(self, period: str) -> str:
        """A period that something began in: `sinds oktober 2026`."""
        key = "since_quarter" if "Q" in period else "since"
        return self.say(key, period=self.period(period))

    def day(self, day: str) -> str:
        """A day written as `yyyy-mm-dd`, in full: `26 november 2026`."""
        return format_date(date.fromisoformat(day), "long", locale=_LOCALES[self.language])

    def tick(self, period: str) -> str:
        """A period on an axis, in two short lines."""
        year, _, part = period.partition("-")
        if not part:
            return year
        locale = _LOCALES[self.language]
        if part.startswith("Q"):
            short = get_quarter_names("abbreviated", "stand-alone", locale)[int(part[1])]
        else:
            short = get_month_names("abbreviated", "stand-alone", locale)[int(part)]
        return f"{short.rstrip('.') if self.language == 'nl' else short}<br>{year}"
