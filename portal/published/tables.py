"""The tables of a release: what each tells, what its columns mean, and which codes stand in it.

Read from the metadata that was released with them, so that it needs no table and no library.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from pipelines.contracts import LANGUAGES, Code, Words, code_list
from pipelines.contracts.breakdowns import breakdowns, categories
from pipelines.publication.package_files import KINDS, Kind
from pipelines.publication.words import say
from portal.published.shelf import Release

ALL: Final = "ALL"  # all Stekken, all rights, not broken down; as in every table
_PACKAGE: Final = "datapackage.json"
_PERIODS: Final = ("month", "quarter", "year")
_LISTS: Final = {
    "stek_id": ("stekken",),
    "peer_stek_id": ("stekken",),
    "recht_code": ("rights", "not_answered"),
    "breakdown": ("breakdowns",),
    "status": ("cell_statuses",),
    "manner": ("warm_or_cold", "referral_manners"),
}


@dataclass(frozen=True)
class Column:
    """One column: what it is called in the files, what that means, and its codes, those that occur."""

    name: str
    title: Words
    meaning: Words
    kind: str
    codes: tuple[Code, ...]


@dataclass(frozen=True)
class Table:
    """One table; `files` has its path by the kind of file, `key` tells its rows apart."""

    name: str
    title: Words
    reading: Words
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    files: tuple[tuple[Kind, str], ...]

    def column(self, name: str) -> Column | None:
        """A column by its name."""
        return next((one for one in self.columns if one.name == name), None)


@lru_cache(maxsize=24)  # two years of releases
def tables(release: Release) -> Mapping[str, Table]:
    """The tables by name, in the order in which they were released.

    Empty when it is described in a way of long ago: its files are there all the same.
    """
    try:
        package = json.loads((release.folder / _PACKAGE).read_bytes())
        about = json.loads((release.folder / "release.json").read_bytes())
        outcomes = _outcomes(about["indicators"])
        found = [_table(release, one, outcomes) for one in package["resources"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {one.name: one for one in found}


@cache
def known_codes() -> Mapping[str, tuple[Code, ...]]:
    """By column, every code of the contracts that may stand in it, with its label."""
    every = (Code(ALL, say("all")),)
    lists = {
        name: (*every, *(code for one in lists for code in code_list(one)))
        for name, lists in _LISTS.items()
    }
    parts = {code.code: code for name in breakdowns() for code in categories(name)}
    return {
        **lists,
        "period_type": tuple(Code(kind, say(f"period_{kind}")) for kind in _PERIODS),
        "category": (*every, *parts.values()),
        "status": code_list("cell_statuses"),
    }


def _outcomes(indicators: Iterable[Mapping[str, Any]]) -> dict[str, Words]:
    """What is counted, by its code within a table: `reach.people`."""
    return {
        f"{one['name']}.{outcome['code']}": Words(*(outcome["label"][at] for at in LANGUAGES))
        for one in indicators
        for outcome in one["outcomes"]
    }


def _table(release: Release, resource: Mapping[str, Any], outcomes: Mapping[str, Words]) -> Table:
    name = resource["name"]
    metadata = json.loads((release.folder / f"{name}.csv-metadata.json").read_bytes())
    codes = {
        one["name"]: tuple(_codes(one, name, outcomes)) for one in resource["schema"]["fields"]
    }
    schema = metadata["tableSchema"]
    return Table(
        name=name,
        title=_in_three(metadata["dc:title"]),
        reading=_in_three(metadata["dc:description"]),
        columns=tuple(_column(one, codes[one["name"]]) for one in schema["columns"]),
        key=tuple(schema.get("primaryKey", ())),
        files=tuple(
            (kind, path)
            for kind in KINDS
            if (path := f"{kind.folder and f'{kind.folder}/'}{name}{kind.ending}") in release.sums
        ),
    )


def _column(column: Mapping[str, Any], codes: tuple[Code, ...]) -> Column:
    return Column(
        name=column["name"],
        title=Words(*(column["titles"][at] for at in LANGUAGES)),
        meaning=_in_three(column["dc:description"]),
        kind=column["datatype"],
        codes=codes,
    )


def _codes(field: Mapping[str, Any], table: str, outcomes: Mapping[str, Words]) -> Iterable[Code]:
    """The codes of a column in three languages; in Dutch alone when only the release knows them."""
    name = field["name"]
    known = {code.code: code.label for code in known_codes().get(name, ())}
    for one in field.get("categories", ()):
        code, dutch = one["value"], one["label"]
        label = known.get(code) or outcomes.get(f"{table}.{code}") or Words(dutch, dutch, dutch)
        yield Code(code, label)


def _in_three(texts: Iterable[Mapping[str, str]]) -> Words:
    by_language = {one["@language"]: one["@value"] for one in texts}
    return Words(*(by_language[language] for language in LANGUAGES))
