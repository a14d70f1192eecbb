"""What leaves the house: a folder of protected tables, and the words to read them with.

`write` takes nothing but `Released`, so nothing unprotected can be written; `load` is how the pages
read the folder back. The same tables give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from pipelines.contracts.files import Entry
from pipelines.disclosure.descriptions import PublishedIndicator, described, published
from pipelines.disclosure.protection import (
    ROUND_TO,
    SAMPLE_NOTE,
    SMALLEST_COUNT,
    SMALLEST_RATE_BASE,
    Released,
)
from pipelines.errors import DisclosureError
from pipelines.warehouse.headers import Outcome

__all__ = ["Outcome", "Profile", "Publication", "PublishedIndicator", "load", "write"]

DESCRIPTION = "release.json"
_STARTS_A_FORMULA = r"^[=+\-@\t\r]"  # a spreadsheet would run a cell that starts with one of these


@dataclass(frozen=True)
class Profile:
    """The rule that the figures were protected with."""

    smallest_count: int
    round_to: int
    smallest_rate_base: int


@dataclass(frozen=True)
class Publication:
    """Everything that was released together: figures about people first, then by name."""

    is_sample: bool
    profile: Profile
    indicators: tuple[PublishedIndicator, ...]


def write(
    tables: Sequence[Released], folder: Path, *, never_per_stek: frozenset[str] = frozenset()
) -> None:
    """Write each table as `<indicator>.csv` (RFC 4180) and `.parquet`, and release.json.

    Raises DisclosureError when a spreadsheet would run a text, or sample and real figures mix.
    """
    if len({released.is_sample for released in tables}) > 1:
        raise DisclosureError(
            "Sample and real figures would stand in one release: release them apart."
        )
    folder.mkdir(parents=True, exist_ok=True)
    in_order = sorted(tables, key=lambda one: (one.header.protect == "none", one.header.name))
    for released in in_order:
        name, table = released.header.name, released.table
        _refuse_formulas(name, table)
        table.write_csv(folder / f"{name}.csv", line_terminator="\r\n")
        table.write_parquet(folder / f"{name}.parquet", compression="zstd")
    is_sample = any(released.is_sample for released in tables)
    description = {
        "is_sample": is_sample,
        "note": SAMPLE_NOTE if is_sample else "",
        "profile": asdict(Profile(SMALLEST_COUNT, ROUND_TO, SMALLEST_RATE_BASE)),
        "indicators": [described(one, never_per_stek) for one in in_order],
    }
    text = json.dumps(description, ensure_ascii=False, indent=2)
    (folder / DESCRIPTION).write_text(f"{text}\n", "utf-8")


def load(folder: Path) -> Publication:
    """The released folder, read back; raises ContractError when release.json lacks something."""
    entry = Entry(DESCRIPTION, json.loads((folder / DESCRIPTION).read_text("utf-8")))
    profile = entry.entry("profile")
    return Publication(
        is_sample=entry.is_true("is_sample"),
        profile=Profile(
            int(profile.number("smallest_count")),
            int(profile.number("round_to")),
            int(profile.number("smallest_rate_base")),
        ),
        indicators=tuple(_published(folder, one) for one in entry.entries("indicators")),
    )


def _refuse_formulas(name: str, table: pl.DataFrame) -> None:
    texts = table.select(pl.col(pl.String).str.contains(_STARTS_A_FORMULA).any())
    for column in texts.columns:
        if texts[column].item():
            raise DisclosureError(
                f"{name}.{column}: a text starts with =, +, - or @ and a spreadsheet would run it. "
                "Give the code another first sign."
            )


def _published(folder: Path, entry: Entry) -> PublishedIndicator:
    return published(entry, pl.read_parquet(folder / f"{entry.text('name')}.parquet"))
