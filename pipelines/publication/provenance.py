"""What a release was made from: deliveries, contracts, code and libraries, as hashes and versions.

The list of deliveries itself stays in the confidential landing room. The hash of a very small file
would let whoever guesses its content confirm the guess, so a release names the hash of the whole
list, and whoever holds the list can check it.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Final

from pipelines import contracts
from pipelines.files import sha256, write_whole
from pipelines.home import CHECKOUT, Home
from pipelines.landing.receipts import Receipt, by_place, candidates, read_receipts
from pipelines.months import Month
from pipelines.publication.edition import Edition, Number
from pipelines.records.reports import MonthReport, read_report

FILE: Final = "provenance.json"
_ROOMS: Final = ("pipelines", "sql", "data_contracts")  # what decides which figures come out
_KINDS: Final = (".py", ".sql", ".yaml", ".csv")
_LIBRARIES: Final = (
    "duckdb",
    "great-expectations",
    "highspy",
    "numpy",
    "polars",
    "pyarrow",
    "scipy",
    "statsmodels",
    "xlsxwriter",
)


@dataclass(frozen=True)
class Inputs:
    """The deliveries that a release counts: how many files, of which months, and the list itself."""

    files: int
    months: tuple[str, ...]
    listed: bytes

    @property
    def sha256(self) -> str:
        """The hash of the list."""
        return sha256(self.listed)


def inputs(home: Home) -> Inputs:
    """Which delivery counts for each Stek, month and stream now, by its hash; no names of files."""
    lines = list(_lines(home))
    listed = json.dumps(lines, indent=0).encode() + b"\n"
    hashes = {line[3] for line in lines if line[3] is not None}
    return Inputs(len(hashes), tuple(sorted({str(line[1]) for line in lines})), listed)


def _lines(home: Home) -> Iterator[list[str | None]]:
    """Stek, month, stream and hash of each delivery that counts; no hash for "nothing to report"."""
    reports: dict[Month, MonthReport | None] = {}
    for (stek_id, month), receipts in sorted(by_place(read_receipts(home)).items()):
        report = reports[month] if month in reports else read_report(home, month)
        reports[month] = report
        for stream in contracts.STREAMS:
            if (receipt := _that_counts(receipts, stream, report)) is not None:
                yield [stek_id, str(month), stream, receipt.sha256]


def list_of_inputs(home: Home, number: Number) -> Path:
    """Where the list of deliveries of a release is kept; confidential."""
    return home.landing / "releases" / f"{number}.json"


def keep_inputs(home: Home, number: Number, used: Inputs) -> None:
    """Keep the list of deliveries of a release, for who must make it again or check it."""
    write_whole(list_of_inputs(home, number), used.listed)


def provenance(edition: Edition, used: Inputs) -> dict[str, object]:
    """What a release says of how it was made: no person, no machine, no path."""
    return {
        "release": str(edition.number),
        "made_at": edition.made_at.isoformat(),
        "is_sample": edition.is_sample,
        "follows": str(edition.before) if edition.before else None,
        "deliveries": {
            "files": used.files,
            "first_month": used.months[0] if used.months else None,
            "last_month": used.months[-1] if used.months else None,
            "list_sha256": used.sha256,
        },
        "contracts": {"versions": contracts.versions(), "sha256": contracts.fingerprint()},
        "code": {"sha256": code_fingerprint()},
        "libraries": {
            "python": platform.python_version(),
            **{name: metadata.version(name) for name in _LIBRARIES},
        },
    }


@lru_cache(maxsize=1)
def code_fingerprint(checkout: Path = CHECKOUT) -> str:
    """SHA-256 over the names and contents of all that decides which figures come out."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        for path in sorted(p for p in (checkout / room).rglob("*") if p.suffix in _KINDS):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(checkout).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def _that_counts(
    receipts: list[Receipt], stream: str, report: MonthReport | None
) -> Receipt | None:
    """The latest delivery that could be used, as the records were made from it."""
    for receipt in candidates(receipts, stream):
        looked_at = report.outcome(receipt, stream) if report else None
        found = looked_at or receipt.of(stream)
        if found is not None and found.outcome != "refused":
            return receipt
    return None
