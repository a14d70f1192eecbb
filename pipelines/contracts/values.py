"""What a contract says, as values: streams, columns, rules, codes and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipelines.contracts.files import Entry

Language = Literal["nl", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "fr", "en")
ColumnType = Literal["text", "code", "codes", "yes_no", "date", "amount"]
Severity = Literal["weigeren", "achterhouden", "bevestigen", "gemeld"]


@dataclass(frozen=True)
class Words:
    """The same words in the three languages of the readers, Dutch first."""

    nl: str
    fr: str
    en: str

    def to(self, language: Language) -> str:
        """The words in that language."""
        return str(getattr(self, language))

    def filled(self, **values: object) -> Words:
        """The same with what stands in braces filled in; a value may be Words itself."""
        texts = (
            self.to(language).format_map(
                {k: v.to(language) if isinstance(v, Words) else v for k, v in values.items()}
            )
            for language in LANGUAGES
        )
        return Words(*texts)


@dataclass(frozen=True)
class Code:
    """One code of a list: its label, the other spellings that mean it, and its other fields."""

    code: str
    label: Words
    synonyms: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column of a stream: `name` inside the house, `physical_name` in the delivered file.

    A conditional column is required in some rows only (a rule says which): an empty cell of it
    stays empty until the rules are checked, where that of another optional code is niet_gevraagd.
    """

    name: str
    physical_name: str
    type: ColumnType
    is_required: bool
    code_list: str | None
    aliases: tuple[str, ...]
    title: Words
    hint: Words
    is_conditional: bool = False


@dataclass(frozen=True)
class Rule:
    """One rule of a contract: which rows break it, how bad that is, and what to do about it.

    `name` is `<stream>.<rule>`; the first of `columns` is the one a finding points at. `offenders`
    is one SELECT of `delivery, row_number` over `{batch}`, the staged rows of a stream, and over
    the code lists as `codes.<list>`. That of a question also gives `figure` and `usual`, which its
    message names in braces, and its `row_number` is null when it is about the whole delivery.
    """

    name: str
    stream: str
    columns: tuple[str, ...]
    severity: Severity
    message: Words
    expectation: str
    arguments: Mapping[str, object]
    offenders: str


@dataclass(frozen=True)
class Stream:
    """One stream of a delivery: its columns, rules and questions, in the contract's order.

    `rules` hold for a row by itself or within its delivery; `questions` are the rules of severity
    `bevestigen`, which look back at what the house already holds.
    """

    name: str
    physical_name: str
    version: str
    title: Words
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]
    questions: tuple[Rule, ...]


@dataclass(frozen=True)
class DeliveryRules:
    """What holds for every delivery (delivery.yaml): the due day, the limits and the words.

    All others are words by kind; what stands in braces is filled in.
    """

    due_day: int
    refuse_above_share: float
    rules_of_place: tuple[str, ...]
    refusals: Mapping[str, Words]
    repairs: Mapping[str, Words]
    identity: Mapping[str, Words]
    answers: Mapping[str, Words]
    severities: Mapping[str, Words]
    places: Mapping[str, Words]
    allowed: Mapping[str, Words]


def words(entry: Entry) -> Words:
    """The words of a YAML mapping with the keys nl, fr and en."""
    return Words(entry.text("nl"), entry.text("fr"), entry.text("en"))
