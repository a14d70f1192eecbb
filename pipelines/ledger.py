"""The ledger: per Stek, month and stream, what was delivered, confirmed, late, missing or refused."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines import clock, contracts
from pipelines.checking.outcomes import StreamOutcome
from pipelines.due_dates import due_on
from pipelines.files import write_whole
from pipelines.home import Home
from pipelines.landing.frozen import FINAL, first_month_with_records, is_gone
from pipelines.landing.receipts import (
    Receipt,
    by_place,
    months_with_receipts,
    read_receipts,
)
from pipelines.landing.roster import is_active, roster
from pipelines.months import Month
from pipelines.records.reports import MonthReport, read_report

Status = Literal["reported", "nothing", "late", "missing", "refused", "corrected", "open"]


@dataclass(frozen=True)
class Entry:
    """One line of the ledger; `received_on` is when the stream was first reported.

    `rows_taken` and `rows_held_back` are those of the delivery that stands, `rows_at_due` the rows
    taken of the one that stood at the end of the due day; None where none does or did.
    """

    stek_id: str
    month: Month
    stream: str
    status: Status
    is_reported: bool
    is_on_time: bool
    is_late: bool
    is_corrected: bool
    received_on: date | None
    due_on: date
    rows_taken: int | None
    rows_held_back: int | None
    rows_at_due: int | None


def ledger(home: Home, stek_id: str | None = None) -> tuple[Entry, ...]:
    """Every Stek (or one), month and stream that is expected, in that order.

    From the first month that anybody delivered to the last month that is over.
    """
    delivered = months_with_receipts(home)
    if not delivered:
        return ()
    today = clock.today(home)
    places = by_place(r for r in read_receipts(home, stek_id=stek_id) if r.reason != FINAL)
    months = delivered[0].until(Month.of(today).plus(-1))
    known = [_Known(month, due_on(home, month), read_report(home, month)) for month in months]
    return tuple(
        _entry(name, one, stream.name, places[name, one.month], today)
        for name in roster()
        if stek_id in (None, name)
        for one in known
        if is_active(name, one.month)
        for stream in contracts.streams()
    )


def write_ledger(home: Home) -> int:
    """Write the ledger where the facts read it, `records/deliveries.parquet`; its number of lines.

    Without the months whose records were removed: the facts hold nothing of them.
    """
    import polars as pl  # pages of the portal read the ledger, and need no Polars

    first = first_month_with_records(home)
    entries = [e for e in ledger(home) if first and e.month >= first and not is_gone(home, e.month)]
    frame = pl.DataFrame(
        [
            (e.stek_id, e.month.first_day, e.stream, e.status, True, e.is_reported, e.is_on_time,
             e.received_on, e.due_on, e.rows_taken, e.rows_held_back, e.rows_at_due)
            for e in entries
        ],
        schema={
            "stek_id": pl.String, "month": pl.Date, "stream": pl.String, "status": pl.String,
            "is_expected": pl.Boolean, "is_reported": pl.Boolean, "is_on_time": pl.Boolean,
            "received_on": pl.Date, "due_on": pl.Date, "rows_taken": pl.Int64,
            "rows_held_back": pl.Int64, "rows_at_due": pl.Int64,
        },
        orient="row",
    )  # fmt: skip
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    write_whole(home.records / "deliveries.parquet", buffer.getvalue())
    return frame.height


@dataclass(frozen=True)
class _Known:
    """What is the same for every Stek: a month, its due day, and what its records came to."""

    month: Month
    due_on: date
    report: MonthReport | None


def _entry(
    stek_id: str, of: _Known, stream: str, receipts: Sequence[Receipt], today: date
) -> Entry:
    usable = [(r, found) for r in receipts if (found := _usable(r, stream, of.report)) is not None]
    due = of.due_on
    first = usable[0][0].received_on if usable else None
    stands = usable[-1][1] if usable else None
    in_time = [found for r, found in usable if r.received_on <= due < today]
    is_late = first is not None and first > due
    is_corrected = len({r.sha256 for r, _ in usable}) > 1
    status: Status
    if not usable:
        was_refused = any(_names(r, stream) for r in receipts)
        status = "refused" if was_refused else "open" if today <= due else "missing"
    elif usable[-1][0].is_nothing:
        status = "nothing"
    else:
        status = "corrected" if is_corrected else "late" if is_late else "reported"
    return Entry(
        stek_id, of.month, stream, status, bool(usable), bool(usable) and not is_late, is_late,
        is_corrected, first, due, stands.used if stands else None,
        stands.held_back if stands else None, in_time[-1].used if in_time else None,
    )  # fmt: skip


def _names(receipt: Receipt, stream: str) -> bool:
    """Whether a delivery was (also) for that stream; a file refused at the door was for any."""
    return not receipt.streams or receipt.of(stream) is not None


def _usable(receipt: Receipt, stream: str, report: MonthReport | None) -> StreamOutcome | None:
    """What became of a stream of a delivery; None when the stream cannot be used or is not in it.

    What the last run found counts; for a delivery it did not look at, what landing found.
    """
    looked_at = report.outcome(receipt, stream) if report else None
    found = looked_at or receipt.of(stream)
    return None if found is None or found.outcome == "refused" else found
