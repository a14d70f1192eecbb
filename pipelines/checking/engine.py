"""Great Expectations on DuckDB, which it has no data source for: through extension points only.

Importing this module imports Great Expectations, which takes seconds: import it where a contract
is checked, not before.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import duckdb_sqlalchemy
import sqlalchemy
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.execution_engine.sqlalchemy_execution_engine import (
    SqlAlchemyExecutionEngine,
)

# SQLAlchemy's ORM and jsonschema, both imported by Great Expectations, keep this module alive past
# the end of the interpreter; DuckDB then prints a page about leaked objects. Emptied, it lets go.
atexit.register(vars(duckdb_sqlalchemy).clear)

_EngineClass = type[SqlAlchemyExecutionEngine]  # in the source below, `type` is a field


class DuckDBEngine(SqlAlchemyExecutionEngine):
    """An engine that keeps to one connection: an in-memory database lives in its connection."""

    @contextmanager
    def get_connection(self) -> Iterator[sqlalchemy.Connection]:
        """The one connection, opened when it is first asked for."""
        if not hasattr(self, "_only"):
            self._only = self.engine.connect()
        yield self._only

    def close(self) -> None:
        """Give the connection back; whoever made the database closes it."""
        if hasattr(self, "_only"):
            self._only.close()


class DuckDBSource(SQLDatasource):
    """A data source that names that engine; importing this class registers it."""

    type: Literal["duckdb"] = "duckdb"  # type: ignore[assignment]  # narrowed on purpose

    @property
    def execution_engine_type(self) -> _EngineClass:
        """The class that Great Expectations makes its engine of."""
        return DuckDBEngine
