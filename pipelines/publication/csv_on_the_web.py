"""The metadata beside a CSV, so that a program knows its columns: CSV on the Web.

Source: W3C, Metadata Vocabulary for Tabular Data, 2015.
"""

from __future__ import annotations

from typing import Final

from pipelines.contracts import LANGUAGES, Words
from pipelines.publication.edition import Edition
from pipelines.publication.publisher import publisher
from pipelines.publication.tables import ColumnOfTable, Table
from pipelines.publication.words import say

ENDING: Final = (
    ".csv-metadata.json"  # where a program looks for it: the address of the CSV and this
)


def csv_metadata(table: Table, edition: Edition) -> dict[str, object]:
    """What the CSV of a table holds, with titles in three languages."""
    who = publisher()
    about = table.of
    schema: dict[str, object] = {"columns": [_column(table, one) for one in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{table.name}.csv",
        "dc:title": _in_three(about.title),
        "dc:description": _in_three(about.reading),
        "dc:publisher": who.name,
        "dc:license": {"@id": who.licence.page},
        "dc:issued": {"@value": edition.made_at.date().isoformat(), "@type": "xsd:date"},
        "dc:identifier": f"{table.name}, {edition.number}",
        **({"rdfs:comment": _in_three(say("sample"))} if edition.is_sample else {}),
        "dialect": {
            "lineTerminators": ["\r\n"],
            "quoteChar": '"',
            "delimiter": ",",
            "header": True,
        },
        "tableSchema": schema,
    }


def _column(table: Table, column: ColumnOfTable) -> dict[str, object]:
    """One column; its name is a title too, of no language, since that is what the header says."""
    titles = {"und": column.name}
    titles.update((language, column.title.to(language)) for language in LANGUAGES)
    return {
        "name": column.name,
        "titles": titles,
        "dc:description": _in_three(column.meaning),
        "datatype": column.kind,
        "null": "",
        **({"required": True} if column.name in table.key else {}),
    }


def _in_three(words: Words) -> list[dict[str, str]]:
    return [{"@value": words.to(language), "@language": language} for language in LANGUAGES]
