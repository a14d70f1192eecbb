"""What every page is made from: one release, with its number and the files of its tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import polars as pl

from dashboards.tongue import Tongue
from pipelines.disclosure.release import (
    Publication,
    PublishedEstimate,
    PublishedIndicator,
    load,
)

# The files of a table, as a released folder has them, and what each is called.
_DOWNLOADS = (
    ("download_xlsx", "", ".xlsx"),
    ("download_excel_csv", "excel/", ".csv"),
    ("download_csv", "", ".csv"),
    ("download_parquet", "", ".parquet"),
)
# What a release has beside its tables, for who reads by program.
METADATA = (
    "datapackage.json",
    "catalogue.ttl",
    "catalogue.jsonld",
    "provenance.json",
    "audit.md",
    "changes.csv",
    "SHA256SUMS",
)


@dataclass(frozen=True)
class Download:
    """One file of a table: the key of what it is called, and where it is below data/."""

    key: str
    path: str


@dataclass(frozen=True)
class Monitor:
    """One release as the pages see it; `number` and `made_on` are empty when it was given none."""

    released: Path
    publication: Publication
    number: str
    made_on: str

    @classmethod
    def of(cls, released: Path) -> Self:
        """Read a released folder."""
        package = released / "datapackage.json"
        described = json.loads(package.read_text("utf-8")) if package.exists() else {}
        number, made_at = (str(described.get(one, "")) for one in ("version", "created"))
        return cls(released, load(released), number, made_at[:10])

    @cached_property
    def indicators(self) -> Mapping[str, PublishedIndicator]:
        """The indicators by name: those about people first."""
        return {one.name: one for one in self.publication.indicators}

    @cached_property
    def estimates(self) -> Mapping[str, PublishedEstimate]:
        """The tables that are worked out from the others, by name."""
        return {one.name: one for one in self.publication.estimates}

    @property
    def changes(self) -> pl.DataFrame:
        """The table of changes over time; empty when it could not be worked out."""
        estimate = self.estimates.get("change")
        return pl.DataFrame() if estimate is None else estimate.table

    def changes_told(self, tongue: Tongue) -> tuple[str, ...]:
        """What differs from the release before, in sentences; none for a first release."""
        told = self.released / "changes.json"
        if not told.exists():
            return ()
        return tuple(json.loads(told.read_text("utf-8"))["sentences"][tongue.language])

    @cached_property
    def downloads(self) -> Mapping[str, tuple[Download, ...]]:
        """The files of each table that the release has."""
        return {name: self._files(name) for name in (*self.indicators, *self.estimates)}

    def sample(self, tongue: Tongue) -> str:
        """What a drawing says inside itself when its figures are fictitious; else nothing."""
        return tongue.say("sample") if self.publication.is_sample else ""

    @property
    def metadata(self) -> tuple[str, ...]:
        """The files of the release about all its tables."""
        return tuple(name for name in METADATA if (self.released / name).exists())

    def _files(self, name: str) -> tuple[Download, ...]:
        files = [Download(key, f"{folder}{name}{ending}") for key, folder, ending in _DOWNLOADS]
        return tuple(file for file in files if (self.released / file.path).exists())
