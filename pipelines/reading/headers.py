"""Headers: which row holds the column names, and which stream these belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest

from pipelines.contracts import Column, Stream, streams
from pipelines.errors import RefusedError
from pipelines.reading.spelling import compact

ROWS_LOOKED_AT = 40  # title rows above a header are a handful
LONGEST_NAME = 500  # characters: more is no name, and is not looked at sign by sign
_LEAST_MATCHED = 3  # columns: fewer shared words do not make a row of them a header
_ASIDE = re.compile(r"\([^()]*\)|\*")  # "datum (dd/mm/jjjj)*"
Row = Sequence[str | None]


@dataclass(frozen=True)
class Header:
    """The row (index) where the column names end, and the index of each column of the stream."""

    stream: Stream
    first_row: int
    last_row: int
    columns: Mapping[str, int]
    respelled: frozenset[str]
    repeated: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """The required columns that are not there, by their names in the contract."""
        required = (column for column in self.stream.columns if column.is_required)
        return tuple(c.physical_name for c in required if c.name not in self.columns)

    def is_convincing(self, title: str) -> bool:
        """Whether enough of the columns are there for a header of the stream.

        A workbook also holds sheets of another kind, such as lists to choose from, each headed by
        the column it is for: more is asked of a sheet than of a file.
        """
        required = sum(column.is_required for column in self.stream.columns)
        most_missing = required // 4 if title else required // 2
        return len(self.columns) >= _LEAST_MATCHED and len(self.missing) <= most_missing

    @property
    def score(self) -> tuple[int, int, int, int]:
        """The better header has fewer required columns missing, more found, and fewer rows."""
        rows = self.last_row - self.first_row
        return (-len(self.missing), len(self.columns), -rows, -self.first_row)


def best_headers(rows: Sequence[Row]) -> Mapping[str, Header]:
    """For each stream, by its name, the header that fits it best among the first rows."""
    best: dict[str, Header] = {}
    for header in _candidates(rows[: ROWS_LOOKED_AT + 1]):
        known = best.get(header.stream.name)
        if header.columns and (known is None or header.score > known.score):
            best[header.stream.name] = header
    return best


def most_convincing(title: str, headers: Iterable[Header]) -> Header | None:
    """The header in that sheet that fits best; None when none is more than a chance likeness.

    Errors: RefusedError ambiguous_stream when two streams fit equally well.
    """
    fitting = (header for header in headers if header.is_convincing(title))
    convincing = sorted(fitting, key=lambda header: header.score, reverse=True)
    if len(convincing) > 1 and convincing[0].score == convincing[1].score:
        raise RefusedError("ambiguous_stream", sheet=title)
    return convincing[0] if convincing else None


def _candidates(rows: Sequence[Row]) -> Iterator[Header]:
    """The match of every row up to a complete one; without one, of every two rows together."""
    for index, row in enumerate(rows):
        headers = [_match(stream, index, index, [(cell,) for cell in row]) for stream in streams()]
        yield from headers
        if any(not header.missing for header in headers):
            return
    for index, (upper, lower) in enumerate(pairwise(rows)):
        cells = _over_two_rows(upper, lower)
        yield from (_match(stream, index, index + 1, cells) for stream in streams())


def _match(stream: Stream, first: int, last: int, cells: Sequence[Row]) -> Header:
    """Match cells with columns; each cell has one reading or, over two rows, several."""
    columns: dict[str, int] = {}
    respelled: set[str] = set()
    repeated: set[str] = set()
    for index, readings in enumerate(cells):
        column = next(filter(None, (column_called(stream, text) for text in readings)), None)
        if column is None:
            continue
        is_exact = column.physical_name in readings
        if column.name not in columns or (is_exact and column.name in respelled):
            repeated.discard(column.name)
            columns[column.name] = index
            (respelled.discard if is_exact else respelled.add)(column.name)
        elif is_exact or column.name in respelled:
            repeated.add(column.name)
    return Header(stream, first, last, columns, frozenset(respelled), frozenset(repeated))


def column_called(stream: Stream, text: str | None) -> Column | None:
    """The column that a header cell names, in whatever spelling."""
    if text is None or len(text) > LONGEST_NAME or not text.strip():
        return None
    names = _names(stream.name)
    return names.get(compact(text)) or names.get(compact(_ASIDE.sub(" ", text)))


@lru_cache(maxsize=8)
def _names(stream_name: str) -> Mapping[str, Column]:
    """Each spelling of a column's names; the contract's own name comes first, then its aliases."""
    columns = next(stream for stream in streams() if stream.name == stream_name).columns
    names: dict[str, Column] = {}
    for column in columns:
        names.setdefault(compact(column.physical_name), column)
    for column in columns:
        title = (column.title.nl, column.title.fr, column.title.en)
        for name in (*column.aliases, *title, column.name):
            names.setdefault(compact(name), column)
    names.pop("", None)
    return names


def _over_two_rows(upper: Row, lower: Row) -> list[Row]:
    """What each column may be called when its name is cut over two rows, the upper one merged."""
    readings: list[Row] = []
    above = ""
    for top, bottom in zip_longest(upper, lower):
        above = top or above
        readings.append((f"{above} {bottom or ''}", bottom, top))
    return readings
