"""Which delivery stands for each Stek, month and stream: the latest one that can be used."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import polars as pl

from pipelines import contracts
from pipelines.checking.examination import Delivered, Examination, examine
from pipelines.checking.outcomes import StreamOutcome
from pipelines.errors import RefusedError
from pipelines.home import Home
from pipelines.landing.receipts import Receipt, by_place, candidates
from pipelines.months import Month
from pipelines.reading.files import DeliveredFile, read_delivery

Place = tuple[str, Month, str]  # Stek, month, stream
READERS = 4  # files read side by side: Polars works outside Python's lock


@dataclass
class Standing:
    """The accepted rows of what stands, by stream, and what became of each delivery looked at."""

    frames: dict[str, list[pl.DataFrame]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[int, tuple[StreamOutcome, ...]] = field(default_factory=dict)
    rules_by_month: dict[Month, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def rows(self, stream: str, month: Month) -> pl.DataFrame | None:
        """The accepted rows of a stream and month, cast; None when there are none."""
        parts = [f.filter(pl.col("delivery_month") == month.first_day) for f in self.frames[stream]]
        rows = pl.concat(parts) if parts else None
        return rows if rows is not None and rows.height else None

    def rules(self, month: Month) -> Mapping[str, int]:
        """How many rows of a month break each rule."""
        return dict(sorted(self.rules_by_month[month].items()))

    def note(self, receipt: Receipt, outcome: StreamOutcome) -> None:
        """Remember what became of one stream of a delivery."""
        self.outcomes[receipt.number] = (*self.outcomes.get(receipt.number, ()), outcome)


def settle(home: Home, receipts: Sequence[Receipt]) -> Standing:
    """Check the latest delivery of every place; where that is refused, the one before it."""
    standing = Standing()
    waiting = _candidates(receipts)
    while waiting:
        heads = {place: queue.pop(0) for place, queue in waiting.items()}
        refused = _look_at(home, heads, standing)
        waiting = {place: waiting[place] for place in refused if waiting[place]}
    return standing


def _candidates(receipts: Sequence[Receipt]) -> dict[Place, list[Receipt]]:
    queues = {
        (stek_id, month, stream.name): list(candidates(delivered, stream.name))
        for (stek_id, month), delivered in sorted(by_place(receipts).items())
        for stream in contracts.streams()
    }
    return {place: queue for place, queue in queues.items() if queue}


def _look_at(home: Home, heads: Mapping[Place, Receipt], standing: Standing) -> set[Place]:
    """Check the head of each place's queue; the places whose head was refused."""
    asked: dict[int, set[str]] = defaultdict(set)
    for (_, _, stream), receipt in heads.items():
        asked[receipt.number].add(stream)
    by_number = {receipt.number: receipt for receipt in heads.values()}
    looked_at: list[Receipt] = []
    delivered: list[Delivered] = []
    with ThreadPoolExecutor(READERS) as readers:
        files = readers.map(lambda number: _read(home, by_number[number]), asked)
    for (number, streams), file in zip(asked.items(), files, strict=True):
        receipt = by_number[number]
        if isinstance(file, DeliveredFile):
            looked_at.append(receipt)
            delivered.append(Delivered(receipt.stek_id, receipt.month, file, frozenset(streams)))
        else:
            for stream in sorted(streams):
                standing.note(receipt, _without_rows(stream, file))
    for examination in examine(delivered):
        _take(examination, looked_at, standing)
    return {place for place, receipt in heads.items() if _is_refused(standing, receipt, place[2])}


def _read(home: Home, receipt: Receipt) -> DeliveredFile | RefusedError | None:
    """The kept file again, or why today's reader refuses it; None for nothing to report."""
    if receipt.is_nothing:
        return None
    try:
        return read_delivery(receipt.content(home).read_bytes(), receipt.file_name or "")
    except RefusedError as refused:
        return refused


def _without_rows(stream: str, refused: RefusedError | None) -> StreamOutcome:
    if refused is None:
        return StreamOutcome(stream, "accepted", 0)
    return StreamOutcome(stream, "refused", 0, 0, refused.reason)


def _take(examination: Examination, receipts: Sequence[Receipt], standing: Standing) -> None:
    standing.frames[examination.stream.name].append(examination.rows)
    for index, outcome in examination.outcomes.items():
        standing.note(receipts[index], outcome)
    broken = examination.offenders.group_by("delivery", "rule").len()
    for index, rule, count in broken.iter_rows():
        standing.rules_by_month[receipts[index].month][rule] += count


def _is_refused(standing: Standing, receipt: Receipt, stream: str) -> bool:
    parts = standing.outcomes.get(receipt.number, ())
    return any(part.stream == stream and part.outcome == "refused" for part in parts)
