"""A released table as its files and metadata need it: rows, what each column means, and its key.

Indicators and estimates look alike from here on; `tables_of` reads both from a released folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

import polars as pl

from pipelines.contracts import Words
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.release import Publication, PublishedEstimate, PublishedIndicator
from pipelines.errors import ContractError
from pipelines.estimates.estimate import column as explained
from pipelines.months import Month
from pipelines.publication.words import column_words

AnyPublished: TypeAlias = PublishedIndicator | PublishedEstimate
# What tells the rows of an estimate apart; each has those of these columns that it needs.
_TELLS_APART: Final = (
    "indicator",
    *KEY,
    "outcome_before",
    "peer_stek_id",
    "manner",
    "held_alike",
    "until_day",
)


@dataclass(frozen=True)
class ColumnOfTable:
    """One column: its name in the files, a short title, what it means, and its kind of value.

    `kind` is `string`, `integer`, `number` or `boolean`.
    """

    name: str
    title: Words
    meaning: Words
    kind: str


@dataclass(frozen=True)
class Table:
    """One table of a release; `of` is its words as release.json has them.

    `key` names the columns that tell its rows apart; it is empty when no columns do.
    """

    of: AnyPublished
    columns: tuple[ColumnOfTable, ...]
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        """What its files are called."""
        return self.of.name

    @property
    def rows(self) -> pl.DataFrame:
        """Its rows, as they are published."""
        return self.of.table

    @property
    def told_columns(self) -> tuple[ColumnOfTable, ...]:
        """Those that differ from row to row: not the name of the table, nor that it is a sample."""
        alike = {"note"} | ({"indicator"} if isinstance(self.of, PublishedIndicator) else set())
        return tuple(one for one in self.columns if one.name not in alike)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and last day that it tells of; None when it has no periods."""
        if "period" not in self.rows.columns:
            return None
        days = [days_of(period) for period in self.rows["period"].unique() if period is not None]
        return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def days_of(period: str) -> tuple[date, date]:
    """The first and last day of a period.

    >>> days_of("2026-Q3")
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    """
    year, _, part = period.partition("-")
    if part.startswith("Q"):
        last = Month(int(year), 3 * int(part[1]))
        return last.plus(-2).first_day, last.last_day
    if part:
        return (month := Month.parse(period)).first_day, month.last_day
    return Month(int(year), 1).first_day, Month(int(year), 12).last_day


def tables_of(publication: Publication) -> tuple[Table, ...]:
    """Every table of a release, indicators first; ContractError when a column is not explained."""
    every: list[AnyPublished] = [*publication.indicators, *publication.estimates]
    return tuple(described(one, tuple(_key(one))) for one in every)


def column_of(name: str, dtype: pl.DataType) -> ColumnOfTable:
    """A column with its words; ContractError when neither its title nor its meaning is written."""
    written = column_words(name)
    if written is not None and written[1] is not None:
        return ColumnOfTable(name, written[0], written[1], _kind(name, dtype))
    meaning = explained(name).meaning
    title = written[0] if written is not None else Words(*(_short(text) for text in _all(meaning)))
    return ColumnOfTable(name, title, meaning, _kind(name, dtype))


def described(of: AnyPublished, key: Sequence[str]) -> Table:
    """A table with what each of its columns means; ContractError when one is not explained."""
    columns = tuple(column_of(name, dtype) for name, dtype in of.table.schema.items())
    return Table(of, columns, tuple(key))


def _key(of: AnyPublished) -> Iterator[str]:
    if isinstance(of, PublishedIndicator):
        return iter(KEY)
    named: list[str] = [name for name in _TELLS_APART if name in of.table.columns]
    is_key = bool(named) and of.table.select(named).is_unique().all()
    return iter(named if is_key and not _has_nulls(of.table, named) else ())


def _has_nulls(table: pl.DataFrame, names: list[str]) -> bool:
    return any(table[name].null_count() for name in names)


def _kind(name: str, dtype: pl.DataType) -> str:
    if dtype == pl.String:
        return "string"
    if dtype == pl.Boolean:
        return "boolean"
    if dtype.is_integer():
        return "integer"
    if dtype.is_float():
        return "number"
    raise ContractError(f"{name}: a column of a release is text, a number, or true or false.")


def _all(text: Words) -> tuple[str, str, str]:
    return text.nl, text.fr, text.en


def _short(meaning: str) -> str:
    """The first part of a meaning, without its full stop: what a heading has room for."""
    return re.split("[;:]", meaning, maxsplit=1)[0].strip().rstrip(".").strip()
