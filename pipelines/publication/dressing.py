"""Everything that stands beside the protected tables of a release, made from its folder alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from pipelines.contracts import LANGUAGES, Words
from pipelines.disclosure.release import Publication, load
from pipelines.errors import ContractError
from pipelines.publication import data_package
from pipelines.publication.catalogue import JSON_LD, TURTLE, catalogue
from pipelines.publication.codes import labels_of
from pipelines.publication.csv_on_the_web import ENDING, csv_metadata
from pipelines.publication.data_package import resource
from pipelines.publication.differences import differences, table_of_changes
from pipelines.publication.edition import Edition
from pipelines.publication.excel_csv import write_excel_csv
from pipelines.publication.graph import json_ld, turtle
from pipelines.publication.package_files import EXCEL, files_of
from pipelines.publication.provenance import FILE, Inputs, provenance
from pipelines.publication.sums import write_sums
from pipelines.publication.tables import Table, tables_of
from pipelines.publication.telling_changes import sentences
from pipelines.publication.words import say
from pipelines.publication.workbook import write_workbook

CHANGES: Final = "changes"
TOLD_CHANGES: Final = "changes.json"


def dress(folder: Path, edition: Edition, used: Inputs, before: Path | None) -> None:
    """Make the files for readers, the changes since `before`, provenance, metadata and checksums.

    `folder` holds what `disclosure.release.write` wrote. Errors: ContractError when a column is not
    explained.
    """
    publication = load(folder)
    _write_json(folder / FILE, provenance(edition, used))
    described = [(table, labels_of(table, publication)) for table in tables_of(publication)]
    (folder / EXCEL).mkdir()
    for table, labels in described:
        write_excel_csv(folder / EXCEL / f"{table.name}.csv", table.rows)
        write_workbook(folder / f"{table.name}.xlsx", table, labels, edition)
    if before is not None and (changes := _write_changes(folder, edition, before, publication)):
        described.append((changes, {}))
    _write_metadata(folder, described, edition, used)
    write_sums(folder)


def _write_changes(
    folder: Path, edition: Edition, before: Path, publication: Publication
) -> Table | None:
    """The changes as a table, and as sentences with how many there are of each kind.

    None, and a sentence alone, when the release before is described in a way of long ago: releases
    never change, and what describes them may.
    """
    try:
        found = differences(load(before), publication)
    except ContractError:
        named = say("change_against", before=edition.before, after=edition.number)
        _write_told(folder, edition, (named, say("change_not_comparable")), {})
        return None
    told = sentences(found, edition.before, edition.number)
    _write_told(folder, edition, told, found.counts())
    found.rows.write_csv(folder / f"{CHANGES}.csv", line_terminator="\r\n")
    write_excel_csv(folder / EXCEL / f"{CHANGES}.csv", found.rows)
    return table_of_changes(found.rows)


def _write_told(
    folder: Path, edition: Edition, told: Sequence[Words], counts: Mapping[str, int]
) -> None:
    content = {
        "release": str(edition.number),
        "before": str(edition.before),
        "counts": counts,
        "sentences": {language: [one.to(language) for one in told] for language in LANGUAGES},
    }
    _write_json(folder / TOLD_CHANGES, content)


def _write_metadata(
    folder: Path,
    described: Sequence[tuple[Table, Mapping[str, Mapping[str, Words]]]],
    edition: Edition,
    used: Inputs,
) -> None:
    """Data Package, CSV on the Web and the catalogue, of the files that are there by now."""
    files = [(table, list(files_of(folder, table.name))) for table, _ in described]
    resources = [
        resource(table, downloads[0], labels)
        for (table, labels), (_, downloads) in zip(described, files, strict=True)
    ]
    _write_json(folder / data_package.FILE, data_package.data_package(resources, edition))
    for table, _ in described:
        _write_json(folder / f"{table.name}{ENDING}", csv_metadata(table, edition))
    nodes = list(catalogue(files, edition, used))
    (folder / TURTLE).write_text(turtle(nodes), "utf-8")
    (folder / JSON_LD).write_text(json_ld(nodes), "utf-8")


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(f"{json.dumps(content, ensure_ascii=False, indent=2)}\n", "utf-8")
