"""Reports of months: what records were made from, and what was found; read without Polars."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.checking.outcomes import StreamOutcome
from pipelines.home import Home
from pipelines.landing.receipts import Receipt
from pipelines.months import Month


@dataclass(frozen=True)
class MonthReport:
    """What a month was made from and what the check found; counts only."""

    month: Month
    fingerprint: str
    outcomes: Mapping[int, tuple[StreamOutcome, ...]]
    rules: Mapping[str, int]
    rows: Mapping[str, int]

    def outcome(self, receipt: Receipt, stream: str) -> StreamOutcome | None:
        """What became of a stream of a delivery when the month was made; None if not looked at."""
        parts = self.outcomes.get(receipt.number, ())
        return next((part for part in parts if part.stream == stream), None)


def read_report(home: Home, month: Month) -> MonthReport | None:
    """The report of a month, or None when it was never made whole."""
    path = home.report_of(month)
    if not path.exists():
        return None
    content = json.loads(path.read_text("utf-8"))
    outcomes = {
        int(number): tuple(StreamOutcome(**part) for part in parts)
        for number, parts in content["outcomes"].items()
    }
    return MonthReport(month, content["fingerprint"], outcomes, content["rules"], content["rows"])
