"""Retention: what has had its time is removed, in an order that a kill leaves nothing half.

How long is in data_contracts/retention.yaml. First the delivered files of a month, whose records are
laid beside its receipts before (see `landing.frozen`); then its records; receipts, the ledger and
the releases stay. Whatever goes is told in the journal before it goes: a run that was killed is told
again for what it left, and nothing goes untold.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines import clock, journal
from pipelines.files import one_at_a_time
from pipelines.home import Home
from pipelines.journal.removing import remove_years
from pipelines.landing.frozen import (
    files_of_records,
    freeze,
    frozen_months,
    is_frozen,
    is_gone,
    remove_records,
)
from pipelines.landing.receipts import months_with_receipts, read_receipts
from pipelines.months import Month
from pipelines.records.months import changed_months
from pipelines.retention_rules import rules, settled_years

_DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Due:
    """What may go today: months of delivered files and of records, years of the journal.

    `raw` are months that are not frozen yet. `waiting` are months whose files have had their time,
    but whose year is not closed and released, or whose records are not made from what stands.
    """

    raw: tuple[Month, ...] = ()
    records: tuple[Month, ...] = ()
    waiting: tuple[Month, ...] = ()
    journal_years: tuple[int, ...] = ()
    pending: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Retained:
    """What went: delivered files by month (None: of no receipt), months of records, events, uploads."""

    files: dict[Month | None, int]
    records: tuple[Month, ...]
    events: int
    pending: int


def due(home: Home) -> Due:
    """What has had its time today; nothing is removed."""
    old = [m for m in months_with_receipts(home) if _is_over(home, m, rules().raw_months)]
    asked = [month for month in old if not is_frozen(home, month)]
    settled = settled_years(home) if asked else frozenset()
    changed = changed_months(home) if asked else ()
    raw = tuple(month for month in asked if month.year in settled and month not in changed)
    records = tuple(
        month
        for month in old
        if _is_over(home, month, rules().records_months)
        and (month in raw or (is_frozen(home, month) and _has_records(home, month)))
    )
    return Due(
        raw,
        records,
        tuple(month for month in asked if month not in raw),
        tuple(
            y for y in journal.years(home) if _is_over(home, Month(y, 12), rules().journal_months)
        ),
        tuple(_old_uploads(home)),
    )


def retain(home: Home, found: Due, *, who: str, source: str = "command") -> Retained:
    """Remove what was found; whoever calls is the one writer (`home.writer_lock`).

    Afterwards `stek run` (or the sensor) makes the facts without the months whose records went.
    """
    with one_at_a_time(home.landing / ".lock"):
        changed = changed_months(home) if found.raw else ()  # a delivery may have come since
        for month in found.raw:
            if month not in changed:
                freeze(home, month)
        files = _remove_files(home, who, source)
    removed = _remove_records(home, found.records, who, source)
    return Retained(
        files,
        removed,
        remove_years(home, found.journal_years, who=who, source=source),
        _remove_uploads(home, found.pending, who, source),
    )


def removable_files(home: Home) -> dict[Path, Month | None]:
    """The kept files that only frozen months speak of, or no receipt at all; by the first of those.

    A file that no receipt speaks of was left by a landing that was killed: it counts for nothing.
    To be asked while nobody lands.
    """
    speaking: dict[Path, list[Month]] = {}
    for receipt in read_receipts(home):
        if receipt.is_kept:
            speaking.setdefault(receipt.content(home), []).append(receipt.month)
    frozen = set(frozen_months(home))
    kept = (path for path in (home.landing / "content").glob("*") if path.is_file())
    return {
        path: min(speaking.get(path, ()), default=None)
        for path in sorted(kept)
        if frozen.issuperset(speaking.get(path, ()))
    }


def _is_over(home: Home, month: Month, months: int) -> bool:
    """Whether so many months have passed since the end of that month."""
    return clock.today(home) >= month.plus(1 + months).first_day


def _has_records(home: Home, month: Month) -> bool:
    return not is_gone(home, month) or bool(files_of_records(home, month))


def _remove_files(home: Home, who: str, source: str) -> dict[Month | None, int]:
    files = removable_files(home)
    counts = dict(Counter(files.values()))
    for month, count in counts.items():
        of = {"month": str(month)} if month else {}
        journal.note(home, "raw_removed", who=who, source=source, files=count, **of)
    for path in files:
        path.unlink(missing_ok=True)
    return counts


def _remove_records(
    home: Home, months: Iterable[Month], who: str, source: str
) -> tuple[Month, ...]:
    """Remove the records of frozen months, and the warehouse that still has their facts."""
    removed = tuple(month for month in months if is_frozen(home, month))
    for month in removed:
        files = len(files_of_records(home, month))
        journal.note(home, "records_removed", who=who, source=source, month=str(month), files=files)
        remove_records(home, month)
    if removed:
        home.warehouse.unlink(missing_ok=True)
    return removed


def _old_uploads(home: Home) -> Sequence[Path]:
    """The uploads that nobody confirmed in time."""
    oldest = time.time() - rules().pending_days * _DAY_SECONDS
    waiting = sorted((home.portal / "pending").glob("*"))
    return [path for path in waiting if path.is_dir() and path.stat().st_mtime < oldest]


def _remove_uploads(home: Home, uploads: Sequence[Path], who: str, source: str) -> int:
    if uploads:
        journal.note(home, "pending_removed", who=who, source=source, count=len(uploads))
    for path in uploads:
        shutil.rmtree(path, ignore_errors=True)  # whoever confirms it at this moment is first
    return len(uploads)
