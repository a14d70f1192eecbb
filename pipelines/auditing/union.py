"""This release and the earlier ones as one system: whoever reads all of them knows all of it.

A reader takes two releases for the same truth where nothing that they show contradicts. Where a
period of a table was corrected, as is told or as can be seen, what was told of it before is not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl

from pipelines.auditing.knowing import Reading
from pipelines.auditing.propagation import Propagated, propagated
from pipelines.auditing.structure import KEY
from pipelines.auditing.system import Matrix, Real, System, Whole

_TOLD_TOGETHER = ["indicator", "period_type", "period"]
MOST_TRIES = 5


def with_earlier(
    reading: Reading,
    known: Propagated,
    earlier: Sequence[tuple[Reading, frozenset[tuple[str, str]]]],
) -> tuple[Reading, Propagated]:
    """The cells of all releases, this one's first and under the same numbers, and what follows.

    Beside each earlier one the tables and periods that were corrected since.
    """
    for one, corrected in earlier:
        reading, known = _joined(reading, known, one, corrected)
    return reading, known


def _joined(
    reading: Reading,
    known: Propagated,
    earlier: Reading,
    told_corrected: frozenset[tuple[str, str]],
) -> tuple[Reading, Propagated]:
    then = propagated(earlier.system)
    told = earlier.cells.with_columns(then_low=then.system.low, then_high=then.system.high)
    now = reading.cells.with_columns(now_low=known.system.low, now_high=known.system.high)
    is_off = (pl.col("now_low") > pl.col("then_high")) | (pl.col("now_high") < pl.col("then_low"))
    is_told = pl.concat_str("indicator", "period", separator=" ").is_in(
        [" ".join(pair) for pair in told_corrected]
    )
    corrected = now.join(told, on=KEY).filter(is_off | is_told).select(_TOLD_TOGETHER).unique()
    for _ in range(MOST_TRIES):
        trusted = told.join(corrected, on=_TOLD_TOGETHER, how="anti")
        cells, system = _stacked(reading, known, earlier, trusted)
        tried = propagated(system)
        fresh = np.setdiff1d(tried.broken, known.broken)
        if not len(fresh):
            return replace(reading, cells=cells, system=system), tried
        touched = cells[np.unique(system.matrix[fresh].indices).tolist()]
        corrected = pl.concat([corrected, touched.select(_TOLD_TOGETHER)]).unique()
    return reading, known


def _stacked(
    reading: Reading, known: Propagated, earlier: Reading, trusted: pl.DataFrame
) -> tuple[pl.DataFrame, System]:
    """This release's cells and relations, and below them those that only the earlier one has."""
    start = reading.cells.height
    cells = pl.concat([reading.cells, _added(reading.cells, trusted)])
    low, high = _narrowed(cells, known.system, trusted, start)
    places = trusted.select(*KEY, then_id="id").join(cells.select(*KEY, "id"), on=KEY)
    rows = _only_then(earlier.system, places, start)
    now, then = known.system, earlier.system
    system = System(
        low,
        high,
        _above_each_other(now, then, rows, places, cells.height),
        np.concatenate([now.row_low, then.row_low[rows]]),
        np.concatenate([now.row_high, then.row_high[rows]]),
        (*now.row_names, *(f"{name} (earlier)" for name in then.row_names)),
        np.concatenate([now.row_name, then.row_name[rows] + len(now.row_names)]),
    )
    return cells, system


def _added(cells: pl.DataFrame, trusted: pl.DataFrame) -> pl.DataFrame:
    """The cells that only the earlier release tells of, numbered on."""
    new = trusted.join(cells, on=KEY, how="anti").sort(KEY)
    numbers = pl.int_range(cells.height, cells.height + new.height)
    return new.with_columns(
        id=numbers.cast(cells.schema["id"]), low=pl.col("then_low"), high=pl.col("then_high")
    ).select(cells.columns)


def _above_each_other(
    now: System, then: System, rows: Whole, places: pl.DataFrame, count: int
) -> Matrix:
    from scipy.sparse import csr_matrix, vstack

    place = np.full(len(then.low), -1, dtype=np.int64)
    place[places["then_id"].to_numpy()] = places["id"].to_numpy()
    terms = then.matrix[rows].tocoo()
    below = csr_matrix((terms.data, (terms.row, place[terms.col])), shape=(len(rows), count))
    above = csr_matrix(now.matrix)
    above.resize((above.shape[0], count))
    return vstack([above, below]).tocsr()


def _narrowed(
    cells: pl.DataFrame, now: System, trusted: pl.DataFrame, start: int
) -> tuple[Real, Real]:
    both = cells.select(*KEY, "id", "low", "high").join(
        trusted.select(*KEY, "then_low", "then_high"), on=KEY, how="left", maintain_order="left"
    )
    low, high = both["low"].to_numpy().copy(), both["high"].to_numpy().copy()
    low[:start], high[:start] = now.low, now.high
    then_low = both["then_low"].fill_null(-np.inf).to_numpy()
    then_high = both["then_high"].fill_null(np.inf).to_numpy()
    return np.maximum(low, then_low), np.minimum(high, then_high)


def _only_then(then: System, places: pl.DataFrame, start: int) -> Whole:
    """The earlier relations with a cell that this release lacks, and no cell that is not trusted."""
    is_new = np.zeros(len(then.low), dtype=bool)
    is_new[places.filter(pl.col("id") >= start)["then_id"].to_numpy()] = True
    is_trusted = np.zeros(len(then.low), dtype=bool)
    is_trusted[places["then_id"].to_numpy()] = True
    entries = then.matrix.tocoo()
    count = then.matrix.shape[0]
    has_new = np.bincount(entries.row, is_new[entries.col], minlength=count) > 0
    is_whole = np.bincount(entries.row, ~is_trusted[entries.col], minlength=count) == 0
    return np.flatnonzero(has_new & is_whole)
