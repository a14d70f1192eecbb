"""Looking: what would become of deliveries, before (or without) anything of them being kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path

import polars as pl

from pipelines import contracts
from pipelines.checking.earlier import Asked
from pipelines.checking.examination import Delivered, Examination, examine, no_rows
from pipelines.checking.outcomes import Outcome, StreamOutcome
from pipelines.checking.questions import Question, ask
from pipelines.errors import RefusedError
from pipelines.home import Home
from pipelines.landing.door import Seen, look_at
from pipelines.landing.frozen import FINAL, is_frozen
from pipelines.landing.roster import check_place
from pipelines.months import Month
from pipelines.reading.sheets import Sheet

NOT_READ = -1  # the index of an offer that could not be read: no examination knows it
READERS = 4  # files looked at side by side: Polars works outside Python's lock


@dataclass(frozen=True)
class Offer:
    """A file that somebody hands in for one Stek and month; `received_at` is None for now.

    `delivered_by` is who handed it in, None for the user that the system knows. `delivered_name` is
    what they call it when the path has a name of our own: it never becomes a path itself.
    """

    path: Path
    stek_id: str
    month: Month
    received_at: datetime | None = None
    delivered_by: str | None = None
    delivered_name: str | None = None

    @property
    def name(self) -> str:
        """What whoever delivers calls the file."""
        return self.path.name if self.delivered_name is None else self.delivered_name


@dataclass(frozen=True)
class Looked:
    """What was found in one offer; `seen` is None for the word that there is nothing to report.

    `examinations` are those of all that was looked at together, where this offer goes by `index`.
    """

    stek_id: str
    month: Month
    seen: Seen | None
    streams: tuple[StreamOutcome, ...]
    questions: tuple[Question, ...] = ()
    examinations: tuple[Examination, ...] = ()
    index: int = NOT_READ

    def sheets(self) -> Iterator[tuple[Examination, Sheet]]:
        """Each sheet of a stream, with the examination that it is in."""
        file = self.seen.file if self.seen else None
        by_stream = {sheet.stream: sheet for sheet in file.sheets} if file else {}
        for examination in self.examinations:
            if examination.stream.name in by_stream:
                yield examination, by_stream[examination.stream.name]

    @property
    def outcome(self) -> Outcome:
        """Accepted when all of it is, refused when nothing of it can be used, else held back."""
        outcomes = {part.outcome for part in self.streams}
        if (self.seen and self.seen.refusal) or outcomes == {"refused"}:
            return "refused"
        return "accepted" if outcomes <= {"accepted"} else "held_back"


def look(home: Home, offers: Sequence[Offer]) -> list[Looked]:
    """Read and check files, all in one suite run a stream, and ask about what is odd.

    Errors: WrongUseError when a Stek is unknown or a month has not begun.
    """
    for offer in offers:
        check_place(home, offer.stek_id, offer.month)
    with ThreadPoolExecutor(READERS) as readers:
        paths, names = [offer.path for offer in offers], [offer.name for offer in offers]
        looked_at = readers.map(look_at, paths, names)
        seen = [
            _unless_final(home, offer.month, one)
            for offer, one in zip(offers, looked_at, strict=True)
        ]
    delivered = [
        Delivered(offer.stek_id, offer.month, one.file, one.file.streams)
        for offer, one in zip(offers, seen, strict=True)
        if one.file
    ]
    examinations = tuple(examine(delivered))
    questions = ask(home, _asked(delivered, examinations), _rows(examinations))
    indexes = count()
    return [
        _looked(offer, one, examinations, questions, next(indexes) if one.file else NOT_READ)
        for offer, one in zip(offers, seen, strict=True)
    ]


def look_for_nothing(home: Home, stek_id: str, month: Month, streams: Sequence[str]) -> Looked:
    """What is found in the word that there is nothing to report: perhaps a question."""
    check_place(home, stek_id, month)
    asked = {stream: [Asked(0, stek_id, month, 0)] for stream in streams}
    parts = tuple(StreamOutcome(stream, "accepted", 0) for stream in streams)
    return Looked(stek_id, month, None, parts, ask(home, asked, _rows(())).get(0, ()))


def _unless_final(home: Home, month: Month, seen: Seen) -> Seen:
    """What was seen; of a month that is final it is refused, and so neither kept nor named."""
    if not is_frozen(home, month):
        return seen
    return replace(seen, file=None, is_clean=False, refusal=seen.refusal or RefusedError(FINAL))


def _looked(
    offer: Offer,
    seen: Seen,
    examinations: tuple[Examination, ...],
    questions: Mapping[int, tuple[Question, ...]],
    index: int,
) -> Looked:
    parts = tuple(e.outcomes[index] for e in examinations if index in e.outcomes)
    return Looked(
        offer.stek_id, offer.month, seen, parts, questions.get(index, ()), examinations, index
    )


def _asked(
    delivered: Sequence[Delivered], examinations: Sequence[Examination]
) -> dict[str, list[Asked]]:
    """What can be used is asked about; a refusal says enough."""
    return {
        examination.stream.name: [
            Asked(index, delivered[index].stek_id, delivered[index].month, outcome.rows)
            for index, outcome in examination.outcomes.items()
            if outcome.outcome != "refused"
        ]
        for examination in examinations
    }


def _rows(examinations: Sequence[Examination]) -> dict[str, pl.DataFrame]:
    read = {examination.stream.name: examination.rows_read for examination in examinations}
    return {s.name: read.get(s.name, no_rows(s)) for s in contracts.streams()}
