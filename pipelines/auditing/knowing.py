"""All that a reader of one release can start from: its cells and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.auditing.cells import cells_of
from pipelines.auditing.knowledge import known
from pipelines.auditing.links import linked
from pipelines.auditing.published import Published
from pipelines.auditing.relations import relations_of
from pipelines.auditing.system import Real, System, system_of


@dataclass(frozen=True)
class Reading:
    """The cells of a release and the system that they stand in.

    `cells` as `cells.cells_of` makes them; the row of a cell is its column in the system.
    `rows` as `knowledge.known` makes them.
    """

    rows: pl.DataFrame
    cells: pl.DataFrame
    system: System


def read_system(published: Published) -> Reading:
    """What the files of one release tell, row by row and together."""
    rows = known(published.rows, published.structure.profile)
    cells = cells_of(rows, published.structure)
    relations = [
        *relations_of(cells, rows, published.structure),
        *linked(cells, published.structure.links),
    ]
    low, high = _bounds(cells)
    return Reading(rows, cells, system_of(low, high, relations))


def _bounds(cells: pl.DataFrame) -> tuple[Real, Real]:
    """Low and high; where two rows contradict each other, as far apart as they are."""
    low, high = cells["low"].to_numpy(), cells["high"].to_numpy()
    return np.minimum(low, high), np.maximum(low, high)
