"""The answer to an upload or a delivery: what a page shows, without a value of the file."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.findings.values import Report


@dataclass(frozen=True)
class Answer:
    """What was found, and what became of it.

    `is_copyable` when the own file can be given back with its marks; `is_keepable` when it was
    looked through and holds no personal data: only then it can be landed. `receipt_number` is None
    as long as it was not; `is_new` is False when the same file stood there already.
    """

    report: Report
    is_copyable: bool = False
    is_keepable: bool = False
    receipt_number: int | None = None
    is_new: bool = True
