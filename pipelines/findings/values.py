"""A finding and a report, as values: what is told in text, JSON, a workbook or a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.checking.outcomes import Outcome, StreamOutcome
from pipelines.contracts import Severity, Words
from pipelines.months import Month


@dataclass(frozen=True)
class Finding:
    """One thing to tell about a delivery: what to do, where, and what is allowed there.

    `kind` names the rule of a contract, or the refusal or repair of delivery.yaml. `place` is where
    it is when that is in no cell. `sheet` is the sheet as the person sees it, `column` the column's
    Dutch name in the contract and `letter` where it stands. `rows` are the row numbers as the person
    sees them, all of these, in order; none when it is about a column, a sheet or the file as a
    whole. `of_rows` counts the rows of the stream in the file. `suggestions` gives, by row, the code
    that was probably meant.
    """

    severity: Severity
    kind: str
    message: Words
    stream: str | None = None
    place: Words | None = None
    sheet: str = ""
    column: str = ""
    letter: str = ""
    rows: tuple[int, ...] = ()
    of_rows: int = 0
    allowed: Words | None = None
    suggestions: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_throughout(self) -> bool:
        """Whether (nearly) every row of several has it: then the column is wrong, not the rows."""
        return len(self.rows) >= max(3, THROUGHOUT * self.of_rows)


@dataclass(frozen=True)
class Report:
    """Everything there is to tell about one delivery; `findings` in the order of what to do first."""

    stek_id: str
    month: Month
    outcome: Outcome
    streams: tuple[StreamOutcome, ...]
    findings: tuple[Finding, ...]


THROUGHOUT = 0.9  # of the rows of a stream
