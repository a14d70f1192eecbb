"""A month of one Stek by itself, in memory: what counts of it, and the SQL files over that.

The ledger of this small world says that every other month was delivered and held nothing, until
long after the last, so that quarters and years are over and no indicator waits.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Final

import duckdb
import polars as pl

from pipelines import contracts
from pipelines.errors import StekError
from pipelines.foresight.taking import Taken
from pipelines.months import Month
from pipelines.warehouse.models import Model, models
from pipelines.warehouse.tables import RECORDS, create_schemas, run_models

# Where it does not fit in memory it fails, for nothing of it may be written down. One thread is the
# quickest for the rows of one month.
_SETTINGS: Final = {"threads": "1", "memory_limit": "1GB", "temp_directory": ""}
_LATER: Final = 4  # months; the longest `waits_months` of sql/indicators, and facts.followed_months
_LEDGER: Final = pl.Schema(
    {
        "stek_id": pl.String, "month": pl.Date, "stream": pl.String, "status": pl.String,
        "is_expected": pl.Boolean, "is_reported": pl.Boolean, "is_on_time": pl.Boolean,
        "rows_taken": pl.Int64, "rows_held_back": pl.Int64,
    }
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """Whose month it is, and the first month that its ledger knows."""

    stek_id: str
    month: Month
    first: Month


@contextmanager
def opened(world: World, counting: Mapping[str, Taken]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory with the records and code lists, and no facts yet.

    Errors: StekError when anything in it fails; what DuckDB says may quote a value and is left out.
    """
    try:
        with duckdb.connect(config={**_SETTINGS}) as database:
            create_schemas(database)
            for stream in contracts.STREAMS:
                _fill(database, stream, counting.get(stream, Taken()).records)
            _fill(database, "deliveries", _ledger(world, counting))
            yield database
    except duckdb.Error as error:
        raise StekError(f"A look ahead failed with a {type(error).__name__}.") from None


def make(database: duckdb.DuckDBPyConnection, keys: Collection[str]) -> None:
    """Make these tables of the warehouse; what they are made from is there, or among them."""
    run_models(database, [model for model in known() if model.key in keys])


@cache
def known() -> tuple[Model, ...]:
    """Every SQL file, each after the ones it reads; read once, like the contracts."""
    return models()


def with_parents(keys: Iterable[str]) -> set[str]:
    """These tables and all that they are made from."""
    parents = {model.key: model.parents for model in known()}
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting.extend(parents.get(key, ()))
    return found


def _fill(database: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame | None) -> None:
    database.execute(f"create table records.{name} ({RECORDS[name]})")
    if rows is not None:
        database.register("given", rows.to_arrow())
        database.execute(f"insert into records.{name} by name from given")
        database.unregister("given")


def _ledger(world: World, counting: Mapping[str, Taken]) -> pl.DataFrame:
    """`records.deliveries`: a line for each month and stream, without days: no figure tells those."""
    last = Month(world.month.year, 12).plus(_LATER)
    lines = [
        (
            world.stek_id,
            month.first_day,
            stream,
            *(_said(counting.get(stream)) if month == world.month else _NOTHING),
        )
        for month in world.first.until(last)
        for stream in contracts.STREAMS
    ]
    return pl.DataFrame(lines, _LEDGER, orient="row")


_Said = tuple[str, bool, bool, bool, int | None, int | None]  # `_LEDGER` from its status on
_NOTHING: Final[_Said] = ("nothing", True, True, True, 0, 0)


def _said(one: Taken | None) -> _Said:
    """As the ledger says it, but that all of it came in time and is called reported.

    Late and corrected are told in no figure, and no figure counts what came in time that does not
    count what came.
    """
    if one is None or one.is_refused:
        return ("refused" if one else "missing", True, False, False, None, None)
    status = "nothing" if one.is_nothing else "reported"
    return (status, True, True, True, one.n_rows, one.n_held_back)
