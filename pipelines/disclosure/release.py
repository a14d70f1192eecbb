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

from pipelines.contracts import Words, words
from pipelines.contracts.files import Entry
from pipelines.disclosure.protection import (
    ROUND_TO,
    SAMPLE_NOTE,
    SMALLEST_COUNT,
    SMALLEST_RATE_BASE,
    Released,
)
from pipelines.errors import DisclosureError
from pipelines.warehouse.models import Outcome

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
class PublishedIndicator:
    """One released table and its words.

    `is_exact` when it counts deliveries and not persons; `is_always_broken_down` when no grain of it
    is without a breakdown, as reasons mean something only by reason.
    """

    name: str
    title: Words
    reading: Words
    unit: Words
    source: str
    stream: str
    breakdowns: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    is_exact: bool
    is_always_broken_down: bool
    table: pl.DataFrame


@dataclass(frozen=True)
class Publication:
    """Everything that was released together: figures about people first, then by name."""

    is_sample: bool
    profile: Profile
    indicators: tuple[PublishedIndicator, ...]


def write(tables: Sequence[Released], folder: Path) -> None:
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
        "indicators": [_described(released) for released in in_order],
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


def _described(released: Released) -> dict[str, object]:
    header, table = released.header, released.table
    periods = table.group_by("period_type").agg(
        first=pl.col("period").min(), last=pl.col("period").max()
    )
    return {
        "name": header.name,
        "title": asdict(header.title),
        "reading": asdict(header.reading),
        "unit": asdict(header.unit),
        "source": header.source,
        "stream": header.stream,
        "breakdowns": list(header.breakdowns),
        "outcomes": [
            {"code": one.code, "label": asdict(one.label), "has_rate": one.has_rate}
            for one in header.outcomes
        ],
        "is_exact": header.protect == "none",
        "is_always_broken_down": all("breakdown" in one.dimensions for one in header.grain),
        "rows": table.height,
        "periods": {kind: [first, last] for kind, first, last in sorted(periods.iter_rows())},
    }


def _published(folder: Path, entry: Entry) -> PublishedIndicator:
    return PublishedIndicator(
        name=entry.text("name"),
        title=words(entry.entry("title")),
        reading=words(entry.entry("reading")),
        unit=words(entry.entry("unit")),
        source=entry.text("source"),
        stream=entry.text("stream"),
        breakdowns=entry.texts("breakdowns"),
        outcomes=tuple(
            Outcome(one.text("code"), words(one.entry("label")), one.is_true("has_rate"))
            for one in entry.entries("outcomes")
        ),
        is_exact=entry.is_true("is_exact"),
        is_always_broken_down=entry.is_true("is_always_broken_down"),
        table=pl.read_parquet(folder / f"{entry.text('name')}.parquet"),
    )
