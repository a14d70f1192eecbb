"""From counts at the finest grain to cells: worked out by hand on a few rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import duckdb
import pytest

from pipelines.errors import ContractError
from pipelines.months import Month
from pipelines.warehouse.cells import cells_sql, grains
from pipelines.warehouse.headers import ALL_CATEGORIES, IndicatorHeader, Outcome
from tests.counts import header, words

COUNTED = """
select * from (values
    (date '2026-01-01', 'zaventem', 'igo', 'v', 2, 1),
    (date '2026-01-01', 'zaventem', 'leefloon', 'm', 3, 0),
    (date '2026-02-01', 'zaventem', 'igo', 'v', 1, 1),
    (date '2026-02-01', 'tienen', 'igo', 'm', 5, 5)
) as counted (month, stek_id, recht_code, gender, asked, granted)
"""
COLUMNS = ["month", "stek_id", "recht_code", "gender", "asked", "granted"]
KEY = "period_type, period, stek_id, recht_code, category, outcome, numerator, denominator"


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """Two months and the quarter and year that, here, are made of them alone."""
    with duckdb.connect() as database:
        database.execute("create schema facts")
        database.execute(
            "create table facts.periods as select * from (values "
            "('month', '2026-01', date '2026-01-01'), ('month', '2026-02', date '2026-02-01'), "
            "('quarter', '2026-Q1', date '2026-01-01'), ('quarter', '2026-Q1', date '2026-02-01'), "
            "('year', '2026', date '2026-01-01'), ('year', '2026', date '2026-02-01')"
            ") as periods (period_type, period, month), "
            "lateral (select month as first_month, month as last_month)"
        )
        database.execute("create table facts.deliveries as select date '2026-03-01' as month")
        yield database


def cells(
    database: duckdb.DuckDBPyConnection, of: IndicatorHeader, where: str, sql: str = COUNTED
) -> list[tuple[object, ...]]:
    made = cells_sql(of, sql, database.sql(sql).columns)
    return database.execute(
        f"select {KEY} from ({made}) where outcome = 'granted' and ({where}) order by all"
    ).fetchall()


def test_months_add_up_to_the_periods_and_places_to_their_total(
    database: duckdb.DuckDBPyConnection,
) -> None:
    of = header("month x stek", "quarter x stek x right", "year x right x breakdown")
    assert cells(database, of, "period_type = 'month'") == [
        ("month", "2026-01", "ALL", "ALL", "ALL", "granted", 1, 5),
        ("month", "2026-01", "zaventem", "ALL", "ALL", "granted", 1, 5),
        ("month", "2026-02", "ALL", "ALL", "ALL", "granted", 6, 6),
        ("month", "2026-02", "tienen", "ALL", "ALL", "granted", 5, 5),
        ("month", "2026-02", "zaventem", "ALL", "ALL", "granted", 1, 1),
    ]
    assert cells(database, of, "period_type = 'quarter' and stek_id in ('zaventem', 'ALL')") == [
        ("quarter", "2026-Q1", "ALL", "ALL", "ALL", "granted", 7, 11),
        ("quarter", "2026-Q1", "ALL", "igo", "ALL", "granted", 7, 8),
        ("quarter", "2026-Q1", "ALL", "leefloon", "ALL", "granted", 0, 3),
        ("quarter", "2026-Q1", "zaventem", "ALL", "ALL", "granted", 2, 6),
        ("quarter", "2026-Q1", "zaventem", "igo", "ALL", "granted", 2, 3),
        ("quarter", "2026-Q1", "zaventem", "leefloon", "ALL", "granted", 0, 3),
    ]
    assert cells(database, of, "period_type = 'year' and recht_code <> 'leefloon'") == [
        ("year", "2026", "ALL", "ALL", "ALL", "granted", 7, 11),
        ("year", "2026", "ALL", "ALL", "m", "granted", 5, 8),
        ("year", "2026", "ALL", "ALL", "v", "granted", 2, 3),
        ("year", "2026", "ALL", "igo", "ALL", "granted", 7, 8),
        ("year", "2026", "ALL", "igo", "m", "granted", 5, 5),
        ("year", "2026", "ALL", "igo", "v", "granted", 2, 3),
    ]


def test_only_the_declared_grains_and_their_totals_are_told() -> None:
    assert grains(header("month x stek", "year x right x breakdown")) == (
        ("month", ()),
        ("month", ("stek",)),
        ("year", ()),
        ("year", ("breakdown",)),
        ("year", ("breakdown", "right")),
        ("year", ("right",)),
    )


def test_a_share_of_all_categories_has_their_total_below_it(
    database: duckdb.DuckDBPyConnection,
) -> None:
    share = (Outcome("granted", words("x"), (ALL_CATEGORIES,)), Outcome("asked", words("y")))
    of = replace(header("year x right x breakdown"), outcomes=share)
    assert cells(database, of, "recht_code = 'ALL'") == [
        ("year", "2026", "ALL", "ALL", "ALL", "granted", 7, 7),
        ("year", "2026", "ALL", "ALL", "m", "granted", 5, 7),
        ("year", "2026", "ALL", "ALL", "v", "granted", 2, 7),
    ]


def test_a_row_may_fall_in_several_categories_of_an_overlapping_breakdown(
    database: duckdb.DuckDBPyConnection,
) -> None:
    sql = """
    select month, stek_id, 'igo' as recht_code, gender, asked, granted from (values
        (date '2026-01-01', 'tienen', 'ALL', 4, 3),
        (date '2026-01-01', 'tienen', 'v', 4, 3),
        (date '2026-01-01', 'tienen', 'm', 4, 3)
    ) as counted (month, stek_id, gender, asked, granted)
    """
    of = replace(header("month x breakdown", "month x right"), overlapping=("gender",))
    assert cells(database, of, "recht_code = 'ALL'", sql) == [
        ("month", "2026-01", "ALL", "ALL", "ALL", "granted", 3, 4),
        ("month", "2026-01", "ALL", "ALL", "m", "granted", 3, 4),
        ("month", "2026-01", "ALL", "ALL", "v", "granted", 3, 4),
    ]


def test_persons_counted_once_a_period_come_with_their_period(
    database: duckdb.DuckDBPyConnection,
) -> None:
    sql = (
        "select 'year' as period_type, '2026' as period, 'tienen' as stek_id, 'v' as gender, "
        "3 as asked, 2 as granted"
    )
    of = header("year x stek", "month x stek", "year x breakdown")
    assert cells(database, of, "true", sql) == [
        ("year", "2026", "ALL", "ALL", "ALL", "granted", 2, 3),
        ("year", "2026", "ALL", "ALL", "v", "granted", 2, 3),
        ("year", "2026", "tienen", "ALL", "ALL", "granted", 2, 3),
    ]


def test_an_indicator_that_waits_tells_a_period_only_when_it_is_long_over(
    database: duckdb.DuckDBPyConnection,
) -> None:
    of = replace(header("month x right", "month x breakdown"), waits_months=2)
    assert {row[1] for row in cells(database, of, "true")} == {"2026-01"}


def test_an_indicator_tells_only_the_periods_in_which_it_is_valid(
    database: duckdb.DuckDBPyConnection,
) -> None:
    february = replace(header("month x right", "month x breakdown"), valid_from=_month("2026-02"))
    january = replace(header("month x right", "month x breakdown"), valid_until=_month("2026-01"))
    assert {row[1] for row in cells(database, february, "true")} == {"2026-02"}
    assert {row[1] for row in cells(database, january, "true")} == {"2026-01"}


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        pytest.param([*COLUMNS, "shoe_size"], "'shoe_size'", id="one too many"),
        pytest.param([name for name in COLUMNS if name != "gender"], "'gender'", id="one too few"),
        pytest.param([name for name in COLUMNS if name != "month"], "'period'", id="no period"),
    ],
)
def test_other_columns_than_the_header_asks_are_told(columns: list[str], told: str) -> None:
    of = header("month x right", "month x breakdown")
    with pytest.raises(ContractError, match=told):
        cells_sql(of, COUNTED, columns)


def _month(text: str) -> Month:
    return Month.parse(text)
