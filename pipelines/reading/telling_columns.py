"""Telling columns: columns that are called, or look like, what must never arrive.

One name in a list proves little: a column looks like names, addresses or birth dates when half of
its different texts do, and two at least.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import polars as pl

from pipelines.reading.codes import is_known_word
from pipelines.reading.dates import read_date
from pipelines.reading.headers import LONGEST_NAME
from pipelines.reading.spelling import compact, plain
from pipelines.reading.telling_words import COLUMN_NAMES, GIVEN_NAMES, POSTCODES, WEAK_NAMES

_AGE = re.compile(r"leeftijd|geboortejaar|^age|dage$")
_DIGITS = r"\d(?:\D{0,3}\d){7}"  # what a column called after a number must hold
_HOLDS_DIGITS = frozenset({"national_register_number", "telephone", "iban"})
_ROWS_LOOKED_AT = 2_000  # a column shows what it is well before
_TEXTS_LOOKED_AT = 200
_LONGEST_TEXT = 2_000  # bytes: nobody fills a list with longer ones
_STREET = re.compile(
    r"\b\w*(?:straat|laan|steenweg|weg|plein|dreef|lei|kaai|markt|baan|hof|dijk|pad|vest)\s+\d{1,4}[a-z]?\b"
    r"|\b(?:rue|avenue|chauss[ée]e|boulevard|place|clos|all[ée]e)\s.{3,40}\s\d{1,4}\b",
    re.IGNORECASE,
)
# For Polars: words without digits, words and then a number, or the beginning of a date.
_SHAPES = r"^[\p{L} .,'’-]+$|\p{L}\s+\d|^\d{1,4}[-/. ]\d"
_PARTICLES = frozenset(
    ("van", "de", "der", "den", "la", "le", "du", "el", "al", "ben", "bin", "'t")
)
_LATEST_BIRTH = 2015  # children in a Stek's records are rarely younger; deliveries are later
_EARLIEST_BIRTH = 1900


def kinds_called(names: Sequence[str | None]) -> Mapping[int, str]:
    """The columns that are called after what must never arrive, by index.

    "naam" on its own also heads lists of other things, and a postcode tells most beside an age:
    what these are is for `kinds_called_weakly`.
    """
    called = _compact(names)
    return {
        index: kind
        for index, word in called.items()
        for kind, words in COLUMN_NAMES.items()
        if word in words
    }


def kinds_called_weakly(names: Sequence[str | None]) -> Mapping[int, str]:
    """The columns called naam, and those called postcode where another is called age."""
    called = _compact(names)
    has_age = any(_AGE.search(word) for word in called.values())
    found = {index: "name_column" for index, word in called.items() if word in WEAK_NAMES}
    return found | {
        index: "postcode_with_age"
        for index, word in called.items()
        if word in POSTCODES and has_age
    }


def _compact(names: Sequence[str | None]) -> Mapping[int, str]:
    """The names as they compare, by index; what is too long is no name."""
    short = ((i, name) for i, name in enumerate(names) if name and len(name) <= LONGEST_NAME)
    return {index: compact(name) for index, name in short}


def bears_out(kind: str, values: pl.Series) -> bool:
    """Whether a column with such a name holds anything to go with it."""
    if kind in _HOLDS_DIGITS:
        return bool(values.str.contains(_DIGITS).any())
    return any(not is_known_word(text) for text in values.drop_nulls().unique())


def kinds_looked_like(columns: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """The columns that look like something, whatever they are called: letter and kind."""
    shaped = columns.head(_ROWS_LOOKED_AT).select(
        pl.all().str.contains(_SHAPES).mean().fill_null(0)
    )
    for letter in (column.name for column in shaped.iter_columns() if column.item() > 0):
        seen = columns[letter].head(_ROWS_LOOKED_AT).drop_nulls()
        short = seen.filter(seen.str.len_bytes() <= _LONGEST_TEXT)
        texts = short.unique(maintain_order=True).head(_TEXTS_LOOKED_AT).to_list()
        for kind, is_one in _LOOKS.items():
            count = sum(map(is_one, texts))
            if count >= 2 and 2 * count >= len(texts):
                yield letter, kind


def is_address(text: str) -> bool:
    """Whether a text is a street with a number.

    >>> [is_address(text) for text in ("Kerkstraat 12", "rue de la Loi 16", "Sociale huur")]
    [True, True, False]
    """
    return _STREET.search(text) is not None


def is_name(text: str) -> bool:
    """Whether a text is a few capitalised words with a common given name among them.

    >>> [is_name(text) for text in ("Fatima El Amrani", "Peeters, Jan", "Sociale huur", "jan")]
    [True, True, False, False]
    """
    words = text.replace(",", " ").replace(".", " ").split()
    is_short = 1 <= len(words) <= 5
    is_written_so = all(word[0].isupper() or word in _PARTICLES for word in words)
    return is_short and is_written_so and any(plain(word) in GIVEN_NAMES for word in words)


def is_birth_date(text: str) -> bool:
    """Whether a text is a date long before any delivery.

    >>> is_birth_date("18/05/1993"), is_birth_date("18/05/2026")
    (True, False)
    """
    reading = read_date(text.strip())
    day = reading.day_first or reading.month_first
    return day is not None and _EARLIEST_BIRTH <= day.year <= _LATEST_BIRTH


_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "address_column": is_address,
    "name_column": is_name,
    "birth_date": is_birth_date,
}
