"""Landing: what is delivered is read, checked, kept as it came, and answered with a receipt."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipelines import clock, contracts
from pipelines.files import one_at_a_time, write_whole
from pipelines.home import Home
from pipelines.landing.frozen import FINAL, check_not_final
from pipelines.landing.looking import Looked, Offer, look, look_for_nothing
from pipelines.landing.receipts import (
    AskedQuestion,
    Receipt,
    by_place,
    read_receipts,
    write_receipt,
)
from pipelines.landing.roster import check_place
from pipelines.months import Month

FILES_AT_ONCE = 400  # landed together: checked in one suite run, done again when killed
BYTES_AT_ONCE = 64_000_000  # and never more than this, which is what memory must hold


@dataclass(frozen=True)
class Landed:
    """The answer to one offer: its receipt, what was found, and whether it was not there already."""

    receipt: Receipt
    looked: Looked
    is_new: bool


def land(home: Home, offers: Sequence[Offer], *, again: bool = True) -> Iterator[Landed]:
    """Land files in order and answer each with its receipt.

    The same file that already stands for its Stek and month changes nothing. With `again` off a
    file that was ever landed for that Stek and month is passed over too: a folder tree may be
    landed twice without its older versions coming back on top.

    A month whose files were removed after their time is final (see `frozen`): a file for it is
    refused and not kept.

    Errors: WrongUseError when a Stek is unknown or a month has not begun, before anything is kept.
    """
    for offer in offers:
        check_place(home, offer.stek_id, offer.month)
    for batch in _batches(offers):
        yield from _land_batch(home, batch, again=again)


def land_nothing(
    home: Home,
    stek_id: str,
    month: Month,
    streams: Sequence[str],
    received_at: datetime | None,
    delivered_by: str | None = None,
) -> Landed:
    """Land the word of a Stek that it has nothing to report for these streams.

    Errors: WrongUseError when the Stek is unknown, or the month has not begun or is final.
    """
    looked = look_for_nothing(home, stek_id, month, streams)
    receipt = _receipt(looked, received_at, delivered_by)
    return _file_away(home, [(receipt, looked)], again=True)[0]


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
    looked = look(home, offers)
    receipts = [
        _receipt(one, offer.received_at, offer.delivered_by, offer.name)
        for one, offer in zip(looked, offers, strict=True)
    ]
    yield from _file_away(home, list(zip(receipts, looked, strict=True)), again=again)


def _receipt(
    looked: Looked, received_at: datetime | None, delivered_by: str | None, name: str | None = None
) -> Receipt:
    """The receipt to be; it has no number yet."""
    seen, landed_at = looked.seen, clock.now()
    refusal = seen.refusal if seen else None
    return Receipt(
        number=0,
        stek_id=looked.stek_id,
        month=looked.month,
        received_at=received_at or landed_at,
        landed_at=landed_at,
        delivered_by=delivered_by or getpass.getuser(),
        file_name=name if seen and seen.is_clean else None,
        sha256=seen.sha256 if seen else None,
        size_bytes=seen.size_bytes if seen else 0,
        outcome=looked.outcome,
        reason=refusal.reason if refusal else None,
        where=refusal.where if refusal else {},
        streams=looked.streams,
        questions=tuple(AskedQuestion(q.rule, q.figure, q.usual) for q in looked.questions),
        contracts=contracts.versions(),
        is_kept=bool(seen and seen.is_clean),
    )


def _file_away(
    home: Home, delivered: Sequence[tuple[Receipt, Looked]], *, again: bool
) -> list[Landed]:
    """Keep each file and number its receipt; the receipt is written last and makes it count."""
    answers = []
    with one_at_a_time(home.landing / ".lock"):
        known = by_place(read_receipts(home))
        number = max((r.number for place in known.values() for r in place), default=0)
        for receipt, looked in delivered:
            place = known[receipt.stek_id, receipt.month]
            twin = _twin(receipt, place, again=again)
            if twin is not None:
                answers.append(Landed(twin, looked, is_new=False))
                continue
            if receipt.is_kept or receipt.is_nothing:
                check_not_final(home, receipt.month)
            number += 1
            numbered = receipt.numbered(number)
            if looked.seen and numbered.is_kept and not numbered.content(home).exists():
                write_whole(numbered.content(home), looked.seen.data)
            write_receipt(home, numbered)
            place.append(numbered)
            answers.append(Landed(numbered, looked, is_new=True))
    return answers


def _twin(receipt: Receipt, place: Sequence[Receipt], *, again: bool) -> Receipt | None:
    """The earlier receipt of the same content in the same place, if nothing changes."""
    is_any = receipt.reason == FINAL  # of a final month no stream is looked at any more
    same = [
        r
        for r in place
        if r.sha256 == receipt.sha256 and (is_any or r.streams_named == receipt.streams_named)
    ]
    if not same or not again or not receipt.streams_named:
        return same[-1] if same else None
    latest = max(
        (r for r in place if r.streams_named & receipt.streams_named), key=lambda r: r.order
    )
    return latest if latest in same else None
