"""The contract check of many deliveries at once: which rows may be used, which are held back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pipelines import contracts
from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import Stream
from pipelines.months import Month
from pipelines.reading.casts import cast, day_order
from pipelines.reading.files import DeliveredFile, Sheet


@dataclass(frozen=True)
class Delivered:
    """A file that could be read, whom it is for, and which of its streams are asked about."""

    stek_id: str
    month: Month
    file: DeliveredFile
    streams: frozenset[str]

    @cached_property
    def day_first(self) -> bool | None:
        """Whether the dates of the file have the day first; None when nothing settles it."""
        return day_order(self.file)

    def sheets(self, stream: Stream) -> list[Sheet]:
        """The sheets of a stream; none when it is not asked about."""
        if stream.name not in self.streams:
            return []
        return [sheet for sheet in self.file.sheets if sheet.stream == stream.name]


@dataclass(frozen=True)
class Examination:
    """What the check of one stream found over many deliveries; deliveries go by their index.

    `rows` are the rows that may be used, cast, and `rows_read` all of them; `offenders` says
    delivery, row_number and rule of those that break one; `rules` counts the rows that break each
    rule; `repairs` counts what was put right.
    """

    stream: Stream
    rows: pl.DataFrame
    rows_read: pl.DataFrame
    outcomes: Mapping[int, StreamOutcome]
    rules: Mapping[str, int]
    offenders: pl.DataFrame
    repairs: pl.DataFrame


def examine(deliveries: Sequence[Delivered]) -> Iterator[Examination]:
    """Check deliveries against their contracts: one suite run a stream, however many they are."""
    for stream in contracts.streams():
        staged = _stage(stream, deliveries)
        if staged is not None:
            yield _examine_stream(stream, staged, deliveries)


def no_rows(stream: Stream) -> pl.DataFrame:
    """What the cast of a delivery without rows of that stream gives."""
    names = ["delivery_stek", *(column.name for column in stream.columns)]
    types: dict[str, type[pl.DataType]] = {
        "delivery": pl.UInt32, "row_number": pl.UInt32,
        "delivery_month": pl.Date, "day_first": pl.Boolean,
    }  # fmt: skip
    return cast(stream, pl.DataFrame(schema=types | dict.fromkeys(names, pl.String))).rows


def _stage(stream: Stream, deliveries: Sequence[Delivered]) -> pl.DataFrame | None:
    """The raw rows of one stream, each with its delivery; None when no delivery holds the stream."""
    frames = [
        sheet.rows.select(
            pl.lit(index, pl.UInt32).alias("delivery"),
            "row_number",
            pl.lit(delivered.stek_id).alias("delivery_stek"),
            pl.lit(delivered.month.first_day).alias("delivery_month"),
            pl.lit(delivered.day_first, pl.Boolean).alias("day_first"),
            pl.exclude("row_number"),
        )
        for index, delivered in enumerate(deliveries)
        for sheet in delivered.sheets(stream)
    ]
    return pl.concat(frames) if frames else None


def _examine_stream(
    stream: Stream, staged: pl.DataFrame, deliveries: Sequence[Delivered]
) -> Examination:
    from pipelines.checking.check import check  # Great Expectations takes seconds to import

    read = cast(stream, staged)
    checked = check(stream, read.rows)
    held = _held_back(stream, checked.offenders)
    wrong = dict(held.group_by("delivery").len().iter_rows())
    outcomes = {
        index: _lacking(stream, deliveries[index], rows)
        or _unusable(stream, index, rows, checked.offenders)
        or _outcome(stream, index, rows, wrong.get(index, 0), checked.offenders)
        for index, rows in _row_counts(stream, staged, deliveries).items()
    }
    refused = [index for index, outcome in outcomes.items() if outcome.outcome == "refused"]
    usable = read.rows.filter(~pl.col("delivery").is_in(refused)).join(
        held, on=["delivery", "row_number"], how="anti", maintain_order="left"
    )
    return Examination(
        stream, usable, read.rows, outcomes, checked.counts, checked.offenders, read.repairs
    )


def _row_counts(
    stream: Stream, staged: pl.DataFrame, deliveries: Sequence[Delivered]
) -> dict[int, int]:
    """Rows by delivery; a delivery whose sheet is empty has none, and still speaks of the stream."""
    counted = dict(staged.group_by("delivery").len().iter_rows())
    speaking = (i for i, delivered in enumerate(deliveries) if delivered.sheets(stream))
    return {index: counted.get(index, 0) for index in speaking}


def _held_back(stream: Stream, offenders: pl.DataFrame) -> pl.DataFrame:
    """The rows that break a rule which keeps a row out, once each."""
    keeping_out = [rule.name for rule in stream.rules if rule.severity == "achterhouden"]
    broken = offenders.filter(pl.col("rule").is_in(keeping_out))
    return broken.select("delivery", "row_number").unique()


def _lacking(stream: Stream, delivered: Delivered, rows: int) -> StreamOutcome | None:
    """The refusal of a sheet without a column that must be there; None when all are."""
    for sheet in delivered.sheets(stream):
        for name in sheet.missing:
            where = {"column": name, "sheet": sheet.title}
            return StreamOutcome(stream.name, "refused", rows, rows, "missing_columns", where)
    return None


def _unusable(
    stream: Stream, index: int, rows: int, offenders: pl.DataFrame
) -> StreamOutcome | None:
    """The refusal by a rule that one row is enough to break; None when none is broken."""
    of_delivery = offenders.filter(pl.col("delivery") == index)["rule"].unique()
    for rule in stream.rules:
        if rule.severity == "weigeren" and rule.name in of_delivery:
            return StreamOutcome(stream.name, "refused", rows, rows, rule.name)
    return None


def _outcome(
    stream: Stream, index: int, rows: int, wrong: int, offenders: pl.DataFrame
) -> StreamOutcome:
    if wrong > contracts.delivery_rules().refuse_above_share * rows:
        reason = _reason(offenders.filter(pl.col("delivery") == index), wrong)
        return StreamOutcome(stream.name, "refused", rows, wrong, reason)
    return StreamOutcome(stream.name, "held_back" if wrong else "accepted", rows, wrong)


def _reason(offenders: pl.DataFrame, wrong: int) -> str:
    """Why so many rows are wrong: most speak of another Stek or month, or it is anything else."""
    of_place = contracts.delivery_rules().rules_of_place
    strays = offenders.filter(pl.col("rule").is_in(of_place))["row_number"].n_unique()
    return "wrong_stek_or_month" if strays * 2 > wrong else "too_many_wrong_rows"
