"""What release.json says of a table: its words, how it is counted, and how its cells are related.

Made from the header of the indicator, and read back by the pages; nothing else tells what a figure
means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

import polars as pl

from pipelines.contracts import Words, words
from pipelines.contracts.files import Entry
from pipelines.disclosure.protection import Released
from pipelines.months import Month
from pipelines.warehouse.headers import (
    ALL_CATEGORIES,
    DIMENSIONS,
    Break,
    IndicatorHeader,
    Method,
    Outcome,
)


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
    method: Method
    source: str
    stream: str
    breakdowns: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    breaks: tuple[Break, ...]
    is_exact: bool
    is_always_broken_down: bool
    table: pl.DataFrame


def described(released: Released, never_per_stek: frozenset[str]) -> dict[str, object]:
    """The description of one released table, as JSON holds it."""
    header, table = released.header, released.table
    periods = table.group_by("period_type").agg(
        first=pl.col("period").min(), last=pl.col("period").max()
    )
    return {
        "name": header.name,
        "title": asdict(header.title),
        "reading": asdict(header.reading),
        "unit": asdict(header.unit),
        "method": asdict(header.method),
        "source": header.source,
        "stream": header.stream,
        "breakdowns": list(header.breakdowns),
        "outcomes": [{"code": one.code, "label": asdict(one.label)} for one in header.outcomes],
        "structure": _structure(header, never_per_stek),
        "breaks": [
            {"month": str(one.month), "reason": asdict(one.reason)} for one in header.breaks
        ],
        "is_exact": header.protect == "none",
        "is_always_broken_down": all("breakdown" in one.dimensions for one in header.grain),
        "rows": table.height,
        "periods": {kind: [first, last] for kind, first, last in sorted(periods.iter_rows())},
    }


def published(entry: Entry, table: pl.DataFrame) -> PublishedIndicator:
    """The table with the words of its description; ContractError when one is missing."""
    return PublishedIndicator(
        name=entry.text("name"),
        title=words(entry.entry("title")),
        reading=words(entry.entry("reading")),
        unit=words(entry.entry("unit")),
        method=_method(entry.entry("method")),
        source=entry.text("source"),
        stream=entry.text("stream"),
        breakdowns=entry.texts("breakdowns"),
        outcomes=tuple(_outcomes(entry)),
        breaks=tuple(
            Break(Month.parse(one.text("month")), words(one.entry("reason")))
            for one in entry.entries("breaks")
        ),
        is_exact=entry.is_true("is_exact"),
        is_always_broken_down=entry.is_true("is_always_broken_down"),
        table=table,
    )


def _structure(header: IndicatorHeader, never_per_stek: frozenset[str]) -> dict[str, object]:
    """Which counts make up which: what whoever checks the protection must know."""
    told = {name for grain in header.grain for name in grain.dimensions}
    return {
        "outcomes": [
            {
                "code": one.code,
                "of": _of(one),
                "unit": one.unit,
                "counted_by": one.counted_by or None,
            }
            for one in header.outcomes
        ],
        "adds_up": [name for name in DIMENSIONS if name in told],
        "overlapping": list(header.overlapping),
        "over_time": header.over_time,
        "never_per_stek": sorted(never_per_stek),
    }


def _of(outcome: Outcome) -> list[str] | str | None:
    if outcome.of == (ALL_CATEGORIES,):
        return ALL_CATEGORIES
    return list(outcome.of) or None


def _outcomes(entry: Entry) -> Iterator[Outcome]:
    made_of = {one.text("code"): one for one in entry.entry("structure").entries("outcomes")}
    for one in entry.entries("outcomes"):
        made = made_of[one.text("code")]
        yield Outcome(
            one.text("code"),
            words(one.entry("label")),
            _parts(made),
            made.text("unit"),
            str(made.content["counted_by"] or ""),
        )


def _parts(made: Entry) -> tuple[str, ...]:
    of = made.content["of"]
    return (of,) if isinstance(of, str) else made.texts("of") if of else ()


def _method(entry: Entry) -> Method:
    return Method(
        words(entry.entry("numerator")),
        words(entry.entry("denominator")),
        words(entry.entry("exclusions")),
    )
