"""The Data Package of a release: what every CSV holds, column by column, for programs to check.

Source: Data Package version 2, datapackage.org. Texts are in Dutch: the standard has one language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from pipelines.contracts import Words
from pipelines.publication.edition import Edition
from pipelines.publication.package_files import PackageFile
from pipelines.publication.publisher import publisher
from pipelines.publication.tables import ColumnOfTable, Table
from pipelines.publication.words import say

FILE: Final = "datapackage.json"
_PROFILES: Final = "https://datapackage.org/profiles/2.0"
Labels = Mapping[str, Mapping[str, Words]]


def data_package(resources: Iterable[Mapping[str, object]], edition: Edition) -> dict[str, object]:
    """The description of a release and of its resources."""
    who = publisher()
    licence = {
        "name": who.licence.code,
        "path": who.licence.page,
        "title": who.licence.title.nl,
    }
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "stek-monitor",
        "id": who.address(edition.number),
        "title": who.title.nl,
        "description": " ".join(
            [*([f"{say('sample').nl}."] if edition.is_sample else []), who.description.nl]
        ),
        "homepage": who.homepage,
        "version": str(edition.number),
        "created": edition.made_at.isoformat(),
        "keywords": list(who.keywords["nl"]),
        "licenses": [licence],
        "sources": [{"title": say("source_stekken").nl, "path": who.homepage}],
        "contributors": [{"title": who.name, "path": who.homepage, "roles": ["publisher"]}],
        "resources": list(resources),
    }


def resource(table: Table, file: PackageFile, labels: Labels) -> dict[str, object]:
    """The description of one CSV file and of its columns."""
    described = {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": file.path,
        "title": table.of.title.nl,
        "description": table.of.reading.nl,
        "format": "csv",
        "mediatype": file.kind.media_type,
        "encoding": "utf-8",
        "bytes": file.size_bytes,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
    }
    return {**described, "schema": _schema(table, labels)}


def _schema(table: Table, labels: Labels) -> dict[str, object]:
    schema: dict[str, object] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(table, column, labels) for column in table.columns],
        "missingValues": [""],
    }
    return {**schema, "primaryKey": list(table.key)} if table.key else schema


def _field(table: Table, column: ColumnOfTable, labels: Labels) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "title": column.title.nl,
        "description": column.meaning.nl,
        "type": column.kind,
    }
    if column.name in table.key:
        field["constraints"] = {"required": True}
    if column.name in labels:
        field["categories"] = _categories(table, column.name, labels[column.name])
    return field


def _categories(table: Table, name: str, known: Mapping[str, Words]) -> list[dict[str, str]]:
    """Every code that stands in a column with its label, the code itself where it has none."""
    there = {code for code in table.rows[name].unique() if code is not None}
    unknown = sorted(there - set(known))
    return [
        *({"value": code, "label": label.nl} for code, label in known.items()),
        *({"value": code, "label": code} for code in unknown),
    ]
