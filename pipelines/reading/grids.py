"""Grids: what a file holds, before anything is recognised in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import polars as pl

Place = Literal["cell", "comment", "file_name", "properties", "other"]


@dataclass(frozen=True)
class Repair:
    """A kind of repair of data_contracts/delivery.yaml, and how often it was made in a file."""

    kind: str
    column: str | None
    count: int


@dataclass(frozen=True, eq=False)
class Grid:
    """The cells of one sheet as text, from its first row and column; empty cells are null.

    The columns of `cells` are named by their letters, row 1 is the first. A text file is one grid
    without a title. `merged_to` holds the last row (index) of each merged area with a text, which
    stands in all its cells here.
    """

    title: str
    cells: pl.DataFrame = field(repr=False)
    counts_from_1904: bool = False
    merged_to: tuple[int, ...] = ()


@dataclass(frozen=True)
class OtherText:
    """A text of a file that stands in no cell: a comment, a property, the file's name."""

    place: Place
    text: str = field(repr=False)
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, eq=False)
class ParsedFile:
    """Everything that is written in a file: its grids, hidden ones too, and its other texts."""

    grids: tuple[Grid, ...]
    texts: tuple[OtherText, ...] = field(repr=False)
    repairs: tuple[Repair, ...] = ()


@lru_cache(maxsize=1024)
def column_letters(index: int) -> str:
    """The letters of the column with that index, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The index, counted from 0, of the column with those letters.

    >>> column_index("A"), column_index("ZZ")
    (0, 701)
    """
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1
