"""Landing: what is delivered is read, checked, kept as it came, and answered with a receipt."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines import clock, contracts
from pipelines.checking.examination import Delivered, examine
from pipelines.checking.outcomes import Outcome, StreamOutcome
from pipelines.files import one_at_a_time, write_whole
from pipelines.home import Home
from pipelines.landing.door import Seen, look_at
from pipelines.landing.receipts import Receipt, by_place, read_receipts, write_receipt
from pipelines.landing.roster import check_place
from pipelines.months import Month

FILES_AT_ONCE = 400  # landed together: checked in one suite run, done again when killed
READERS = 4  # files looked at side by side: Polars works outside Python's lock
BYTES_AT_ONCE = 64_000_000  # and never more than this, which is what memory must hold


@dataclass(frozen=True)
class Offer:
    """A file that somebody hands in for one Stek and month; `received_at` is None for now."""

    path: Path
    stek_id: str
    month: Month
    received_at: datetime | None = None


@dataclass(frozen=True)
class Landed:
    """The answer to one offer: its receipt, and whether the same file was already there."""

    receipt: Receipt
    is_new: bool


def land(home: Home, offers: Sequence[Offer], *, again: bool = True) -> Iterator[Landed]:
    """Land files in order and answer each with its receipt.

    The same file that already stands for its Stek and month changes nothing. With `again` off a
    file that was ever landed for that Stek and month is passed over too: a folder tree may be
    landed twice without its older versions coming back on top.

    Errors: WrongUseError when a Stek is unknown or a month has not begun, before anything is kept.
    """
    for offer in offers:
        check_place(home, offer.stek_id, offer.month)
    for batch in _batches(offers):
        yield from _land_batch(home, batch, again=again)


def land_nothing(
    home: Home, stek_id: str, month: Month, streams: Sequence[str], received_at: datetime | None
) -> Landed:
    """Land the word of a Stek that it has nothing to report for these streams."""
    check_place(home, stek_id, month)
    parts = tuple(StreamOutcome(stream, "accepted", 0) for stream in streams)
    landed_at = clock.now()
    receipt = Receipt(
        0, stek_id, month, received_at or landed_at, landed_at, getpass.getuser(), None, None, 0,
        "accepted", None, {}, parts, contracts.versions(), is_kept=False,
    )  # fmt: skip
    return _file_away(home, [(receipt, b"")], again=True)[0]


def _batches(offers: Sequence[Offer]) -> Iterator[list[Offer]]:
    batch: list[Offer] = []
    size = 0
    for offer in offers:
        weight = offer.path.stat().st_size
        if batch and (len(batch) == FILES_AT_ONCE or size + weight > BYTES_AT_ONCE):
            yield batch
            batch, size = [], 0
        batch.append(offer)
        size += weight
    if batch:
        yield batch


def _land_batch(home: Home, offers: Sequence[Offer], *, again: bool) -> Iterator[Landed]:
    """Read and check outside the lock, then keep and number inside it."""
    with ThreadPoolExecutor(READERS) as readers:
        seen = list(readers.map(look_at, [offer.path for offer in offers]))
    outcomes = _check(offers, seen)
    receipts = [
        _receipt(offer, one, parts)
        for offer, one, parts in zip(offers, seen, outcomes, strict=True)
    ]
    contents = [one.data for one in seen]
    yield from _file_away(home, list(zip(receipts, contents, strict=True)), again=again)


def _check(offers: Sequence[Offer], seen: Sequence[Seen]) -> list[tuple[StreamOutcome, ...]]:
    """The outcome of each stream of each offer; none for a file refused at the door."""
    readable = [index for index, one in enumerate(seen) if one.file]
    delivered = [
        Delivered(
            offer.stek_id, offer.month, one.file, frozenset(s.stream for s in one.file.sheets)
        )
        for offer, one in zip(offers, seen, strict=True)
        if one.file
    ]
    outcomes: list[tuple[StreamOutcome, ...]] = [() for _ in offers]
    for examination in examine(delivered):
        for index, outcome in examination.outcomes.items():
            outcomes[readable[index]] += (outcome,)
    return outcomes


def _receipt(offer: Offer, seen: Seen, parts: tuple[StreamOutcome, ...]) -> Receipt:
    reason = seen.refusal.reason if seen.refusal else None
    landed_at = clock.now()
    return Receipt(
        number=0,
        stek_id=offer.stek_id,
        month=offer.month,
        received_at=offer.received_at or landed_at,
        landed_at=landed_at,
        delivered_by=getpass.getuser(),
        file_name=offer.path.name if seen.is_clean else None,
        sha256=seen.sha256,
        size_bytes=len(seen.data),
        outcome=_worst(parts, reason),
        reason=reason,
        where=seen.refusal.where if seen.refusal else {},
        streams=parts,
        contracts=contracts.versions(),
        is_kept=seen.is_clean,
    )


def _worst(parts: Sequence[StreamOutcome], reason: str | None) -> Outcome:
    outcomes = {part.outcome for part in parts}
    if reason or outcomes == {"refused"}:
        return "refused"
    return "accepted" if outcomes <= {"accepted"} else "held_back"


def _file_away(
    home: Home, delivered: Sequence[tuple[Receipt, bytes]], *, again: bool
) -> list[Landed]:
    """Keep each file and number its receipt; the receipt is written last and makes it count."""
    answers = []
    with one_at_a_time(home.landing / ".lock"):
        known = by_place(read_receipts(home))
        number = max((r.number for place in known.values() for r in place), default=0)
        for receipt, data in delivered:
            place = known[receipt.stek_id, receipt.month]
            twin = _twin(receipt, place, again=again)
            if twin is not None:
                answers.append(Landed(twin, is_new=False))
                continue
            number += 1
            numbered = receipt.numbered(number)
            if numbered.is_kept and not numbered.content(home).exists():
                write_whole(numbered.content(home), data)
            write_receipt(home, numbered)
            place.append(numbered)
            answers.append(Landed(numbered, is_new=True))
    return answers


def _twin(receipt: Receipt, place: Sequence[Receipt], *, again: bool) -> Receipt | None:
    """The earlier receipt of the same content in the same place, if nothing changes."""
    same = [
        r for r in place if (r.sha256, r.streams_named) == (receipt.sha256, receipt.streams_named)
    ]
    if not same or not again or not receipt.streams_named:
        return same[-1] if same else None
    latest = max(
        (r for r in place if r.streams_named & receipt.streams_named), key=lambda r: r.order
    )
    return latest if latest in same else None
