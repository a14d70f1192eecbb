"""The data home: every file the monitor keeps lives under one folder, `STEK_HOME` (default `var/`)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipelines.months import Month

CHECKOUT = Path(__file__).resolve().parents[1]
CONTRACTS = CHECKOUT / "data_contracts"
SQL = CHECKOUT / "sql"


def shown(path: Path) -> str:
    """A path as a person would type it: from the working folder when it lies below that."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


@dataclass(frozen=True)
class Home:
    """One data home and the rooms in it."""

    root: Path

    @classmethod
    def from_environment(cls) -> Home:
        """The home that `STEK_HOME` names, or `var/` in the checkout."""
        return cls(Path(os.environ.get("STEK_HOME") or CHECKOUT / "var").resolve())

    @property
    def inbox(self) -> Path:
        """Where files may be dropped, as `<stek>/<yyyy-mm>/`."""
        return self.root / "inbox"

    @property
    def landing(self) -> Path:
        """What was delivered, exactly as it came, and its receipts."""
        return self.root / "landing"

    @property
    def due_dates(self) -> Path:
        """The months that got a later due day, a file each; part of landing."""
        return self.landing / "due_dates"

    @property
    def frozen(self) -> Path:
        """The records of months whose delivered files were removed; part of landing."""
        return self.landing / "frozen"

    @property
    def journal(self) -> Path:
        """Who did what, when and from where: a signed chain of lines."""
        return self.root / "journal"

    @property
    def portal(self) -> Path:
        """What the portal alone keeps: accounts, and uploads that wait for a word."""
        return self.root / "portal"

    @property
    def records(self) -> Path:
        """Accepted rows as Parquet, `<stream>/month=<yyyy-mm>/`."""
        return self.root / "records"

    def records_of(self, stream: str, month: Month) -> Path:
        """The records of a stream and month; there is no such file when it has none."""
        return self.records / stream / f"month={month}" / "records.parquet"

    def report_of(self, month: Month) -> Path:
        """What the records of a month were made from and came to; written last."""
        return self.records / "months" / f"{month}.json"

    @property
    def warehouse(self) -> Path:
        """The DuckDB file with the facts and the indicators; confidential."""
        return self.root / "warehouse.duckdb"

    @property
    def candidate(self) -> Path:
        """What would be released, before it was audited."""
        return self.root / "candidate"

    @property
    def proofs(self) -> Path:
        """Why what was released is safe, and what its audit tried; confidential."""
        return self.root / "proofs"

    @property
    def released(self) -> Path:
        """What leaves the house: protected tables."""
        return self.root / "released"

    @property
    def site(self) -> Path:
        """The pages, drawn from what was released."""
        return self.root / "site"

    @property
    def pictures(self) -> Path:
        """Pictures of charts, by what they were drawn from; may be thrown away."""
        return self.root / "pictures"

    @property
    def dagster(self) -> Path:
        """Dagster's run history (SQLite)."""
        return self.root / "dagster"

    @property
    def writer_lock(self) -> Path:
        """Held by whoever writes records, the warehouse or what is published."""
        return self.root / ".writer.lock"
