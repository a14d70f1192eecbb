"""What two states of one month count otherwise: cells that the publication plan lets out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import duckdb
import polars as pl

from pipelines.disclosure.cells import COUNTS, KEY
from pipelines.disclosure.plan import plan
from pipelines.foresight.taking import Taken
from pipelines.foresight.world import World, known, make, opened
from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import Model
from pipelines.warehouse.parents import parents

ByStream = Mapping[str, Taken]


def differing(
    world: World, before: ByStream, after: ByStream
) -> Iterator[tuple[IndicatorHeader, set[str]]]:
    """Each indicator of which a cell differs, with the periods of these cells.

    Only indicators that read a fact which differs are worked out: that halves the time.
    """
    facts = [model.key for model in known() if not isinstance(model.header, IndicatorHeader)]
    with opened(world, before) as then, opened(world, after) as now:
        make(then, facts)
        make(now, facts)
        moved = {fact for fact in facts if _digest(then, fact) != _digest(now, fact)}
        for model in known():
            header = model.header
            if isinstance(header, IndicatorHeader) and moved & _read_by(model):
                both = pl.concat([_cells(then, model.key, header), _cells(now, model.key, header)])
                other = both.group_by(both.columns).len().filter(pl.col("len") == 1)
                if other.height:
                    yield header, set(other["period"])


def _digest(database: duckdb.DuckDBPyConnection, table: str) -> list[tuple[object, ...]]:
    """The same for the same rows in any order."""
    return database.execute(
        f"select count(*), sum(cast(hash(told) as hugeint)) from {table} as told"
    ).fetchall()


@cache
def _read_by(model: Model) -> frozenset[str]:
    """What the SELECT itself reads; what places its cells in time is the same before and after."""
    return frozenset(parents(model.sql, model.key))


def _cells(database: duckdb.DuckDBPyConnection, key: str, header: IndicatorHeader) -> pl.DataFrame:
    """The cells of an indicator that leave the house and count anything."""
    make(database, [key])
    # The connection still holds the result of what `make` counted last.
    cells = database.cursor().sql(f"from {key}").pl()
    is_any = (pl.col("numerator") != 0) | (pl.col("denominator").fill_null(0) != 0)
    return plan().told(header, cells).select(*KEY, *COUNTS).filter(is_any)
