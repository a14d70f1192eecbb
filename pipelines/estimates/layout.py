"""A tidy table laid out as a rectangle, as the statistics want it: series down, one thing across."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.estimates.told import array
from pipelines.statistics.arrays import Flags, Numbers, Places, numbers


@dataclass(frozen=True)
class Layout:
    """Rows of a table with the place of each: which series (`row`), and where in it (`column`).

    `rows` holds the keys of the series and `columns` the values along them, both sorted.
    """

    table: pl.DataFrame
    rows: pl.DataFrame
    columns: tuple[str, ...]
    row: Places
    column: Places

    @classmethod
    def of(cls, table: pl.DataFrame, by: Sequence[str], along: str) -> Layout:
        """One series for each value of `by`, told along a column; each pair stands once."""
        rows = table.select(by).unique().sort(by)
        columns = table.select(along).unique().sort(along)
        placed = table.join(
            rows.with_row_index("row"), on=by, how="left", maintain_order="left"
        ).join(columns.with_row_index("column"), on=along, how="left", maintain_order="left")
        row, column = (placed[name].to_numpy().astype(np.int64) for name in ("row", "column"))
        return cls(table, rows, tuple(columns[along]), row, column)

    def laid(self, values: Numbers | str) -> Numbers:
        """A column as a rectangle (series, along), NaN where the table has no row or no figure."""
        told = array(self.table, values) if isinstance(values, str) else values
        rectangle = np.full((self.rows.height, len(self.columns)), np.nan)
        rectangle[self.row, self.column] = told
        return rectangle

    def told(self, rectangle: Numbers | Flags) -> Numbers:
        """A rectangle, or one figure a series, read back as a column of the table."""
        wide = np.broadcast_to(rectangle, (self.rows.height, len(self.columns)))
        return numbers(wide[self.row, self.column])
