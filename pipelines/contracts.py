"""The data contracts as values: streams, columns, rules, code lists and their words.

The YAML and CSV files in data_contracts/ are the only place where these are written; everything
else (reading, casts, checks, messages, sample data, labels) asks this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

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


@dataclass(frozen=True)
class Code:
    """One code of a list, with its label, the other spellings that mean it, and its other fields."""

    code: str
    label: Words
    synonyms: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column of a stream: `name` inside the house, `physical_name` in the delivered file."""

    name: str
    physical_name: str
    type: ColumnType
    is_required: bool
    code_list: str | None
    aliases: tuple[str, ...]
    title: Words
    hint: Words


@dataclass(frozen=True)
class Rule:
    """One rule of a contract: which rows break it, how bad that is, and what to do about it.

    `offenders` is one SELECT of `delivery, row_number` over `{batch}`, the staged rows of a stream.
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
    """One stream of a delivery: its columns and its rules, in the contract's order."""

    name: str
    physical_name: str
    version: str
    title: Words
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]


# To be written: load from files. Everything below is cached; raises ContractError naming the file.
# def streams() -> tuple[Stream, ...]            in the order visits, entitlement_checks, referrals, signals
# def stream(name: str) -> Stream
# def code_list(name: str) -> tuple[Code, ...]   e.g. code_list("rights"); without the not-answered codes
# def accepted_codes(column: Column) -> tuple[Code, ...]   its code list, then onbekend, niet_gevraagd
# def delivery_rules() -> DeliveryRules          due_day, refuse_above_share, refusals, repairs (delivery.yaml)
# def fingerprint() -> str                       sha256 over every file in data_contracts/
