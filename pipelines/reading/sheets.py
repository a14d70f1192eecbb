"""Sheets: the rows of one stream, taken from a grid below its header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from pipelines.contracts import Stream
from pipelines.errors import RefusedError
from pipelines.reading.data_rows import data_rows
from pipelines.reading.grids import Grid, Repair
from pipelines.reading.headers import Header

_FROM_1904 = 1462  # days between the two calendars of Excel
_DAY_NUMBER = r"^(\d{5})(\.\d+)?$"  # the part of a day is its hour


@dataclass(frozen=True, eq=False)
class Sheet:
    """The rows of one stream in a file, as text.

    `stream` is the name inside the house, `title` the sheet as the person sees it (empty for a
    text file). `rows` holds row_number, as the person sees it, and a column for each of the
    contract's, trimmed, empty cells null. `letters` gives the letter of each delivered column by
    its name in the contract, `missing` the required columns that are not there.
    """

    stream: str
    title: str
    rows: pl.DataFrame = field(repr=False)
    letters: Mapping[str, str]
    repairs: tuple[Repair, ...]
    missing: tuple[str, ...] = ()


def make_sheet(grid: Grid, header: Header, title: str) -> Sheet:
    """The rows below a header, without empty rows, totals and headers that come again.

    Errors: RefusedError duplicate_columns when a column is there twice, ambiguous_stream when
    another table begins below.
    """
    if header.repeated:
        column = next(c for c in header.stream.columns if c.name in header.repeated)
        raise RefusedError("duplicate_columns", sheet=title, column=column.physical_name)
    raw = _below(grid, header)
    trimmed = raw.with_columns(pl.col(pl.String).str.strip_chars().replace("", None))
    rows, skipped = data_rows(trimmed, header, grid, title)
    if grid.counts_from_1904:
        rows = _from_1900(rows, header.stream)
    repairs = (*_header_repairs(grid, header), *skipped, *_trims(raw, trimmed, header))
    return Sheet(
        header.stream.name,
        title,
        _completed(rows, header.stream),
        _letters(grid, header),
        tuple(repair for repair in repairs if repair.count),
        header.missing,
    )


def _letters(grid: Grid, header: Header) -> dict[str, str]:
    delivered = (column for column in header.stream.columns if column.name in header.columns)
    letters = grid.cells.columns
    return {column.physical_name: letters[header.columns[column.name]] for column in delivered}


def _below(grid: Grid, header: Header) -> pl.DataFrame:
    first = header.last_row + 1
    return grid.cells.slice(first).select(
        pl.int_range(first + 1, grid.cells.height + 1, dtype=pl.UInt32).alias("row_number"),
        *(pl.nth(index).alias(name) for name, index in header.columns.items()),
    )


def _header_repairs(grid: Grid, header: Header) -> tuple[Repair, ...]:
    titles = sum(any(row) for row in grid.cells.head(header.first_row).iter_rows())
    used = set(header.columns.values())
    table = grid.cells.slice(header.first_row)
    extra = [
        index
        for index, column in enumerate(table.iter_columns())
        if index not in used and column.null_count() < table.height
    ]
    return (
        Repair("title_rows_skipped", None, titles),
        Repair("header_spelling", None, len(header.respelled)),
        Repair("extra_columns_ignored", None, len(extra)),
        Repair("merged_cells_read", None, sum(row >= header.first_row for row in grid.merged_to)),
    )


def _trims(raw: pl.DataFrame, trimmed: pl.DataFrame, header: Header) -> list[Repair]:
    """How many cells of each column had white space around a text; one of spaces alone is empty."""
    sizes = pl.col(list(header.columns)).str.len_bytes()
    if raw.select(sizes.sum()).equals(trimmed.select(sizes.sum())):
        return []
    shorter = raw.select(sizes) > trimmed.select(sizes)
    return [Repair("spaces_trimmed", name, int(shorter[name].sum())) for name in header.columns]


def _from_1900(rows: pl.DataFrame, stream: Stream) -> pl.DataFrame:
    """Bare day numbers of a workbook that counts from 1904, as the numbers the casts know.

    In a code such a number is a class that Excel took for a date.
    """
    columns = [c.name for c in stream.columns if c.type in ("date", "code")]
    names = pl.col([name for name in columns if name in rows.columns])
    number = names.str.extract(_DAY_NUMBER, 1).str.to_integer() + _FROM_1904
    text = number.cast(pl.String) + names.str.extract(_DAY_NUMBER, 2).fill_null("")
    return rows.with_columns(pl.when(names.str.contains(_DAY_NUMBER)).then(text).otherwise(names))


def _completed(rows: pl.DataFrame, stream: Stream) -> pl.DataFrame:
    """All columns of the contract in its order, those not delivered empty."""
    absent = [c.name for c in stream.columns if c.name not in rows.columns]
    nulls = [pl.lit(None, pl.String).alias(name) for name in absent]
    return rows.with_columns(nulls).select("row_number", *(c.name for c in stream.columns))
