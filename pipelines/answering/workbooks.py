"""The returned workbook: the coordinator's own file, marked, behind a list of what to correct."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contracts import Language
from pipelines.files import write_whole
from pipelines.findings.values import Report
from pipelines.reading.grids import Grid
from pipelines.reading.kinds import kind_of
from pipelines.reading.parsing import parse

if TYPE_CHECKING:
    from pipelines.answering.copies import Copy

MOST_CELLS = 1_000_000  # of a plain copy, 400 bytes each in memory; a month holds some thousands


def write_workbook(
    out: Path, report: Report, data: bytes | None, name: str, language: Language
) -> None:
    """Write the answer to a delivery as an xlsx file (see `workbook`)."""
    write_whole(out, workbook(report, data, name, language))


def workbook(report: Report, data: bytes | None, name: str, language: Language) -> bytes:
    """The fullest answer to a delivery that the file allows, as the bytes of an xlsx file.

    `data` is the delivered file called `name`; None when it may not be copied, and then it is the
    list alone. A workbook keeps its own formatting, any other file becomes a workbook of texts; so
    does a workbook that cannot be opened for writing. A file too large for either is answered with
    the list alone: what a person's file does to the library cannot be foreseen.
    """
    for copied in (_own, _plain):
        with suppress(Exception):
            copy = copied(data, name, language) if data is not None else None
            if copy is not None:
                return _marked(report, copy, language)
    return _marked(report, None, language)


def _own(data: bytes, name: str, _: Language) -> Copy | None:
    from pipelines.answering.own_copies import own_copy

    return own_copy(data, _grids(data, name)) if kind_of(data) == "package" else None


def _plain(data: bytes, name: str, language: Language) -> Copy | None:
    from pipelines.answering.plain_copies import plain_copy

    grids = _grids(data, name)
    cells = sum(grid.cells.height * grid.cells.width for grid in grids)
    return plain_copy(grids, language) if 0 < cells <= MOST_CELLS else None


def _grids(data: bytes, name: str) -> list[Grid]:
    from pipelines.answering.copies import own_grids

    return own_grids(parse(data, name).grids)


def _marked(report: Report, copy: Copy | None, language: Language) -> bytes:
    """The bytes of the copy with its marks and its list; without a copy, of the list alone."""
    from pipelines.answering.colours import Painter
    from pipelines.answering.copies import new_book
    from pipelines.answering.lines import lines
    from pipelines.answering.marks import mark
    from pipelines.answering.to_improve import add_first_sheet

    told = lines(report.findings)
    painter = mark(copy, told, language) if copy else Painter()
    book = copy.book if copy else new_book()
    add_first_sheet(book, report, told, copy, painter.swatches, language)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
