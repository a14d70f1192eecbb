"""Counts and the relations between them, as arrays: low <= x <= high, row_low <= A x <= row_high."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Real: TypeAlias = npt.NDArray[np.float64]
Whole: TypeAlias = npt.NDArray[np.int64]
Truth: TypeAlias = npt.NDArray[np.bool_]
Matrix: TypeAlias = Any  # scipy ships no types

FREE = float("inf")


@dataclass(frozen=True)
class Relation:
    """Relations of one sort: `terms` has `row`, `id`, `coefficient`; rows count from 0.

    The same bounds hold for all rows: 0, or one side of it.
    """

    name: str
    terms: pl.DataFrame
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class System:
    """What a reader knows: bounds by cell id, and relations in CSR form."""

    low: Real
    high: Real
    matrix: Matrix
    row_low: Real
    row_high: Real
    row_names: tuple[str, ...]
    row_name: Whole = field(repr=False)

    @property
    def is_free(self) -> Truth:
        """Which counts are not told exactly."""
        return self.low < self.high


def system_of(low: Real, high: Real, relations: Iterable[Relation]) -> System:
    """The relations stacked above each other."""
    from scipy.sparse import csr_matrix

    rows, ids, coefficients, lows, highs, names = [], [], [], [], [], []
    held = [one for one in relations if one.terms.height]
    start = 0
    for number, relation in enumerate(held):
        count = int(relation.terms["row"].max() or 0) + 1  # type: ignore[arg-type]  # Polars cannot say of what type
        rows.append(relation.terms["row"].to_numpy().astype(np.int64) + start)
        ids.append(relation.terms["id"].to_numpy().astype(np.int64))
        coefficients.append(relation.terms["coefficient"].to_numpy().astype(np.float64))
        lows.append(np.full(count, relation.low))
        highs.append(np.full(count, relation.high))
        names.append(np.full(count, number, dtype=np.int64))
        start += count
    empty = [np.zeros(0)]
    data, place = np.concatenate(coefficients or empty), np.concatenate(rows or empty)
    matrix = csr_matrix((data, (place, np.concatenate(ids or empty))), shape=(start, len(low)))
    matrix.eliminate_zeros()
    return System(
        low,
        high,
        matrix,
        np.concatenate(lows or empty),
        np.concatenate(highs or empty),
        tuple(one.name for one in held),
        np.concatenate(names or [np.zeros(0, dtype=np.int64)]),
    )
