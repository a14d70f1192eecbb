"""Recognition: which stream a sheet is, by its name and by its columns."""

from __future__ import annotations

from functools import lru_cache

from pipelines.contracts import Stream, streams
from pipelines.errors import RefusedError
from pipelines.reading.grids import Grid
from pipelines.reading.headers import ROWS_LOOKED_AT, Header, best_headers, most_convincing
from pipelines.reading.spelling import compact


# Scanning and reading ask it of the same grids, those of one workbook.
@lru_cache(maxsize=8)
def recognise(grid: Grid) -> Header | None:
    """The header of a sheet: of the stream it is named after, unless its columns say another.

    None for a sheet that is no stream. Errors: RefusedError ambiguous_stream, or missing_columns
    when a sheet named after a stream has none of its columns.
    """
    headers = best_headers(grid.cells.head(ROWS_LOOKED_AT + 1).rows())
    named = named_after(grid)
    own = headers.get(named.name) if named else None
    if own is not None and (not own.missing or all(h.missing for h in headers.values())):
        return own
    best = most_convincing(grid.title, headers.values())
    if best is None and named is not None:
        columns = ", ".join(c.physical_name for c in named.columns if c.is_required)
        raise RefusedError("missing_columns", sheet=grid.title, column=columns)
    return best


def named_after(grid: Grid) -> Stream | None:
    """The stream that the sheet is named after, in whatever case and with whatever accents."""
    called = compact(grid.title)
    return next((stream for stream in streams() if compact(stream.physical_name) == called), None)
