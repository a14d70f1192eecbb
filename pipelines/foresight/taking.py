"""Taking: which rows of deliveries would count, by the very check that makes records of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from pipelines import contracts
from pipelines.checking.examination import Delivered, Examination, examine
from pipelines.foresight.handed import Handed
from pipelines.landing.door import look_at
from pipelines.months import Month
from pipelines.records.coarsening import coarsen


@dataclass(frozen=True, eq=False)
class Taken:
    """What a delivery makes of one stream: its records, and the rows that wait for a correction.

    `records` is None when there are none; a refused stream does not count at all.
    """

    records: pl.DataFrame | None = field(default=None, repr=False)  # no value in a message
    n_held_back: int = 0
    is_refused: bool = False
    is_nothing: bool = False

    @property
    def n_rows(self) -> int:
        """Rows that count."""
        return 0 if self.records is None else self.records.height


ByStream = Mapping[str, Taken]


def taken(
    stek_id: str, month: Month, *successions: Sequence[Handed]
) -> tuple[dict[str, Taken], ...]:
    """By stream, what would count of each of these successions of deliveries, oldest first.

    A later delivery takes the place of an earlier one in the streams that it holds, unless it is
    refused there. All are checked together, in one suite run a stream.
    """
    every = list(dict.fromkeys(one for succession in successions for one in succession))
    found = dict(zip(every, _looked_at(stek_id, month, every), strict=True))
    return tuple(_settled([found[one] for one in succession]) for succession in successions)


def _settled(succession: Sequence[ByStream]) -> dict[str, Taken]:
    stands: dict[str, Taken] = {}
    for delivery in succession:
        for stream, one in delivery.items():
            if not one.is_refused or stream not in stands:
                stands[stream] = one
    return stands


def _looked_at(stek_id: str, month: Month, every: Sequence[Handed]) -> list[ByStream]:
    """What became of each delivery, by stream; in the order given."""
    found: list[dict[str, Taken]] = [{} for _ in every]
    delivered: list[Delivered] = []
    places: list[int] = []
    for place, one in enumerate(every):
        if one.path is None:
            found[place] = dict.fromkeys(one.streams or contracts.STREAMS, Taken(is_nothing=True))
        elif (read := _read(one, stek_id, month)) is not None:
            delivered.append(read)
            places.append(place)
        else:
            found[place] = dict.fromkeys(one.streams or (), Taken(is_refused=True))
    for examination in examine(delivered):
        for index, one_taken in _of(examination):
            found[places[index]][examination.stream.name] = one_taken
    return list(found)


def _read(one: Handed, stek_id: str, month: Month) -> Delivered | None:
    """The file as it is checked, or None when the door would not let it in."""
    file = look_at(one.path, one.name or None).file if one.path else None
    return Delivered(stek_id, month, file, one.streams or file.streams) if file else None


def _of(examination: Examination) -> Iterator[tuple[int, Taken]]:
    name = examination.stream.name
    for index, outcome in examination.outcomes.items():
        rows = examination.rows.filter(pl.col("delivery") == index)
        yield (
            index,
            Taken(
                coarsen(name, rows) if rows.height else None,
                outcome.held_back,
                is_refused=outcome.outcome == "refused",
            ),
        )
