"""Parsing: bytes to everything that is written in them, once, for whoever reads or scans it."""

from __future__ import annotations

from functools import lru_cache

from pipelines.errors import RefusedError
from pipelines.reading import text_files, workbooks
from pipelines.reading.extents import MAX_ROWS
from pipelines.reading.grids import OtherText, ParsedFile
from pipelines.reading.kinds import kind_of
from pipelines.reading.limits import MAX_BYTES
from pipelines.reading.margins import other_texts
from pipelines.reading.packages import unpack

MAX_LINES = 2 * MAX_ROWS  # of a text file: some may be empty, or lie within quotes


def parse(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> ParsedFile:
    """Everything written in a file, its name included, whatever kind it is by its content.

    Errors: RefusedError empty_file, too_large, encrypted, unsupported_kind, active_content or
    not_readable.
    """
    return _parse(data, name, max_bytes)


# Scanning a file, reading it and giving it back are calls about the same bytes.
@lru_cache(maxsize=1)
def _parse(data: bytes, name: str, max_bytes: int) -> ParsedFile:
    if len(data) > max_bytes:
        raise RefusedError("too_large")
    # A name of bytes that are no UTF-8, as an old zip program makes, is a name all the same.
    called = OtherText("file_name", name.encode(errors="replace").decode())
    if kind_of(data) == "text":
        if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
            raise RefusedError("too_large")
        grid, repairs = text_files.read_grid(data)
        return ParsedFile((grid,), (called,), repairs)
    package = unpack(data)
    grids = workbooks.read_grids(package)
    return ParsedFile(grids, (called, *other_texts(package)))
