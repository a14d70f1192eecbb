"""The answer as text: what became of a delivery, then every finding, what to do first above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipelines import contracts
from pipelines.answering.signs import visible
from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import Language, delivery_rules
from pipelines.findings.values import Finding, Report
from pipelines.template.wording import month_in_words


def told(report: Report, first_line: str, language: Language) -> str:
    """A report in whole sentences under its first line; never a value of the file."""
    lines = [first_line, *(_stream(part, language) for part in report.streams)]
    for severity, findings in groupby(report.findings, key=lambda finding: finding.severity):
        lines += ["", delivery_rules().severities[severity].to(language)]
        for finding in findings:
            lines += _finding(report, finding, language)
    return "\n".join(map(visible, lines))  # a sheet's own title is among these


def checked(report: Report, language: Language) -> str:
    """The answer to a file that was only looked at."""
    key = f"checked_{report.outcome}"
    words = (
        delivery_rules()
        .answers[key]
        .filled(stek=report.stek_id, month=month_in_words(report.month))
    )
    return told(report, words.to(language), language)


def _stream(part: StreamOutcome, language: Language) -> str:
    title = contracts.stream(part.stream).title
    words = delivery_rules().answers["stream_held_back" if part.held_back else "stream"]
    filled = words.filled(title=title, rows=part.rows, used=part.used, held_back=part.held_back)
    return f"- {filled.to(language)}"


def _finding(report: Report, finding: Finding, language: Language) -> Iterator[str]:
    yield f"* {finding.message.to(language)}"
    words = delivery_rules().places
    if finding.severity != "gemeld" and (place := place_of(finding, language)):
        yield f"    {place}"
    if finding.allowed:
        yield f"    {words['allowed'].filled(allowed=finding.allowed).to(language)}"
    for code, rows in _by_code(finding).items():
        place = words["row"].filled(rows=ranges(rows)).to(language)
        yield f"    {words['suggestion'].filled(code=code, place=place).to(language)}"
    if finding.severity == "bevestigen":
        command = (
            f"stek explain --stek {report.stek_id} --month {report.month} "
            f"--rule {finding.kind} --because …"
        )
        yield f"    {words['explain'].filled(command=command).to(language)}"


def place_of(finding: Finding, language: Language) -> str:
    """Where a finding is: sheet, column, rows, as the person sees them; empty for a whole file."""
    words = delivery_rules().places
    parts = [finding.sheet, finding.place.to(language) if finding.place else ""]
    if finding.column or finding.letter:
        both = finding.letter and finding.column
        name = words["column" if both else "column_without_letter"]
        column = finding.column or finding.letter
        parts.append(name.filled(letter=finding.letter, column=column).to(language))
    if finding.rows:
        several = "rows" if len(finding.rows) > 1 else "row"
        kind = words["throughout" if finding.is_throughout else several]
        filled = kind.filled(rows=ranges(finding.rows), count=len(finding.rows))
        parts.append(filled.to(language))
    return ", ".join(part for part in parts if part)


def ranges(rows: Sequence[int]) -> str:
    """Row numbers in as few words as they need.

    >>> ranges((4, 5, 6, 9))
    '4-6, 9'
    """
    numbered = ((row - place, row) for place, row in enumerate(rows))
    runs = [[row for _, row in run] for _, run in groupby(numbered, key=lambda pair: pair[0])]
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _by_code(finding: Finding) -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for row, code in sorted(finding.suggestions.items()):
        rows.setdefault(code, []).append(row)
    return rows
