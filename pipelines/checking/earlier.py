"""What the house already holds, shown to the questions of a contract beside what is delivered now.

A question reads: {batch} (`asked_<stream>`), the delivered rows, and what came before in the
schemas house, earlier and month; the header of each contract says what is in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb
import polars as pl

from pipelines import contracts
from pipelines.checking.check import stage_codes
from pipelines.home import Home
from pipelines.months import Month

MONTHS_BACK = 12  # "the Stek's own last twelve months"
_LEAST_MONTHS = 3  # before that nothing is usual


@dataclass(frozen=True)
class Asked:
    """One stream of a delivery that is asked about: whose it is and how many rows it has."""

    delivery: int
    stek_id: str
    month: Month
    n_rows: int


def show(
    database: duckdb.DuckDBPyConnection,
    home: Home,
    asked: Mapping[str, Sequence[Asked]],
    rows: Mapping[str, pl.DataFrame],
) -> None:
    """Show an in-memory database everything that a question may read.

    Args:
        database: An empty one.
        home: Whose records are looked back at.
        asked: By stream, the deliveries asked about; one at least.
        rows: By stream, their cast rows.
    """
    stage_codes(database, chain.from_iterable(one.questions for one in contracts.streams()))
    for schema in ("house", "earlier", "month"):
        database.execute(f"create schema {schema}")
    months = [one.month for one in chain.from_iterable(asked.values())]
    held = min(months).plus(-MONTHS_BACK).until(max(months))
    for stream in contracts.streams():
        _show_asked(database, stream.name, asked.get(stream.name, ()))
        database.register(stream.name, rows[stream.name].to_arrow())
        _show_house(database, stream.name, [home.records_of(stream.name, month) for month in held])
    for stream in contracts.streams():
        _show_before(database, stream.name)
    _show_usual(database)


def _show_asked(database: duckdb.DuckDBPyConnection, stream: str, asked: Sequence[Asked]) -> None:
    lines = [(one.delivery, one.stek_id, one.month.first_day, one.n_rows) for one in asked]
    schema = pl.Schema(
        {
            "delivery": pl.UInt32,
            "delivery_stek": pl.String,
            "delivery_month": pl.Date,
            "n_rows": pl.UInt32,
        }
    )
    frame = pl.DataFrame(lines, schema, orient="row")
    database.register(f"asked_{stream}", frame.to_arrow())


def _show_house(database: duckdb.DuckDBPyConnection, stream: str, paths: Sequence[Path]) -> None:
    """The records of the months looked at; the delivered rows lend them their columns."""
    found = [str(path) for path in paths if path.exists()]
    records = (
        f"union all by name from read_parquet({found!r}, hive_partitioning = false, "
        "union_by_name = true)"
        if found
        else ""
    )
    database.execute(
        f"create view house.{stream} as "
        f"select *, delivery_month as month from {stream} where false {records}"
    )


def _show_before(database: duckdb.DuckDBPyConnection, stream: str) -> None:
    everyone = " union ".join(
        f"select delivery, delivery_stek, delivery_month from asked_{one.name}"
        for one in contracts.streams()
    )
    joined = (
        "select asked.delivery, held.* exclude (delivery, delivery_stek, delivery_month) "
        f"from ({everyone}) as asked inner join house.{stream} as held "
        "on held.stek_id = asked.delivery_stek and held.month "
    )
    database.execute(
        f"create table earlier.{stream} as {joined} between "
        f"asked.delivery_month - interval {MONTHS_BACK} month "
        "and asked.delivery_month - interval 1 month"
    )
    database.execute(
        f"create table month.{stream} as from {stream} union all by name {joined} "
        f"= asked.delivery_month where asked.delivery not in (select delivery from asked_{stream})"
    )


def _show_usual(database: duckdb.DuckDBPyConnection) -> None:
    counted = " union all ".join(
        f"select delivery, '{one.name}' as stream, month, count(*) as n_rows "
        f"from earlier.{one.name} group by delivery, month"
        for one in contracts.streams()
    )
    database.execute(
        "create table earlier.usual as "
        "select delivery, stream, cast(round(median(n_rows)) as integer) as n_rows "
        f"from ({counted}) group by delivery, stream having count(*) >= {_LEAST_MONTHS}"
    )
