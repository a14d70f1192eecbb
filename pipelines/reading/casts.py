"""Casts: the raw text of many deliveries at once, read as the types of their contract."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from pipelines.contracts import Column, ColumnType, Stream
from pipelines.contracts import stream as stream_named
from pipelines.reading.amounts import read_amount
from pipelines.reading.codes import codebook, yes_no
from pipelines.reading.dates import read_date
from pipelines.reading.files import DeliveredFile
from pipelines.reading.lookups import REPAIRS, ColumnCast, Reading, as_it_is, look_up
from pipelines.reading.spelling import is_sign_for_nothing

KEYS = ("delivery", "row_number", "delivery_stek", "delivery_month")
_LONGEST_SIGN = 6  # bytes: longer texts are not looked at for a sign that there is nothing
_LIKELY_SIGN = r"^[^0-9A-Za-z]+$|^[Nn]"


@dataclass(frozen=True)
class Cast:
    """The typed rows, and the repairs as delivery, kind, column, count."""

    rows: pl.DataFrame = field(repr=False)
    repairs: pl.DataFrame


def cast(stream: Stream, rows: pl.DataFrame) -> Cast:
    """Read the raw columns of one stream as the contract's types, in the same order of rows.

    `rows` holds delivery, row_number, delivery_stek, delivery_month, day_first and the stream's
    columns as text. Out come the keys and typed columns: a code (an unrecognised text stays as it
    was), a list of codes, Boolean, Date, Decimal(9, 2) or text; beside each Boolean, date and
    amount stands `<column>_unread`: there was text and it could not be read.
    """
    values: list[pl.Series] = []
    repairs = [REPAIRS.to_frame()]
    for column in stream.columns:
        read = _CASTS[column.type](column, rows)
        values.append(read.values.alias(column.name))
        if column.type in ("yes_no", "date", "amount"):
            values.append(read.is_unread.alias(f"{column.name}_unread"))
        repairs.append(read.repairs)
    typed = rows.select(KEYS).with_columns(values)
    return Cast(typed, pl.concat(repairs).sort("delivery", "column", "kind"))


def day_order(file: DeliveredFile) -> bool | None:
    """Whether the dates of a file have the day first (True) or the month first (False).

    None when no date settles it, or when some can only be the one and some only the other.
    """
    readings = [
        read_date(text)
        for sheet in file.sheets
        for column in stream_named(sheet.stream).columns
        if column.type == "date"
        for text in sheet.rows[column.name].unique().drop_nulls()
    ]
    is_day_first = any(r.day_first and not r.month_first for r in readings)
    is_month_first = any(r.month_first and not r.day_first for r in readings)
    return is_day_first if is_day_first != is_month_first else None


def _cast_text(column: Column, rows: pl.DataFrame) -> ColumnCast:
    """Ids are not looked at one by one, except the shortest, which may stand for nothing."""
    text = rows[column.name].str.strip_chars()
    signs = [] if column.is_required else _signs(text)
    if not signs:
        return as_it_is(text)
    is_sign = text.is_in(signs)
    found = look_up(column.name, rows.filter(is_sign), (), lambda _: _nothing(), pl.String())
    return ColumnCast(text.set(is_sign, None), text.is_null(), found.repairs)


def _signs(text: pl.Series) -> list[str]:
    short = text.filter(text.str.len_bytes() <= _LONGEST_SIGN)
    likely = short.filter(short.str.contains(_LIKELY_SIGN)).unique()
    return [sign for sign in likely if is_sign_for_nothing(sign)]


def _cast_code(column: Column, rows: pl.DataFrame) -> ColumnCast:
    book = codebook(column)

    def read(text: str) -> Reading:
        reading = book.read(text)
        return Reading(reading.code, (reading.kind,) if reading.kind else ())

    return _filled(look_up(column.name, rows, (), read, pl.String()), book.when_empty)


def _cast_codes(column: Column, rows: pl.DataFrame) -> ColumnCast:
    book = codebook(column)

    def read(text: str) -> Reading:
        codes, kinds = book.read_several(text)
        return Reading(codes or None, kinds)

    read_column = look_up(column.name, rows, (), read, pl.List(pl.String))
    return _filled(read_column, [book.when_empty] if book.when_empty else None)


def _cast_yes_no(column: Column, rows: pl.DataFrame) -> ColumnCast:
    book = yes_no()

    def read(text: str) -> Reading:
        reading = book.read(text)
        if reading.code not in book.codes:
            return _unread(column, text)
        return Reading(reading.code == "ja", ("yes_no_spelling",) if reading.kind else ())

    return look_up(column.name, rows, (), read, pl.Boolean())


def _cast_amount(column: Column, rows: pl.DataFrame) -> ColumnCast:
    def read(text: str) -> Reading:
        reading = read_amount(text)
        if reading.euros is None:
            return _unread(column, text)
        return Reading(reading.euros, reading.kinds)

    return look_up(column.name, rows, (), read, pl.Decimal(9, 2))


def _cast_date(column: Column, rows: pl.DataFrame) -> ColumnCast:
    def read(text: str, day_first: bool | None) -> Reading:  # noqa: FBT001 - as the frame has it
        reading = read_date(text)
        day = reading.settled(day_first=day_first)
        if day is None:
            return _unread(column, text)
        return Reading(day, reading.kinds(day_first=day_first))

    return look_up(column.name, rows, ("day_first",), read, pl.Date())


def _unread(column: Column, text: str) -> Reading:
    """No such thing; where the column may be empty, a sign for nothing is an empty cell."""
    if not column.is_required and is_sign_for_nothing(text):
        return _nothing()
    return Reading(None, is_unread=True)


def _nothing() -> Reading:
    return Reading(None, ("sign_for_nothing",))


def _filled(column: ColumnCast, when_empty: str | list[str] | None) -> ColumnCast:
    """Empty cells given what an empty cell means."""
    if when_empty is None or not column.values.null_count():
        return column
    fill = pl.Series([when_empty], dtype=column.values.dtype)
    return ColumnCast(column.values.fill_null(fill), column.is_unread, column.repairs)


_CASTS: Mapping[ColumnType, Callable[[Column, pl.DataFrame], ColumnCast]] = {
    "text": _cast_text,
    "code": _cast_code,
    "codes": _cast_codes,
    "yes_no": _cast_yes_no,
    "amount": _cast_amount,
    "date": _cast_date,
}
