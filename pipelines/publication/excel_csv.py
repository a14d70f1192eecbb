"""A table as the CSV that Excel in Belgium opens with a double click."""

from __future__ import annotations

from pathlib import Path

import polars as pl


def write_excel_csv(path: Path, rows: pl.DataFrame) -> None:
    """Write a table with a byte order mark, semicolons, decimal commas and the line ends of Windows.

    Without `sep=;` on top: other programs would read that as a row.
    """
    rows.write_csv(
        path, include_bom=True, separator=";", decimal_comma=True, line_terminator="\r\n"
    )
