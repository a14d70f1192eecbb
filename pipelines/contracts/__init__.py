"""The data contracts as values: streams, columns, rules, code lists and their words.

The YAML and CSV files in data_contracts/ are the only place where these are written; everything
else (reading, casts, checks, messages, sample data, labels) asks this module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pipelines.contracts.files import Entry, read_codes, read_yaml
from pipelines.contracts.streams import read_stream
from pipelines.contracts.values import (
    LANGUAGES,
    Code,
    Column,
    ColumnType,
    DeliveryRules,
    Language,
    Rule,
    Severity,
    Stream,
    Words,
    words,
)
from pipelines.errors import ContractError
from pipelines.home import CONTRACTS

__all__ = [
    "LANGUAGES",
    "Code",
    "Column",
    "ColumnType",
    "DeliveryRules",
    "Language",
    "Rule",
    "Severity",
    "Stream",
    "Words",
    "accepted_codes",
    "code_list",
    "delivery_rules",
    "fingerprint",
    "stream",
    "streams",
    "versions",
    "words",
]

_GROUPS = ("refusals", "repairs", "identity", "answers", "severities", "places", "allowed")
STREAMS = ("visits", "entitlement_checks", "referrals", "signals")


@cache
def streams() -> tuple[Stream, ...]:
    """Every stream; raises ContractError naming the file and the key that is wrong."""
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
        **{group: _words_by_kind(file.entry(group)) for group in _GROUPS},
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


def _words_by_kind(entry: Entry) -> dict[str, Words]:
    return {kind: words(entry.entry(kind)) for kind in entry.content}


def _code(line: Mapping[str, str]) -> Code:
    code, *_ = line.values()
    label = Words(*(line.get(language) or line.get("name") or code for language in LANGUAGES))
    synonyms = tuple(word for word in line.get("synonyms", "").split("|") if word)
    written = {"code", "synonyms", *LANGUAGES}
    fields = {key: value for key, value in line.items() if key not in written}
    return Code(code, label, synonyms, fields)
