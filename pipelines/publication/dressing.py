"""Everything that stands beside the protected tables of a release, made from its folder alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pipelines.contracts import LANGUAGES
from pipelines.disclosure.release import Publication, load
from pipelines.publication.codes import labels_of
from pipelines.publication.differences import Differences, differences
from pipelines.publication.edition import Edition
from pipelines.publication.excel_csv import write_excel_csv
from pipelines.publication.provenance import FILE, Inputs, provenance
from pipelines.publication.tables import tables_of
from pipelines.publication.telling_changes import sentences
from pipelines.publication.workbook import write_workbook

CHANGES: Final = "changes.csv"
TOLD_CHANGES: Final = "changes.json"
EXCEL: Final = "excel"


def dress(folder: Path, edition: Edition, used: Inputs, before: Path | None) -> None:
    """Make the files for readers, the changes since `before`, the provenance and the metadata.

    `folder` holds what `disclosure.release.write` wrote. Errors: ContractError when a column is not
    explained, DisclosureError when a text could be run by a spreadsheet.
    """
    publication = load(folder)
    made_from = provenance(edition, used)
    _write_json(folder / FILE, made_from)
    _write_readers_files(folder, publication, edition)
    if before is not None:
        _write_changes(folder, differences(load(before), publication), edition)


def _write_readers_files(folder: Path, publication: Publication, edition: Edition) -> None:
    (folder / EXCEL).mkdir()
    for table in tables_of(publication):
        write_excel_csv(folder / EXCEL / f"{table.name}.csv", table.rows)
        labels = labels_of(table, publication)
        write_workbook(folder / f"{table.name}.xlsx", table, labels, edition)


def _write_changes(folder: Path, found: Differences, edition: Edition) -> None:
    """The changes as a table, and as sentences with how many there are of each kind."""
    found.rows.write_csv(folder / CHANGES, line_terminator="\r\n")
    told = sentences(found, edition.before, edition.number)
    content = {
        "release": str(edition.number),
        "before": str(edition.before),
        "counts": found.counts(),
        "sentences": {language: [one.to(language) for one in told] for language in LANGUAGES},
    }
    _write_json(folder / TOLD_CHANGES, content)


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(f"{json.dumps(content, ensure_ascii=False, indent=2)}\n", "utf-8")
