"""The pieces that a system falls apart into once what is known exactly is taken out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.auditing.propagation import SLACK, activities
from pipelines.auditing.solver import Piece
from pipelines.auditing.system import Matrix, System, Truth, Whole


def pieces(system: System, is_kept: Truth) -> Iterator[tuple[Whole, Piece]]:
    """Each connected piece with its columns; smallest first.

    Relations that are not kept, or that no choice within the bounds can break, bind nothing. A count
    that no relation binds is in no piece.
    """
    least, most = activities(system.matrix, system.low, system.high)
    binds = (least < system.row_low - SLACK) | (most > system.row_high + SLACK)
    rows, columns = np.flatnonzero(binds & is_kept), np.flatnonzero(system.is_free)
    if not len(rows) or not len(columns):
        return
    matrix = system.matrix[rows][:, columns]
    told = system.matrix[rows] @ np.where(system.is_free, 0.0, system.low)
    for group in _connected(matrix):
        own_rows, own = group[group < len(rows)], group[group >= len(rows)] - len(rows)
        if len(own_rows) and len(own):
            chosen = columns[own]
            yield (
                chosen,
                Piece(
                    matrix[own_rows][:, own],
                    system.low[chosen],
                    system.high[chosen],
                    system.row_low[rows[own_rows]] - told[own_rows],
                    system.row_high[rows[own_rows]] - told[own_rows],
                ),
            )


def _connected(matrix: Matrix) -> list[Whole]:
    """The groups of rows, and of columns numbered after them, that hang together; smallest first."""
    from scipy.sparse import bmat
    from scipy.sparse.csgraph import connected_components

    _, label = connected_components(bmat([[None, matrix], [matrix.T, None]]), directed=False)
    in_order = np.argsort(label, kind="stable")
    groups = np.split(in_order, np.flatnonzero(np.diff(label[in_order])) + 1)
    return sorted(groups, key=len)
