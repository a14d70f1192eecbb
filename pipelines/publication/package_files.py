"""The files of a release that people download: what they are of, what kind they are, their hashes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipelines.contracts import Words
from pipelines.files import sha256
from pipelines.publication.words import say

EXCEL: Final = "excel"  # the folder of the CSV files for Excel


@dataclass(frozen=True)
class Kind:
    """A kind of file: its key in words.yaml, its media type by IANA, and its code in the EU's list.

    `file_type` is a code of http://publications.europa.eu/resource/authority/file-type.
    """

    key: str
    ending: str
    media_type: str
    file_type: str
    folder: str = ""


KINDS: Final = (
    Kind("file_csv", ".csv", "text/csv", "CSV"),
    Kind("file_excel_csv", ".csv", "text/csv", "CSV", EXCEL),
    Kind(
        "file_xlsx",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
    ),
    Kind("file_parquet", ".parquet", "application/vnd.apache.parquet", "PARQUET"),
)


@dataclass(frozen=True)
class PackageFile:
    """One file to download; `path` is from the folder of the release."""

    path: str
    kind: Kind
    title: Words
    size_bytes: int
    sha256: str


def files_of(folder: Path, name: str) -> Iterator[PackageFile]:
    """The files of one table of a release, those that are there."""
    for kind in KINDS:
        path = folder / kind.folder / f"{name}{kind.ending}"
        if path.is_file():
            content = path.read_bytes()
            where = path.relative_to(folder).as_posix()
            yield PackageFile(where, kind, say(kind.key), len(content), sha256(content))
