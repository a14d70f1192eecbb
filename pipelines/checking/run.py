"""One run of a Great Expectations suite over staged rows: counts only, no values, no files."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import great_expectations as gx
from duckdb_sqlalchemy import ConnectionWrapper
from great_expectations.core import ExpectationValidationResult
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from sqlalchemy.pool import StaticPool

from pipelines.checking.engine import DuckDBSource
from pipelines.checking.suite import suite
from pipelines.contracts import Rule
from pipelines.errors import ContractError

_NO_VALUES = {
    "result_format": "BASIC",
    "partial_unexpected_count": 0,
    "exclude_unexpected_values": True,
}


def broken_rows(
    database: duckdb.DuckDBPyConnection, table: str, rules: Sequence[Rule]
) -> dict[str, int]:
    """How many rows break each rule, by rule, in the order given.

    The rows, at least one, stand in that table of the database. Raises ContractError when
    a rule could not be checked: Great Expectations keeps that in its result and goes on.
    """
    source = _context().data_sources.add_or_update_duckdb(_source(database))
    try:
        asset = source.add_table_asset(table, table_name=table)
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        results = batch.validate(suite(table, rules), result_format=_NO_VALUES).results
    finally:
        source.get_execution_engine().close()
    counts = {_rule(result): _count(result) for result in results}
    return {rule.name: counts[rule.name] for rule in rules}


def _context() -> EphemeralDataContext:
    """A context that writes no file, draws no progress bar and tells nobody."""
    config = DataContextConfig(
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        store_backend_defaults=InMemoryStoreBackendDefaults(),
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def _source(database: duckdb.DuckDBPyConnection) -> DuckDBSource:
    """A source that works through the very connection that has the staged rows."""
    return DuckDBSource(
        name="staged",
        connection_string="duckdb://",
        kwargs={"creator": lambda: ConnectionWrapper(database), "poolclass": StaticPool},
    )


def _rule(result: ExpectationValidationResult) -> str:
    configuration = result.expectation_config
    return str(configuration.meta["rule"]) if configuration and configuration.meta else ""


def _count(result: ExpectationValidationResult) -> int:
    """The rows that break a rule; one result names the count otherwise than the others."""
    found = result.result or {}
    count = found.get("unexpected_count", found.get("observed_value"))
    if not isinstance(count, int):
        # Its message is left out: a database quotes the value that it could not work with.
        raise ContractError(
            f"data_contracts: rule {_rule(result)} could not be checked. "
            "Run the SELECT or the expectation of that rule by hand on its stream."
        )
    return count
