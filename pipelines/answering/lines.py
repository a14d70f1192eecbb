"""Lines: the findings of a report one by one, a row at a time unless a whole column is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.contracts import Language
from pipelines.contracts.workbook import workbook_words
from pipelines.findings.values import Finding

MOST_LINES = 65_000  # Excel takes 65,530 links on one sheet


@dataclass(frozen=True)
class Line:
    """A finding in one row; `row` is None when it is about a column, a sheet or the whole file."""

    finding: Finding
    row: int | None = None

    def rows_told(self, language: Language) -> int | str | None:
        """The row, as a number that can be sorted, or which rows they are."""
        rows = self.finding.rows
        if self.row is not None or not rows:
            return self.row
        told = workbook_words().rows.to(language)
        return told.format(count=len(rows), first=min(rows), last=max(rows))


def lines(findings: Sequence[Finding]) -> list[Line]:
    """Every finding, in the same order: a line for each row, or one when it is wrong throughout.

    More lines than a sheet can hold with their links become one for each finding.
    """
    by_row = [finding for finding in findings if not finding.is_throughout]
    has_room = sum(len(finding.rows) for finding in by_row) <= MOST_LINES
    return [
        line
        for finding in findings
        for line in (
            [Line(finding, row) for row in finding.rows]
            if finding.rows and has_room and not finding.is_throughout
            else [Line(finding)]
        )
    ]
