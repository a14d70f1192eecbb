"""A warehouse in memory for tests: the real SQL files over tables that a test fills by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import duckdb

from pipelines.warehouse.models import models
from pipelines.warehouse.tables import RECORDS, create_schemas, run_models


def empty_warehouse() -> duckdb.DuckDBPyConnection:
    """Every table of the warehouse, typed and empty; the code lists are the real ones."""
    database = duckdb.connect(config={"threads": "1"})  # quicker than two on a few rows
    create_schemas(database)
    for name, columns in RECORDS.items():
        database.execute(f"create table records.{name} ({columns})")
    run_models(database, models())
    return database


@contextmanager
def scratch(database: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Whatever is filled or run inside is gone afterwards."""
    database.begin()
    try:
        yield
    finally:
        database.rollback()


def fill(
    database: duckdb.DuckDBPyConnection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """Put rows in a table; text is read as the type of its column, what is not given is null."""
    names, places = ", ".join(columns), ", ".join("?" for _ in columns)
    for row in rows:
        database.execute(f"insert into {table} ({names}) values ({places})", list(row))
