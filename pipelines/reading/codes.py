"""Codes: which code of a list a text means, however it is spelled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipelines.contracts import Code, Column, accepted_codes, code_list, streams
from pipelines.reading.dates import MONTH_NUMBERS, read_date
from pipelines.reading.spelling import is_sign_for_nothing, plain

_LONGEST_SERIES = 2_000  # characters: all codes of the longest list take less
NOT_ASKED = "niet_gevraagd"
_SEVERAL = re.compile(r"[|,;\n]")
_DAY_AND_MONTH_NAME = re.compile(
    r"(\d{1,2})[-/. ]([a-zéû]{3,9})\.?|([a-zéû]{3,9})\.?[-/. ](?:(?:19|20)(?=\d\d$))?(\d{1,2})"
)
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})")


@dataclass(frozen=True)
class CodeReading:
    """The code that a text means, the text itself when it means none; and the repair, if any."""

    code: str | None
    kind: str | None = None


@dataclass(frozen=True)
class Codebook:
    """A column's codes, and every spelling that means one."""

    codes: frozenset[str]
    by_spelling: Mapping[str, CodeReading]
    is_required: bool
    when_empty: str | None

    def read(self, text: str) -> CodeReading:
        """Read one trimmed text as one code of the list."""
        if text in self.codes:
            return CodeReading(text)
        spelling = plain(text)
        reading = self.by_spelling.get(spelling) or self._run_together(spelling)
        if reading is not None:
            return reading
        if not self.is_required and is_sign_for_nothing(text):
            return CodeReading(self.when_empty, "sign_for_nothing")
        return self._from_date(text)

    def read_several(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Read one trimmed text as codes separated by `|`, `,` or `;`: as given, each once.

        Gives the codes and the repairs. A label may hold a comma itself: the whole comes first.
        """
        whole = self.read(text)
        pieces = [piece for part in _SEVERAL.split(text) if (piece := part.strip())]
        readings = [whole] if whole.code in self.codes else [self.read(piece) for piece in pieces]
        codes = tuple(dict.fromkeys(reading.code for reading in readings if reading.code))
        kinds = {reading.kind for reading in readings if reading.kind}
        if len(codes) < len(readings):
            kinds.add("code_twice")
        return codes, tuple(sorted(kinds))

    def _run_together(self, spelling: str) -> CodeReading | None:
        """`KoffieFormulieren`; never with digits, or 14 people would be read as the class 1-4."""
        letters = spelling.replace(" ", "")
        return self.by_spelling.get(letters) if letters.isalpha() else None

    def _from_date(self, text: str) -> CodeReading:
        """`1-4`, which Excel turned into a date: the one code that the date can have been."""
        found = (self.by_spelling.get(typed) for typed in _typed_as(text.casefold()))
        meant = {reading.code for reading in found if reading is not None}
        return CodeReading(meant.pop(), "code_from_date") if len(meant) == 1 else CodeReading(text)


@lru_cache(maxsize=256)
def codebook(column: Column) -> Codebook:
    """The codebook of a coded column."""
    codes = accepted_codes(column)
    names = frozenset(code.code for code in codes)
    is_left_empty = column.is_required or column.is_conditional or NOT_ASKED not in names
    when_empty = None if is_left_empty else NOT_ASKED
    return Codebook(names, spellings(codes), column.is_required, when_empty)


@lru_cache(maxsize=1)
def yes_no() -> Codebook:
    """The codebook of yes and no."""
    codes = code_list("yes_no")
    names = frozenset(code.code for code in codes)
    return Codebook(names, spellings(codes), is_required=True, when_empty=None)


def spellings(codes: tuple[Code, ...]) -> Mapping[str, CodeReading]:
    """Each plain spelling with its code; a code comes before a label, a label before a synonym."""
    names = [(code.code, CodeReading(code.code, "code_spelling")) for code in codes]
    labels = [
        (label, CodeReading(code.code, "code_label"))
        for code in codes
        for label in (code.label.nl, code.label.fr, code.label.en)
    ]
    synonyms = [
        (synonym, CodeReading(code.code, "code_spelling"))
        for code in codes
        for synonym in code.synonyms
    ]
    found: dict[str, CodeReading] = {}
    for written, reading in names + labels + synonyms:
        spelling = plain(written)
        found.setdefault(spelling, reading)
        if spelling.replace(" ", "").isalpha():
            found.setdefault(spelling.replace(" ", ""), reading)
    found.pop("", None)
    return found


def _typed_as(text: str) -> set[str]:
    """What somebody may have typed that Excel shows as this date, spelled plainly.

    >>> sorted(_typed_as("2026-04-01")), sorted(_typed_as("okt/19"))
    (['1 4', '4 1', '4 26'], ['10 19', '19 10'])
    >>> sorted(_typed_as("01/04")), sorted(_typed_as("oktober 2019"))
    (['1 4', '4 1'], ['10 19', '19 10'])
    """
    if match := _DAY_AND_MONTH_NAME.fullmatch(text):
        number, month = int(match[1] or match[4]), MONTH_NUMBERS.get(match[2] or match[3], 0)
        return {f"{number} {month}", f"{month} {number}"}
    if match := _DAY_AND_MONTH.fullmatch(text):
        return {f"{int(match[1])} {int(match[2])}", f"{int(match[2])} {int(match[1])}"}
    reading = read_date(text)
    days = {reading.day_first, reading.month_first} - {None}
    return {
        typed
        for day in days
        if day is not None
        for typed in (
            f"{day.day} {day.month}",
            f"{day.month} {day.day}",
            f"{day.month} {day.year % 100:02d}",
        )
    }


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    columns = [column for stream in streams() for column in stream.columns if column.code_list]
    books = [yes_no(), *(codebook(column) for column in columns)]
    return frozenset(word for book in books for word in book.by_spelling)


def is_known_word(text: str) -> bool:
    """Whether a text is, or is a series of, codes or labels of any of our lists."""
    if len(text) > _LONGEST_SERIES:
        return False
    pieces = [piece for piece in _SEVERAL.split(text) if piece.strip()]
    return plain(text) in _known_words() or all(plain(piece) in _known_words() for piece in pieces)
