"""Refusals as findings: what keeps a whole file, or a stream of it, from being used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipelines import contracts
from pipelines.contracts import delivery_rules
from pipelines.findings.values import Finding
from pipelines.landing.looking import Looked
from pipelines.reading.identity import Trace
from pipelines.reading.sheets import Sheet

_CELL = re.compile(r"([A-Z]+)(\d+)")


def refusals(looked: Looked) -> Iterator[Finding]:
    """Why the file, or a stream of it, cannot be used.

    A broken rule of severity `weigeren` is not among these: it is told with its rows.
    """
    if looked.seen and looked.seen.traces:
        yield from _personal_data(looked.seen.traces)
    elif looked.seen and looked.seen.refusal:
        refusal = looked.seen.refusal
        message = delivery_rules().refusals[refusal.reason].filled(**refusal.where)
        title = str(refusal.where.get("sheet", ""))
        yield Finding("weigeren", refusal.reason, message, sheet=title)
    for _, sheet in looked.sheets():
        yield from _missing(sheet)
    for part in looked.streams:
        message_of = delivery_rules().refusals.get(part.reason or "")
        if message_of and part.reason and part.reason != "missing_columns":
            yield Finding(
                "weigeren", part.reason, message_of, part.stream,
                sheet=contracts.stream(part.stream).physical_name,
            )  # fmt: skip


def _missing(sheet: Sheet) -> Iterator[Finding]:
    """One for each column that must be there: a person wants to add all of these at once."""
    stream = contracts.stream(sheet.stream)
    for column in stream.columns:
        if column.physical_name in sheet.missing:
            message = (
                delivery_rules()
                .refusals["missing_columns"]
                .filled(column=column.physical_name, sheet=sheet.title)
            )
            yield Finding(
                "weigeren", "missing_columns", message, stream.name,
                sheet=sheet.title, column=column.physical_name,
            )  # fmt: skip


def _personal_data(traces: Sequence[Trace]) -> Iterator[Finding]:
    """One for each kind and column, with its rows; one for each kind in another place."""
    rows: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for trace in traces:
        cell = _CELL.fullmatch(trace.cell)
        letter, row = (cell[1], [int(cell[2])]) if cell else ("", [])
        rows[trace.kind, trace.place, trace.sheet, letter].extend(row)
    words = delivery_rules()
    for (kind, place, sheet, letter), numbers in rows.items():
        yield Finding(
            "weigeren", "personal_data",
            words.refusals["personal_data"].filled(kind=words.identity[kind]),
            place=words.places[place] if place != "cell" else None,
            sheet=sheet, letter=letter, rows=tuple(sorted(set(numbers))),
        )  # fmt: skip
