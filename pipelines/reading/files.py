"""Files: the streams that a delivered file holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipelines.contracts import streams
from pipelines.contracts.workbook import is_first_sheet
from pipelines.errors import RefusedError
from pipelines.reading.grids import Grid, ParsedFile, Repair
from pipelines.reading.limits import MAX_BYTES
from pipelines.reading.parsing import parse
from pipelines.reading.recognition import named_after, recognise
from pipelines.reading.sheets import Sheet, make_sheet

__all__ = ["DeliveredFile", "Repair", "Sheet", "read_delivery"]


@dataclass(frozen=True, eq=False)
class DeliveredFile:
    """The streams in a file, each once, and the repairs that reading the file as a whole took."""

    sheets: tuple[Sheet, ...]
    repairs: tuple[Repair, ...]

    @property
    def streams(self) -> frozenset[str]:
        """The streams that it holds, by their names inside the house."""
        return frozenset(sheet.stream for sheet in self.sheets)


def read_delivery(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> DeliveredFile:
    """Read a delivered file of any kind; what it is, is seen from its content, never its name.

    A sheet is the stream it is named after, or else the one its columns fit; other sheets are left
    alone. A sheet may lack required columns: it says so, and the caller decides.

    Errors: RefusedError empty_file, too_large, encrypted, unsupported_kind, active_content,
    not_readable, no_stream_recognised, ambiguous_stream, duplicate_stream, duplicate_columns, or
    missing_columns when a sheet named after a stream has none of its columns.
    """
    return read_parsed(parse(data, name, max_bytes))


def read_parsed(file: ParsedFile) -> DeliveredFile:
    """The same for a file that is parsed already."""
    filled = [grid for grid in file.grids if _is_filled(grid) and not _is_ours(grid)]
    if not filled:
        raise RefusedError("empty_file")
    headers = [(grid, recognise(grid)) for grid in filled]
    sheets = _without_idle_copies(
        [make_sheet(grid, h, grid.title or h.stream.physical_name) for grid, h in headers if h]
    )
    if not sheets:
        raise RefusedError("no_stream_recognised")
    if not any(sheet.rows.height for sheet in sheets):
        raise RefusedError("empty_file")  # a template that nobody filled in is no delivery of zero
    _check_each_once(sheets)
    by_columns = sum(
        bool(grid.title) and named_after(grid) is not header.stream
        for grid, header in headers
        if header
    )
    return DeliveredFile(
        tuple(sheets),
        (
            *file.repairs,
            *_counted("sheet_recognised_by_columns", by_columns),
            *_counted("other_sheets_ignored", len(filled) - len(sheets)),
        ),
    )


def _is_filled(grid: Grid) -> bool:
    return any(column.null_count() < len(column) for column in grid.cells.iter_columns())


def _is_ours(grid: Grid) -> bool:
    """Whether it is the list that we put before a person's sheets in a returned workbook."""
    return is_first_sheet(grid.title, grid.cells.item(0, 0))


def _without_idle_copies(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets without the empty ones of a stream that another sheet holds rows of."""
    busy = {sheet.stream for sheet in sheets if sheet.rows.height}
    return [sheet for sheet in sheets if sheet.rows.height or sheet.stream not in busy]


def _check_each_once(sheets: list[Sheet]) -> None:
    counts = Counter(sheet.stream for sheet in sheets)
    for stream in streams():
        if counts[stream.name] > 1:
            raise RefusedError("duplicate_stream", sheet=stream.physical_name)


def _counted(kind: str, count: int) -> tuple[Repair, ...]:
    return (Repair(kind, None, count),) if count else ()
