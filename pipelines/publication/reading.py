"""The sheets to read of an indicator: one for each kind of period and what it is told by.

A row is a place (period, Stek, right, part of a trait) and has a column for each count, its
percentage and its margin; a mark stands where no number does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pipelines.contracts import Words
from pipelines.disclosure.release import Outcome, PublishedIndicator
from pipelines.publication.marks import (
    PROVISIONAL,
    is_provisional,
    mark_for_count,
    mark_for_rate,
)
from pipelines.publication.words import say
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import PERIOD_TYPES

Value: TypeAlias = str | int | float | bool | None
_BY: Final = {"stek_id": "per_stek", "recht_code": "per_right", "breakdown": "per_breakdown"}
_PLACE: Final = ("period", "stek_id", "recht_code", "breakdown", "category")


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook: what its tab is called, its headings, their formats, and its rows."""

    name: str
    title: str
    headings: tuple[str, ...]
    formats: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


@dataclass
class _Place:
    """The cells of one row: by outcome, what was counted there."""

    key: dict[str, str]
    cells: dict[str, dict[str, Value]] = field(default_factory=dict)


def sheets_to_read(
    of: PublishedIndicator, labels: Mapping[str, Mapping[str, Words]]
) -> Iterator[Sheet]:
    """Each sheet in turn: months first, and within them by Stek, by right, by trait."""
    for kind in PERIOD_TYPES:
        grouped = _grouped(of, kind)
        total = grouped.pop((), [])
        for by, places in grouped.items() if grouped else [((), total)]:
            with_total = places if len(by) != 1 else _by_period([*total, *places])
            if with_total:
                yield _sheet(of, labels, kind, by, with_total)


def _grouped(of: PublishedIndicator, kind: str) -> dict[tuple[str, ...], list[_Place]]:
    """The places of a kind of period, by what they are told by; in the order of the table."""
    places: dict[tuple[str, ...], _Place] = {}
    for row in of.table.iter_rows(named=True):
        if row["period_type"] == kind:
            key = {name: row[name] for name in _PLACE}
            place = places.setdefault(tuple(key.values()), _Place(key))
            place.cells[row["outcome"]] = row
    grouped: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for place in places.values():
        grouped[tuple(name for name in _BY if place.key[name] != ALL)].append(place)
    return dict(sorted(grouped.items(), key=lambda item: [name in item[0] for name in _BY][::-1]))


def _by_period(places: Sequence[_Place]) -> list[_Place]:
    return sorted(places, key=lambda place: place.key["period"])


def _sheet(
    of: PublishedIndicator,
    labels: Mapping[str, Mapping[str, Words]],
    kind: str,
    by: tuple[str, ...],
    places: Sequence[_Place],
) -> Sheet:
    told = " x ".join(say(_BY[name]).nl for name in by) or say("per_none").nl
    name = f"{say(f'period_{kind}').nl} - {told}"
    shown = ["period", *(name for name in _PLACE[1:] if name in by)]
    shown += ["category"] if "breakdown" in by else []
    columns = [(say(f"heading_{name}").nl, "text") for name in shown]
    for outcome in of.outcomes:
        columns += _headings(outcome)
    columns.append((say("heading_mark").nl, "mark"))
    columns += [(say(f"heading_{one}").nl, "count") for one in ("delivered", "expected")]
    headings = _unlike([heading for heading, _ in columns])
    rows = [_row(of, labels, shown, place) for place in places]
    title = f"{of.title.nl}: {name}"
    return Sheet(name, title, headings, tuple(form for _, form in columns), rows)


def _headings(outcome: Outcome) -> list[tuple[str, str]]:
    count = "euros" if outcome.unit == "eur" else "count"
    named = [(f"heading_{count}", count)]
    if outcome.has_rate:
        named += [("heading_percent", "percent"), ("heading_margin", "margin")]
    return [(say(key, label=outcome.label).nl, form) for key, form in named]


def _row(
    of: PublishedIndicator,
    labels: Mapping[str, Mapping[str, Words]],
    shown: Sequence[str],
    place: _Place,
) -> list[Value]:
    row: list[Value] = [_label(labels, name, place.key[name]) for name in shown]
    for outcome in of.outcomes:
        row += _cells(outcome, place.cells.get(outcome.code))
    told = list(place.cells.values())
    row.append(PROVISIONAL if any(is_provisional(str(one["status"])) for one in told) else "")
    return [*row, told[0]["steks_reporting"], told[0]["steks_expected"]]


def _cells(outcome: Outcome, cell: Mapping[str, Value] | None) -> list[Value]:
    """The count of an outcome, and where it is a share its percentage and margin."""
    if cell is None:
        return ["", "", ""] if outcome.has_rate else [""]
    numerator, denominator, status = cell["numerator"], cell["denominator"], str(cell["status"])
    count = mark_for_count(status) if numerator is None else numerator
    if not outcome.has_rate:
        return [count]
    if cell["value"] is None:
        mark = mark_for_rate(_whole(numerator), _whole(denominator), status)
        return [count, mark, mark]
    return [count, cell["value"], _margin(cell)]


def _margin(cell: Mapping[str, Value]) -> str:
    low, high = cell["ci_low"], cell["ci_high"]
    if low is None or high is None:
        return ""
    return say("margin_text", low=low, high=high).nl.replace(".", ",")


def _whole(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _label(labels: Mapping[str, Mapping[str, Words]], name: str, code: str) -> str:
    label = labels.get(name, {}).get(code)
    return label.nl if label else code


def _unlike(headings: Sequence[str]) -> tuple[str, ...]:
    """The headings, each unlike the others whatever the case, as an Excel table asks."""
    seen: dict[str, int] = defaultdict(int)
    for heading in headings:
        seen[heading.casefold()] += 1
    counts: dict[str, int] = defaultdict(int)
    unlike = []
    for heading in headings:
        counts[heading.casefold()] += 1
        number = counts[heading.casefold()]
        unlike.append(f"{heading} {number}" if number > 1 else heading)
    return tuple(unlike)
