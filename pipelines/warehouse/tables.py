"""The warehouse: facts and indicators in one DuckDB file, built beside the old one and swapped in."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from pipelines import contracts
from pipelines.errors import ContractError, StekError
from pipelines.home import CONTRACTS, Home
from pipelines.warehouse.cells import cells_sql
from pipelines.warehouse.headers import FactHeader, IndicatorHeader
from pipelines.warehouse.models import Model, models

MEMORY_LIMIT = "3GB"  # of the 4 GB that a run may take; the rest is Python and the buffers of Arrow

# What the facts read; a stream that nobody delivered is an empty table with these columns.
RECORDS = {
    "visits": "stek_id varchar, month date, visit_id varchar, visitor_code varchar, "
    "is_first_contact boolean, contact_form varchar, age_class varchar, gender varchar, "
    "household_type varchar, income_source varchar, housing varchar, themes varchar[]",
    "entitlement_checks": "stek_id varchar, month date, check_id varchar, visit_id varchar, "
    "visitor_code varchar, right_code varchar, status_at_start varchar, reason_1 varchar, "
    "reason_2 varchar, reason_3 varchar",
    "referrals": "stek_id varchar, month date, referral_id varchar, visitor_code varchar, "
    "right_code varchar, referral_month date, destination varchar, manner varchar, "
    "has_arrived boolean, outcome varchar, days_to_outcome integer, days_followed integer, "
    "amount_month_eur decimal(9, 2), amount_once_eur decimal(9, 2)",
    "signals": "stek_id varchar, month date, signal_id varchar, right_code varchar, "
    "theme varchar, barrier varchar, level varchar, status varchar, count_class varchar",
    "deliveries": "stek_id varchar, month date, stream varchar, status varchar, "
    "is_expected boolean, is_reported boolean, is_on_time boolean, received_on date, due_on date, "
    "rows_taken bigint, rows_held_back bigint, rows_at_due bigint",
}


def build(
    home: Home,
    keys: Collection[str] | None = None,
) -> dict[str, int]:
    """Run the SQL files (all, or those named) and swap the new file in; the rows of each table.

    Tables that are not named are taken over from the file before. What does not fit in memory is
    set aside beside the new file and goes with it.

    Errors: ContractError when a SQL file is wrong or its grain is not unique; the old file stands.
    """
    every = models()
    chosen = [model for model in every if keys is None or model.key in keys]
    kept = [model.key for model in every if model not in chosen]
    home.root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.root, prefix=".warehouse-") as folder:
        beside = Path(folder) / "warehouse.duckdb"
        with duckdb.connect(str(beside), config={"memory_limit": MEMORY_LIMIT}) as database:
            create_schemas(database)
            _read_records(database, home)
            if home.warehouse.exists():
                _take_over(database, home.warehouse, kept)
            rows = run_models(database, chosen)
        beside.replace(home.warehouse)
    return rows


def create_schemas(database: duckdb.DuckDBPyConnection) -> None:
    """The four schemas, and the code lists as tables of text."""
    database.execute("set preserve_insertion_order = false")
    for schema in ("records", "codes", "facts", "indicators"):
        database.execute(f"create schema {schema}")
    for path in sorted((CONTRACTS / "codes").glob("*.csv")):
        database.execute(
            f"create table codes.{path.stem} as from read_csv(?, all_varchar = true, header = true)",
            [str(path)],
        )


def run_models(database: duckdb.DuckDBPyConnection, chosen: Sequence[Model]) -> dict[str, int]:
    """Make each model's table, in the order given; how many rows each has."""
    return {model.key: _run(database, model) for model in chosen}


def _run(database: duckdb.DuckDBPyConnection, model: Model) -> int:
    try:
        database.execute(
            f"create or replace table {model.key} as from (\n{_select(database, model)}\n)"
        )
    except (duckdb.BinderException, duckdb.CatalogException, duckdb.ParserException) as error:
        # Found before a row is read, so it quotes the SQL and no value.
        raise ContractError(f"sql: {model.key}: {error}") from None
    except duckdb.Error as error:
        # This may quote a value; the kind of error and the file are enough to find it.
        raise StekError(f"sql: {model.key} failed with a {type(error).__name__}.") from None
    _refuse_double_rows(database, model)
    counted = database.execute(f"select count(*) from {model.key}").fetchone()
    return int(counted[0]) if counted else 0


def _select(database: duckdb.DuckDBPyConnection, model: Model) -> str:
    """The SELECT of a fact; of an indicator, the one that makes cells of what it counts."""
    if isinstance(model.header, FactHeader):
        return model.sql
    return cells_sql(model.header, model.sql, database.sql(model.sql).columns)


def _refuse_double_rows(database: duckdb.DuckDBPyConnection, model: Model) -> None:
    if isinstance(model.header, IndicatorHeader):
        return  # its cells are grouped by their key
    columns = ", ".join(model.header.grain)
    double = database.execute(
        f"select count(*) from (select 1 from {model.key} group by {columns} having count(*) > 1)"
    ).fetchone()
    if double and double[0]:
        raise ContractError(
            f"sql: {model.key} has {double[0]} times more than one row for the same {columns}: "
            "its header promises one. Correct the SELECT or the grain."
        )


def _read_records(database: duckdb.DuckDBPyConnection, home: Home) -> None:
    """A view on the records of each stream, or an empty table when there are none."""
    for stream in (one.name for one in contracts.streams()):
        files = home.records / stream / "month=*" / "records.parquet"
        has_files = any((home.records / stream).glob("month=*/records.parquet"))
        _show(database, stream, str(files) if has_files else None)
    ledger = home.records / "deliveries.parquet"
    _show(database, "deliveries", str(ledger) if ledger.exists() else None)


def _show(database: duckdb.DuckDBPyConnection, name: str, files: str | None) -> None:
    if files is None:
        database.execute(f"create table records.{name} ({RECORDS[name]})")
    else:
        # By name: the records of a frozen month keep the columns that they were made with.
        database.execute(
            f"create view records.{name} as from read_parquet("
            f"{_quoted(files)}, hive_partitioning = false, union_by_name = true)"
        )


def _take_over(database: duckdb.DuckDBPyConnection, before: Path, keys: Collection[str]) -> None:
    """Copy these tables from the file before, the ones that are there."""
    database.execute(f"attach {_quoted(str(before))} as before (read_only)")
    tables = database.execute(
        "select table_schema || '.' || table_name from information_schema.tables "
        "where table_catalog = 'before'"
    ).fetchall()
    for (key,) in tables:
        if key in keys:
            database.execute(f"create table {key} as from before.{key}")
    database.execute("detach before")


def _quoted(text: str) -> str:
    """A text of SQL, for the places where DuckDB takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
