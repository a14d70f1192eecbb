"""Identity: what must never arrive, looked for in everything that is written in a file.

National register and BIS numbers, accounts, telephone numbers, e-mail addresses, columns of names,
addresses or birth dates, postcodes beside an age, and free text: the list of extract-format.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice

import polars as pl

from pipelines.errors import RefusedError
from pipelines.reading.codes import is_known_word
from pipelines.reading.grids import Grid, OtherText, ParsedFile, Place
from pipelines.reading.headers import ROWS_LOOKED_AT, Header
from pipelines.reading.identifiers import SUSPECT, Identifier, identifiers_in
from pipelines.reading.limits import MAX_BYTES
from pipelines.reading.parsing import parse
from pipelines.reading.recognition import recognise
from pipelines.reading.telling_columns import (
    bears_out,
    kinds_called,
    kinds_called_weakly,
    kinds_looked_like,
)

LONGEST_CELL = 32_767  # characters in a cell of Excel; no more is looked through in one go
_OVERLAP = 200  # characters: longer than any identifier
LONGEST_TEXT = 40  # characters: extract-format.md, "free text over 40 characters"
_CELLS_LOOKED_AT = 1_000  # in one column: more of the same adds nothing
_LEAST_SHARE = 0.2
_TOO_LONG = Identifier("free_text")


@dataclass(frozen=True)
class Trace:
    """What was found and where: a kind of delivery.yaml, and a cell, or another place.

    Never what it says. `cell` is empty where the place is no cell or comment.
    """

    kind: str
    sheet: str
    cell: str
    place: Place = "cell"


def find_identity(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> tuple[Trace, ...]:
    """Every trace of a person in a file, its name included; empty for a file that may be kept.

    Errors: RefusedError when the file cannot be looked into (see `parsing.parse`).
    """
    return identity_in(parse(data, name, max_bytes))


def identity_in(file: ParsedFile) -> tuple[Trace, ...]:
    """The same for a file that is parsed already."""
    traces = tuple(dict.fromkeys(_traces(file)))
    placed = {trace.kind for trace in traces if trace.place != "other"}
    # What stands in a cell is found again among the workbook's strings.
    return tuple(trace for trace in traces if trace.place != "other" or trace.kind not in placed)


def _traces(file: ParsedFile) -> Iterator[Trace]:
    for grid in file.grids:
        if grid.cells.height:
            yield from _in_cells(grid)
            yield from _in_columns(grid)
    yield from _in_texts(file.texts)


def _in_texts(texts: Sequence[OtherText]) -> Iterator[Trace]:
    """What could be a code of somebody's own is one when it stands somewhere in the workbook."""
    wholes = pl.Series([text.text for text in texts], dtype=pl.String).str.contains(SUSPECT)
    for text in (texts[index] for index in wholes.arg_true()):
        lines = pl.Series(text.text.splitlines(), dtype=pl.String).unique(maintain_order=True)
        found = (
            identifier
            for line in lines.filter(lines.str.contains(SUSPECT))
            for identifier in _identifiers_in_pieces(line)
            if not (identifier.is_doubtful and text.place == "other")
        )
        for identifier in islice(found, _CELLS_LOOKED_AT):
            yield Trace(identifier.kind, text.sheet, text.cell, text.place)


def _identifiers_in_pieces(line: str) -> Iterator[Identifier]:
    """What is in a line of any length: programs write some without an end."""
    for start in range(0, len(line), LONGEST_CELL):
        yield from identifiers_in(line[max(0, start - _OVERLAP) : start + LONGEST_CELL])


def _in_cells(grid: Grid) -> Iterator[Trace]:
    is_suspect = pl.all().str.contains(SUSPECT)
    columns = [c for c in grid.cells.select(is_suspect.any()).iter_columns() if c.item()]
    for values in (grid.cells[column.name] for column in columns):
        found = list(_found_in(values))
        doubtful = {text for _, text, identifier in found if identifier.is_doubtful}
        codes = _codes(values, doubtful)
        for row, text, identifier in found:
            if not (identifier.is_doubtful and text in codes):
                yield Trace(identifier.kind, grid.title, f"{values.name}{row + 1}")


def _found_in(values: pl.Series) -> Iterator[tuple[int, str, Identifier]]:
    """The row, the text and what it holds; of what is sure, not more than a person can put right."""
    rows = values.str.contains(SUSPECT).arg_true()
    sure = 0
    for row, text in zip(rows, values.gather(rows), strict=True):
        for identifier in identifiers_in(text) if len(text) <= LONGEST_CELL else (_TOO_LONG,):
            sure += not identifier.is_doubtful
            yield row, text, identifier
        if sure >= _CELLS_LOOKED_AT:
            return


def _codes(values: pl.Series, doubtful: Set[str]) -> Set[str]:
    """The texts that are codes of somebody's own: a few of many that are written alike.

    Of any eleven digits 1 or 2 % pass the check of a national number, and one in 200 of ten digits
    begins like a mobile telephone; where such numbers are meant, nearly all do.
    """
    if not doubtful:
        return set()
    alike = _shapes(values).value_counts(name="count")
    counts = dict(alike.iter_rows())
    shapes = dict(zip(doubtful, _shapes(pl.Series(list(doubtful))), strict=True))
    personal = Counter(shapes.values())
    return {text for text, s in shapes.items() if personal[s] < _LEAST_SHARE * counts[s]}


def _shapes(texts: pl.Series) -> pl.Series:
    """How texts are written: a 9 for every digit, an a for every letter."""
    return texts.str.replace_all("[0-9]", "9").str.replace_all(r"\p{L}", "a")


def _in_columns(grid: Grid) -> Iterator[Trace]:
    """The columns that are called or look like something personal; free text in a stream's rows."""
    header = _header(grid)
    if header is None:
        yield from _in_other_sheet(grid)
        return
    top = header.last_row + 1
    below = grid.cells.slice(top)
    names = grid.cells.row(header.last_row)
    called = {**kinds_called_weakly(names), **kinds_called(names)}
    types = {header.columns.get(column.name): column.type for column in header.stream.columns}
    open_columns = [i for i in range(below.width) if types.get(i, "text") == "text"]
    kinds = [
        (below.columns[index], kind)
        for index, kind in called.items()
        if index not in types and bears_out(kind, below.to_series(index))
    ]
    for letter, kind in (*kinds, *kinds_looked_like(below[:, open_columns])):
        yield Trace(kind, grid.title, f"{letter}{top}")
    yield from _free_text(grid.title, top, below)


def _in_other_sheet(grid: Grid) -> Iterator[Trace]:
    """A sheet that is no stream explains things: only what is surely about people counts."""
    for row, names in enumerate(grid.cells.head(ROWS_LOOKED_AT).iter_rows()):
        called = dict(kinds_called(names))
        if called:
            called = {**kinds_called_weakly(names), **called}
        for index, kind in called.items():
            values = grid.cells[grid.cells.columns[index]].slice(row + 1)
            if bears_out(kind, values):
                yield Trace(kind, grid.title, f"{grid.cells.columns[index]}{row + 1}")
    for letter, kind in kinds_looked_like(grid.cells):
        yield Trace(kind, grid.title, f"{letter}1")


def _free_text(sheet: str, top: int, below: pl.DataFrame) -> Iterator[Trace]:
    """Cells of more than a code or a label; a label may be long."""
    longest = below.select(pl.all().str.len_chars().max())
    for letter in (c.name for c in longest.iter_columns() if (c.item() or 0) > LONGEST_TEXT):
        values = below[letter]
        rows = (values.str.len_chars() > LONGEST_TEXT).arg_true().head(_CELLS_LOOKED_AT)
        for row, text in zip(rows, values.gather(rows), strict=True):
            if not is_known_word(text):
                yield Trace("free_text", sheet, f"{letter}{top + row + 1}")


def _header(grid: Grid) -> Header | None:
    try:
        return recognise(grid)
    except RefusedError:  # reading will say so; first everything is looked at
        return None
