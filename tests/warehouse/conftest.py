"""A warehouse of a year and a quarter in which everybody reported everything, without records."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from tests.warehouse.recorded import ONE_YEAR_AND_A_QUARTER
from tests.warehouses import empty_warehouse


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with empty_warehouse() as database:
        database.execute(ONE_YEAR_AND_A_QUARTER)
        yield database
