"""Sending: the streams of one month as the files that a coordinator makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines import contracts
from pipelines.contracts import Stream
from pipelines.months import Month
from pipelines.sample.csv_files import csv_file
from pipelines.sample.habits import Habit, habit
from pipelines.sample.hiding import with_number
from pipelines.sample.incidents import Incident
from pipelines.sample.mistakes import Slip
from pipelines.sample.ods_files import ods
from pipelines.sample.pages import Hand, dates_of, lists_sheet, page
from pipelines.sample.sheets import Page
from pipelines.sample.stekken import Stek
from pipelines.sample.xlsx_files import xlsx


@dataclass(frozen=True)
class File:
    """One file as sent: where it stands in the tree, its bytes, the day it arrived."""

    path: str
    content: bytes
    received_on: date


@dataclass(frozen=True)
class Sent:
    """A file, its pages, and the row (as seen) of a national register number, if it has one."""

    file: File
    pages: tuple[Page, ...]
    number_row: int | None = None


@dataclass(frozen=True)
class Version:
    """What a Stek sends at one moment, per stream; `suffix` tells a second time apart."""

    stek: Stek
    month: Month
    rows: Mapping[str, pl.DataFrame]
    slips: Mapping[str, tuple[Slip, ...]]
    received_on: date
    suffix: str = ""
    incident: Incident | None = None

    @property
    def folder(self) -> str:
        """Its place in the tree."""
        return f"{self.stek.stek_id}/{self.month}"

    @property
    def streams(self) -> tuple[Stream, ...]:
        """The streams in it, in the order of the contracts."""
        return tuple(stream for stream in contracts.streams() if stream.name in self.rows)


def send(version: Version) -> tuple[Sent, ...]:
    """The files of a version: one workbook, or a CSV file per stream."""
    own = habit(version.stek.stek_id)
    if own.kind == "csv":
        return tuple(_csv(version, own, stream) for stream in version.streams)
    return (_workbook(version, own),)


def _csv(version: Version, own: Habit, stream: Stream) -> Sent:
    hand = Hand(version.stek, version.month, own, dates_of(own, [version.rows[stream.name]]))
    made, number_row = _page(version, hand, stream)
    path = f"{version.folder}/{stream.physical_name}_{version.month}{version.suffix}.csv"
    return Sent(File(path, csv_file(made.sheet, own), version.received_on), (made,), number_row)


def _workbook(version: Version, own: Habit) -> Sent:
    dates = dates_of(own, list(version.rows.values()))
    hand = Hand(version.stek, version.month, own, dates)
    hidden = [_page(version, hand, stream) for stream in version.streams]
    pages = tuple(made for made, _ in hidden)
    sheets = [made.sheet for made in pages]
    if own.has("hidden_sheet"):
        sheets.append(lists_sheet())
    path = f"{version.folder}/{version.stek.stek_id}_{version.month}{version.suffix}.{own.kind}"
    content = xlsx(sheets) if own.kind == "xlsx" else ods(sheets)
    rows = [row for _, row in hidden if row is not None]
    return Sent(File(path, content, version.received_on), pages, rows[0] if rows else None)


def _page(version: Version, hand: Hand, stream: Stream) -> tuple[Page, int | None]:
    """The page of a stream; where that is what goes wrong, with a register number in the visits."""
    made = page(hand, stream, version.rows[stream.name], version.slips.get(stream.name, ()))
    incident = version.incident
    is_place = stream.name == "visits" and made.row_numbers
    if incident is None or incident.hidden_in is None or not is_place:
        return made, None
    return with_number(made, incident.hidden_in)
