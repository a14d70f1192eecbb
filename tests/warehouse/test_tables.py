"""The warehouse is built beside the old one, whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.errors import ContractError, StekError
from pipelines.home import Home
from pipelines.warehouse.headers import FactHeader
from pipelines.warehouse.models import Model, models
from pipelines.warehouse.tables import build, run_models
from tests.warehouses import empty_warehouse, fill

OCTOBER = date(2026, 10, 1)


def visit(visit_id: str, visitor_code: str | None = None) -> dict[str, object]:
    traits = ("contact_form", "age_class", "gender", "household_type", "income_source", "housing")
    told = dict.fromkeys(traits, "onbekend")
    return {
        "stek_id": "zaventem", "month": OCTOBER, "visit_id": visit_id,
        "visitor_code": visitor_code, "is_first_contact": True, "themes": ["wonen"], **told,
    }  # fmt: skip


def record(home: Home, *visits: dict[str, object]) -> None:
    """These visits of October, and no others."""
    folder = home.records / "visits" / "month=2026-10"
    folder.mkdir(parents=True, exist_ok=True)
    pl.DataFrame(visits).write_parquet(folder / "records.parquet")


def ask(home: Home, question: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home.warehouse), read_only=True) as database:
        return database.execute(question).fetchall()


def fact(sql: str) -> Model:
    """A fact that is not in sql/, one row per Stek."""
    return Model("facts.tried", FactHeader("tried", "tried", ("stek_id",), "test"), sql, ())


def test_an_empty_home_gives_every_table_typed_and_empty(home: Home) -> None:
    assert build(home) == {model.key: 0 for model in models()}
    types = ask(
        home,
        "select distinct column_name, data_type from information_schema.columns "
        "where table_schema = 'indicators' order by all",
    )
    texts = ("breakdown", "category")
    keys = ("outcome", "period", "period_type", "recht_code", "stek_id")
    assert types == [
        *((name, "VARCHAR") for name in texts),
        ("denominator", "BIGINT"), ("numerator", "BIGINT"),
        *((name, "VARCHAR") for name in keys),
    ]  # fmt: skip


def test_what_was_recorded_is_in_the_facts(home: Home) -> None:
    record(home, visit("B1", "aaa111"), visit("B2"))
    rows = build(home)
    assert (rows["facts.visits"], rows["facts.persons"]) == (2, 1)
    assert ask(home, "select visit_id, visitor_code, year from facts.visits order by 1") == [
        ("B1", "aaa111", 2026),
        ("B2", None, 2026),
    ]


def test_a_subset_is_made_anew_and_the_others_are_kept(home: Home) -> None:
    record(home, visit("B1", "aaa111"))
    build(home)
    record(home, visit("B1", "aaa111"), visit("B2", "bbb222"))
    assert build(home, keys={"facts.visits"}) == {"facts.visits": 2}
    assert ask(home, "select visitor_code from facts.persons") == [("aaa111",)]
    build(home)
    assert ask(home, "select count(*) from facts.persons") == [(2,)]


def test_a_table_that_no_sql_file_makes_any_more_is_not_kept(home: Home) -> None:
    build(home)
    with duckdb.connect(str(home.warehouse)) as database:
        database.execute("create table indicators.given_up as select 1 as numerator")
    build(home)
    with pytest.raises(duckdb.CatalogException):
        ask(home, "from indicators.given_up")


def test_a_home_may_have_a_quote_in_its_name(tmp_path: Path) -> None:
    home = Home(tmp_path / "'t stekje")
    record(home, visit("B1"))
    build(home)
    assert build(home, keys={"facts.persons"}) == {"facts.persons": 0}
    assert ask(home, "select count(*) from facts.visits") == [(1,)]


def test_the_code_lists_are_tables_in_the_warehouse(home: Home) -> None:
    build(home)
    assert ask(home, "select code from codes.yes_no order by code") == [("ja",), ("nee",)]


def test_a_model_that_fails_leaves_the_old_warehouse_as_it_was(home: Home) -> None:
    record(home, visit("B1"))
    build(home)
    before = home.warehouse.read_bytes()
    without_housing = visit("B2")
    del without_housing["housing"]
    record(home, without_housing)
    with pytest.raises(StekError, match=r"facts\.visits"):
        build(home)
    assert home.warehouse.read_bytes() == before
    assert not list(home.root.glob(".warehouse-*"))


def test_rows_that_the_grain_cannot_tell_apart_are_told_and_not_published(home: Home) -> None:
    record(home, visit("B1"), visit("B1"))
    with pytest.raises(ContractError, match=r"facts\.visits has 1 times .* stek_id, month, visit"):
        build(home)
    assert not home.warehouse.exists()


def test_the_error_of_a_failing_model_quotes_no_value() -> None:
    with empty_warehouse() as database:
        fill(database, "records.visits", ("stek_id", "visitor_code"), [("zaventem", "geheim1")])
        asked = fact("select stek_id, cast(visitor_code as integer) as number from records.visits")
        with pytest.raises(StekError, match=r"facts\.tried") as error:
            run_models(database, [asked])
    assert "geheim1" not in str(error.value)
    assert error.value.__suppress_context__, "a traceback would show DuckDB's own words"


def test_a_mistake_in_the_sql_is_told_in_the_words_of_duckdb() -> None:
    with (
        empty_warehouse() as database,
        pytest.raises(ContractError, match=r"facts\.tried: .*visitr_code.* not found"),
    ):
        run_models(database, [fact("select stek_id, visitr_code from records.visits")])


def test_a_comment_at_the_end_of_the_sql_does_no_harm() -> None:
    with empty_warehouse() as database:
        rows = run_models(database, [fact("select stek_id from records.visits -- all of them")])
    assert rows == {"facts.tried": 0}
