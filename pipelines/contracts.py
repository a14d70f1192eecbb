"""The data contracts as values: streams, columns, rules, code lists and their words.

The YAML and CSV files in data_contracts/ are the only place where these are written; everything
else (reading, casts, checks, messages, sample data, labels) asks this module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from pipelines.contract_files import Entry, read_codes, read_yaml
from pipelines.errors import ContractError
from pipelines.home import CONTRACTS

STREAMS = ("visits", "entitlement_checks", "referrals", "signals")
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
    the code lists as `codes.<list>`.
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


@dataclass(frozen=True)
class DeliveryRules:
    """What holds for every delivery (delivery.yaml): the due day, the limits and the words.

    `refusals`, `repairs`, `identity` and `answers` are words by kind; braces in these are filled
    in with the place (`sheet`, `cell`, `column`), a `kind` or a `count`.
    """

    due_day: int
    refuse_above_share: float
    rules_of_place: tuple[str, ...]
    refusals: Mapping[str, Words]
    repairs: Mapping[str, Words]
    identity: Mapping[str, Words]
    answers: Mapping[str, Words]


@cache
def streams() -> tuple[Stream, ...]:
    """Every stream; raises ContractError naming the file and the key that is wrong."""
    from pipelines.contract_streams import read_stream  # that module makes our values

    return tuple(read_stream(name) for name in STREAMS)


def stream(name: str) -> Stream:
    """The stream of that name inside the house, such as `visits`."""
    for one in streams():
        if one.name == name:
            return one
    raise ContractError(f"There is no stream {name!r}. Known: {', '.join(STREAMS)}.")


def versions() -> dict[str, str]:
    """The version of each contract, by stream."""
    return {one.name: one.version for one in streams()}


@cache
def code_list(name: str) -> tuple[Code, ...]:
    """The codes of data_contracts/codes/<name>.csv, in its order, without the not-answered ones."""
    return tuple(_code(line) for line in read_codes(name))


def accepted_codes(column: Column) -> tuple[Code, ...]:
    """The codes that a coded column accepts: its list, then onbekend and niet_gevraagd."""
    own = code_list(column.code_list) if column.code_list else ()
    if column.type not in ("code", "codes") or column.code_list == "stekken":
        return own
    known = {code.code for code in own}
    return own + tuple(code for code in code_list("not_answered") if code.code not in known)


@cache
def delivery_rules() -> DeliveryRules:
    """What data_contracts/delivery.yaml says."""
    file = read_yaml("delivery.yaml")
    known = {rule.name for one in streams() for rule in one.rules}
    of_place = file.texts("rules_of_place")
    if unknown := sorted(set(of_place) - known):
        raise ContractError(
            f"data_contracts/delivery.yaml: rules_of_place: no rule {unknown[0]!r}."
        )
    return DeliveryRules(
        due_day=int(file.number("due_day")),
        refuse_above_share=file.number("refuse_above_share"),
        rules_of_place=of_place,
        refusals=_words_by_kind(file.entry("refusals")),
        repairs=_words_by_kind(file.entry("repairs")),
        identity=_words_by_kind(file.entry("identity")),
        answers=_words_by_kind(file.entry("answers")),
    )


@cache
def fingerprint(folder: Path = CONTRACTS) -> str:
    """SHA-256 over the names and contents of every file in data_contracts/."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def words(entry: Entry) -> Words:
    """The words of a YAML mapping with the keys nl, fr and en."""
    return Words(entry.text("nl"), entry.text("fr"), entry.text("en"))


def _words_by_kind(entry: Entry) -> dict[str, Words]:
    return {kind: words(entry.entry(kind)) for kind in entry.content}


def _code(line: Mapping[str, str]) -> Code:
    code, *_ = line.values()
    label = Words(*(line.get(language) or line.get("name") or code for language in LANGUAGES))
    synonyms = tuple(word for word in line.get("synonyms", "").split("|") if word)
    written = {"code", "synonyms", *LANGUAGES}
    fields = {key: value for key, value in line.items() if key not in written}
    return Code(code, label, synonyms, fields)
