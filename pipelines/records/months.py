"""Records: the accepted rows of every month as Parquet, made anew from the deliveries that stand.

One month is the unit of work. Its `month.json` is written last and says from which deliveries and
with which contracts it was made; a month without it, or with another fingerprint, is made again.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import polars as pl

from pipelines import contracts
from pipelines.errors import StekError
from pipelines.files import write_whole
from pipelines.home import CHECKOUT, Home
from pipelines.landing.frozen import frozen_fingerprint, is_as_frozen, is_frozen, put_back
from pipelines.landing.receipts import Receipt, months_with_receipts, read_receipts
from pipelines.months import Month
from pipelines.records.coarsening import coarsen
from pipelines.records.reports import MonthReport, read_report
from pipelines.records.standing import Standing, settle

BYTES_AT_ONCE = 200_000_000  # delivered bytes in one check; about two gigabytes of memory
_UNPACKED = 8  # a workbook is about this many times larger once unpacked
_CODE = ("contracts", "reading", "checking", "records")


def changed_months(home: Home) -> tuple[Month, ...]:
    """The months whose records are not made from what now stands, in order.

    Those of a frozen month stand as they are, whatever the contracts say now.
    """
    return tuple(month for month in months_with_receipts(home) if not _is_made(home, month))


def desired_fingerprint(home: Home, month: Month) -> str:
    """What the records of a month would be made from now."""
    if is_frozen(home, month):
        return frozen_fingerprint(home, month)
    return _fingerprint(read_receipts(home, month))


def build_months(
    home: Home, months: Sequence[Month], tell: Callable[[str], None] = lambda _: None
) -> tuple[MonthReport, ...]:
    """Make the records of these months; each month is replaced whole.

    Those of a frozen month are what was laid aside when its files were removed.
    """
    frozen = [month for month in months if is_frozen(home, month)]
    reports = [_put_back(home, month) for month in frozen]
    for part in _parts(home, [month for month in months if month not in frozen]):
        receipts = {month: read_receipts(home, month) for month in part}
        standing = settle(home, [receipt for month in part for receipt in receipts[month]])
        reports.extend(_write_month(home, month, receipts[month], standing) for month in part)
        tell(
            f"records of {part[0]} to {part[-1]}: {sum(sum(r.rows.values()) for r in reports):,} rows"
        )
    return tuple(sorted(reports, key=lambda report: report.month))


def _is_made(home: Home, month: Month) -> bool:
    if is_frozen(home, month):
        return is_as_frozen(home, month)
    report = read_report(home, month)
    return report is not None and report.fingerprint == desired_fingerprint(home, month)


def _put_back(home: Home, month: Month) -> MonthReport:
    put_back(home, month)
    report = read_report(home, month)
    if report is None:
        raise StekError(f"The report of {month} was removed while its records were put back.")
    return report


def _parts(home: Home, months: Sequence[Month]) -> Iterator[tuple[Month, ...]]:
    """The months in runs that fit in memory together."""
    part: list[Month] = []
    size = 0
    for month in months:
        weight = sum(_weight(receipt) for receipt in read_receipts(home, month))
        if part and size + weight > BYTES_AT_ONCE:
            yield tuple(part)
            part, size = [], 0
        part.append(month)
        size += weight
    if part:
        yield tuple(part)


def _weight(receipt: Receipt) -> int:
    is_packed = (receipt.file_name or "").lower().endswith((".xlsx", ".ods"))
    return receipt.size_bytes * (_UNPACKED if is_packed else 1)


def _write_month(
    home: Home, month: Month, receipts: Sequence[Receipt], standing: Standing
) -> MonthReport:
    rows = {}
    for stream in contracts.streams():
        rows[stream.name] = _write_records(
            home.records_of(stream.name, month), stream.name, standing.rows(stream.name, month)
        )
    outcomes = {
        r.number: standing.outcomes[r.number] for r in receipts if r.number in standing.outcomes
    }
    report = MonthReport(month, _fingerprint(receipts), outcomes, standing.rules(month), rows)
    _write_report(home, report)
    return report


def _write_records(path: Path, stream: str, rows: pl.DataFrame | None) -> int:
    """Replace the records of a stream and month; without rows there is no file."""
    if rows is None:
        path.unlink(missing_ok=True)
        return 0
    records = coarsen(stream, rows)
    buffer = io.BytesIO()
    records.write_parquet(buffer, compression="zstd")
    write_whole(path, buffer.getvalue())
    return records.height


def _write_report(home: Home, report: MonthReport) -> None:
    content = asdict(report) | {"month": str(report.month)}
    data = json.dumps(content, indent=1, sort_keys=True).encode()
    write_whole(home.report_of(report.month), data)


def _fingerprint(receipts: Sequence[Receipt]) -> str:
    """What the records of a month depend on: deliveries in order, contracts, and our own code."""
    deliveries = [(r.stek_id, r.sha256, sorted(r.streams_named)) for r in receipts]
    parts = json.dumps([deliveries, contracts.fingerprint(), _code_fingerprint()])
    return hashlib.sha256(parts.encode()).hexdigest()


@lru_cache(maxsize=1)
def _code_fingerprint() -> str:
    digest = hashlib.sha256()
    for name in _CODE:
        for path in sorted((CHECKOUT / "pipelines" / name).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
