"""What release.json says of an estimate: its words, its columns, and what it is from.

Made from the words beside the estimate, and read back by the pages.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import polars as pl

from pipelines.contracts import Words, words
from pipelines.contracts.files import Entry
from pipelines.disclosure.derived import Derived
from pipelines.estimates.estimate import Column, column


@dataclass(frozen=True)
class PublishedEstimate:
    """One table that was worked out from released ones, and its words; `indicators` are those."""

    name: str
    title: Words
    reading: Words
    method: Words
    source: str
    indicators: tuple[str, ...]
    columns: tuple[Column, ...]
    table: pl.DataFrame


def described_estimate(derived: Derived) -> dict[str, object]:
    """The description of one derived table, as JSON holds it."""
    estimate = derived.estimate
    return {
        "name": estimate.name,
        "title": asdict(estimate.title),
        "reading": asdict(estimate.reading),
        "method": asdict(estimate.method),
        "source": estimate.source,
        "indicators": list(derived.indicators),
        "columns": [
            {"name": one.name, "meaning": asdict(one.meaning)}
            for one in (*estimate.columns, column("note"))
        ],
        "rows": derived.table.height,
    }


def published_estimate(entry: Entry, table: pl.DataFrame) -> PublishedEstimate:
    """The derived table with the words of its description; ContractError when one is missing."""
    return PublishedEstimate(
        name=entry.text("name"),
        title=words(entry.entry("title")),
        reading=words(entry.entry("reading")),
        method=words(entry.entry("method")),
        source=entry.text("source"),
        indicators=entry.texts("indicators"),
        columns=tuple(
            Column(one.text("name"), words(one.entry("meaning")))
            for one in entry.entries("columns")
        ),
        table=table,
    )
