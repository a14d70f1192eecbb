"""The worlds of these tests are what clean deliveries give: the same facts, the same tables."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest

from pipelines.disclosure.cells import KEY
from pipelines.home import Home
from pipelines.landing.receipts import months_with_receipts
from pipelines.landing.trees import land_tree
from pipelines.ledger import write_ledger
from pipelines.publication.publishing import protect_tables
from pipelines.records.months import build_months
from pipelines.sample.tree import LAST_MONTH
from pipelines.sample.volume import write_clean
from pipelines.warehouse.models import models
from pipelines.warehouse.tables import build
from tests.effects import worlds

SEED, MONTHS, VISITS = 7, 5, 20  # five, so that somebody was followed for four
FACTS = [model.key for model in models() if model.key.startswith("facts.")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Five months of sixteen Stekken, delivered as files, landed, counted and protected."""
    folder = tmp_path_factory.mktemp("effects")
    write_clean(folder / "sample", months=MONTHS, seed=SEED, visits_per_month=VISITS)
    made = Home(folder / "home")
    for _ in land_tree(made, folder / "sample"):
        pass
    build_months(made, months_with_receipts(made))
    write_ledger(made)
    build(made)
    protect_tables(made)
    return made


@pytest.fixture(scope="module")
def sooner() -> duckdb.DuckDBPyConnection:
    """The same months, without a file."""
    months = LAST_MONTH.plus(1 - MONTHS).until(LAST_MONTH)
    return worlds.warehouse(worlds.records(SEED, months=months, visits_per_month=VISITS))


@pytest.mark.parametrize("key", FACTS)
def test_a_world_without_files_has_the_facts_of_its_deliveries(
    home: Home, sooner: duckdb.DuckDBPyConnection, key: str
) -> None:
    with duckdb.connect(str(home.warehouse), read_only=True) as database:
        delivered = worlds.table(database, key)
    assert delivered.height > 0
    assert told(worlds.table(sooner, key)) == told(delivered)


def test_it_has_the_published_tables_but_for_what_protects_other_figures(
    home: Home, sooner: duckdb.DuckDBPyConnection
) -> None:
    rows = 0
    for one in worlds.released(sooner):
        published = pl.read_parquet(home.candidate / f"{one.header.name}.parquet")
        both = one.table.join(published, on=KEY, how="full", suffix="_published")
        assert both.height == one.table.height == published.height
        is_told = ~pl.col("status_published").is_in(["hidden_to_protect", "hidden"])
        both = both.filter(is_told)
        assert told(both.select("numerator", "status")) == told(
            both.select("numerator_published", "status_published")
        )
        rows += both.drop_nulls("numerator").height
    assert rows > 1000


def told(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    """The rows, in an order of their own."""
    return sorted(frame.iter_rows(), key=str)
