"""Telling: the findings of a report for a page, by severity and stream, in one language.

The words are those of every other answer: the contracts, delivery.yaml, and `answering`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, groupby

from pipelines import contracts
from pipelines.answering.signs import visible
from pipelines.answering.text import place_of, ranges
from pipelines.contracts import Language, Severity, delivery_rules
from pipelines.findings.values import Finding, Report


@dataclass(frozen=True)
class Told:
    """One finding; `anchor` is its place on the page, `rule` what an explanation of it names."""

    anchor: str
    message: str
    place: str
    allowed: str
    suggestions: tuple[str, ...]
    rule: str


@dataclass(frozen=True)
class Part:
    """The findings of one stream; without a title those of the file as a whole."""

    title: str
    findings: tuple[Told, ...]


@dataclass(frozen=True)
class Group:
    """The findings of one severity, under the sentence that says what these ask."""

    severity: Severity
    heading: str
    parts: tuple[Part, ...]

    @property
    def findings(self) -> tuple[Told, ...]:
        """All of them, in order."""
        return tuple(finding for part in self.parts for finding in part.findings)


@dataclass(frozen=True)
class Counted:
    """What a delivery holds of one stream, in rows; a refused stream counts for nothing."""

    title: str
    rows: int
    used: int
    held_back: int
    is_refused: bool


def groups(report: Report, language: Language) -> tuple[Group, ...]:
    """Every finding of a report, what to do first above."""
    numbers = count(1)
    return tuple(
        Group(
            severity,
            delivery_rules().severities[severity].to(language),
            tuple(_parts(list(found), numbers, language)),
        )
        for severity, found in groupby(report.findings, key=lambda finding: finding.severity)
    )


def counted(report: Report, language: Language) -> tuple[Counted, ...]:
    """What is taken and what is held back, by stream."""
    return tuple(
        Counted(
            contracts.stream(part.stream).title.to(language),
            part.rows,
            part.used,
            part.held_back,
            part.outcome == "refused",
        )
        for part in report.streams
    )


def _parts(found: list[Finding], numbers: count[int], language: Language) -> list[Part]:
    """By stream in the order of the contracts, after what is about the whole file."""
    order = ("", *contracts.STREAMS)
    found.sort(key=lambda finding: order.index(finding.stream or ""))
    return [
        Part(
            contracts.stream(stream).title.to(language) if stream else "",
            tuple(_told(finding, next(numbers), language) for finding in mine),
        )
        for stream, mine in groupby(found, key=lambda finding: finding.stream or "")
    ]


def _told(finding: Finding, number: int, language: Language) -> Told:
    words = delivery_rules().places
    allowed = words["allowed"].filled(allowed=finding.allowed) if finding.allowed else None
    place = place_of(finding, language) if finding.severity != "gemeld" else ""
    return Told(
        f"bevinding-{number}",
        visible(finding.message.to(language)),
        visible(place),
        visible(allowed.to(language)) if allowed else "",
        tuple(_suggestions(finding, language)),
        finding.kind if finding.severity == "bevestigen" else "",
    )


def _suggestions(finding: Finding, language: Language) -> list[str]:
    words = delivery_rules().places
    rows: dict[str, list[int]] = {}
    for row, code in sorted(finding.suggestions.items()):
        rows.setdefault(code, []).append(row)
    return [
        words["suggestion"]
        .filled(code=code, place=words["row"].filled(rows=ranges(mine)))
        .to(language)
        for code, mine in rows.items()
    ]
