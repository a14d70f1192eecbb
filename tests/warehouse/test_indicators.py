"""Laws that every table of the warehouse keeps, whatever was recorded."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.warehouse.headers import IndicatorHeader
from pipelines.warehouse.models import models
from pipelines.warehouse.tables import run_models
from tests.warehouses import empty_warehouse, fill, scratch

MODELS = models()
STEKKEN = ("beringen", "tienen", "zaventem")
VISITS = ("visit_id", "stek_id", "month", "visitor_code", "is_first_contact", "gender")
CHECKS = (
    "check_id", "stek_id", "month", "visitor_code", "right_code", "status_at_start", "reason_1",
    "reason_2",
)  # fmt: skip
REFERRALS = (
    "referral_id", "stek_id", "month", "referral_month", "visitor_code", "right_code", "manner",
    "has_arrived", "outcome", "days_to_outcome",
)  # fmt: skip
ONE_YEAR_AND_A_QUARTER = """
    insert into records.deliveries (
        stek_id, month, stream, status, is_expected, is_reported, is_on_time, rows_taken,
        rows_held_back, rows_at_due
    )
    from (values ('beringen'), ('tienen'), ('zaventem')) as stekken (stek_id)
    cross join (values ('visits'), ('entitlement_checks'), ('referrals')) as streams (stream)
    cross join range(date '2026-01-01', date '2027-04-01', interval 1 month) as months (month)
    select stek_id, month, stream, 'reported', true, true, true, 10, 1, 8
"""
BRIEF = settings(max_examples=10, deadline=None)  # an example makes every table: 0.2 s

Row = tuple[object, ...]


@dataclass(frozen=True)
class Recorded:
    """Rows of three streams; they begin with an id, unique within its Stek and month."""

    visits: tuple[Row, ...]
    checks: tuple[Row, ...]
    referrals: tuple[Row, ...]

    def without(self, stek_id: str) -> Recorded:
        return replace(
            self,
            **{
                name: tuple(r for r in rows if r[1] != stek_id) for name, rows in vars(self).items()
            },
        )

    def shuffled(self, chance: random.Random) -> Recorded:
        return replace(
            self,
            **{name: tuple(chance.sample(rows, len(rows))) for name, rows in vars(self).items()},
        )


def rows_of(*columns: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[Row, ...]]:
    start = (one_of("R1", "R2", "R3"), one_of(*STEKKEN), MONTH)
    rows = st.lists(st.tuples(*start, *columns), max_size=12, unique_by=lambda row: row[:3])
    return rows.map(tuple)


def one_of(*choices: object) -> st.SearchStrategy[object]:
    return st.sampled_from(choices)


MONTH = one_of("2026-01-01", "2026-02-01", "2026-03-01", "2026-07-01")
CODE = one_of("aaa111", "bbb222")
RIGHT = one_of("leefloon", "huurpremie")


recorded = st.builds(
    Recorded,
    visits=rows_of(
        one_of("aaa111", "bbb222", None), st.booleans(), one_of("v", "m")
    ),
    checks=rows_of(
        CODE, RIGHT,
        one_of("ontvangt", "niet_opgenomen", "in_aanvraag", "geen_recht", "onbekend"),
        one_of("schaamte", "te_complex", "niet_gevraagd", None),
        one_of("schaamte", "wachtlijst", "niet_gevraagd", None),
    ),
    referrals=rows_of(
        MONTH, CODE, RIGHT, one_of("koud", "warm_contact"),
        st.booleans(), one_of("toegekend", "deels", "lopend"), st.integers(0, 200),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with empty_warehouse() as database:
        database.execute(ONE_YEAR_AND_A_QUARTER)
        yield database


def make(database: duckdb.DuckDBPyConnection, rows: Recorded) -> None:
    fill(database, "records.visits", VISITS, rows.visits)
    fill(database, "records.entitlement_checks", CHECKS, rows.checks)
    fill(database, "records.referrals", REFERRALS, rows.referrals)
    database.execute(
        "update records.visits set age_class = '25-44', household_type = 'andere', "
        "income_source = 'werk', housing = 'eigenaar', contact_form = 'ontmoeting'"
    )
    run_models(database, MODELS)


def everything(
    database: duckdb.DuckDBPyConnection, rows: Recorded, *, where: str = "true"
) -> dict[str, Counter[Row]]:
    """All rows of all tables that have a Stek."""
    with scratch(database):
        make(database, rows)
        return {
            model.key: Counter(
                database.execute(f"select * from {model.key} where {where}").fetchall()
            )
            for model in MODELS
            if model.key != "facts.periods"
        }


@BRIEF
@given(rows=recorded, chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_stekken_changes_nothing(
    database: duckdb.DuckDBPyConnection, rows: Recorded, chance: random.Random
) -> None:
    assert everything(database, rows.shuffled(chance)) == everything(database, rows)


@BRIEF
@given(rows=recorded)
def test_a_stek_more_changes_no_row_of_another_stek(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    others = "stek_id in ('beringen', 'tienen')"
    before = everything(database, rows.without("zaventem"), where=others)
    assert everything(database, rows, where=others) == before


QUARTER = """
    case period_type
        when 'month' then left(period, 5) || 'Q' || (cast(right(period, 2) as integer) + 2) // 3
        else period
    end
"""
YEAR = "period_type = 'year' and breakdown = 'ALL'"
# What adds up to what, and what the two have in common.
SUMS = {
    "months to their quarter": (
        "period_type = 'month'",
        "period_type = 'quarter'",
        f"{QUARTER}, stek_id, recht_code",
    ),
    "quarters to their year": (
        "period_type = 'quarter'",
        f"{YEAR} and 'ALL' in (stek_id, recht_code)",
        "stek_id, recht_code",
    ),
    "stekken to all of them": (
        "stek_id <> 'ALL'",
        "stek_id = 'ALL' and breakdown = 'ALL' and (period_type = 'year' or recht_code = 'ALL')",
        "period, recht_code",
    ),
    "rights to all of them": (
        "recht_code <> 'ALL'",
        "recht_code = 'ALL' and (period_type = 'year' or stek_id = 'ALL')",
        "period, stek_id, breakdown, category",
    ),
} | {
    f"{breakdown} to the total": (
        f"breakdown = '{breakdown}'",
        f"{YEAR} and stek_id = 'ALL'",
        "period, recht_code",
    )
    for breakdown in ("leeftijdsklasse", "gender", "huishoudtype", "inkomensbron", "woonsituatie")
}


@BRIEF
@given(rows=recorded)
def test_the_cells_of_non_take_up_add_up(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    with scratch(database):
        make(database, rows)
        for law, (parts, wholes, keys) in SUMS.items():
            assert summed(database, keys, parts) == summed(database, keys, wholes), law


def summed(database: duckdb.DuckDBPyConnection, keys: str, where: str) -> Counter[Row]:
    return Counter(
        database.execute(
            f"select {keys}, outcome, sum(numerator), sum(denominator) "
            f"from indicators.non_take_up where {where} group by all"
        ).fetchall()
    )


INDICATORS = {
    model.key: model.header for model in MODELS if isinstance(model.header, IndicatorHeader)
}
# Rows of a total that differ from the sum of their parts, in the words of SQL.
STEKKEN_DIFFER = """
    select count(*) from (
        select period, recht_code, breakdown, category, outcome
        from {table}
        group by all
        having bool_or(stek_id <> 'ALL') and (
            sum(numerator) filter (where stek_id <> 'ALL')
                is distinct from sum(numerator) filter (where stek_id = 'ALL')
            or breakdown = 'ALL' and sum(denominator) filter (where stek_id <> 'ALL')
                is distinct from sum(denominator) filter (where stek_id = 'ALL')
        )
    )
"""
CATEGORIES_DIFFER = """
    select count(*)
    from (
        select period, stek_id, recht_code, outcome, breakdown, sum(numerator) as counted
        from {table}
        where breakdown not in ('ALL', {overlapping})
        group by all
    ) as parts
    left join (from {table} where breakdown = 'ALL') as wholes
    using (period, stek_id, recht_code, outcome)
    where parts.counted is distinct from wholes.numerator
"""


@BRIEF
@given(rows=recorded)
def test_in_every_indicator_stekken_and_categories_add_up_to_their_total(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    with scratch(database):
        make(database, rows)
        for table, header in INDICATORS.items():
            overlapping = ", ".join(f"'{name}'" for name in ("", *header.overlapping))
            for differ in (STEKKEN_DIFFER, CATEGORIES_DIFFER):
                counted = differ.format(table=table, overlapping=overlapping)
                assert database.execute(counted).fetchone() == (0,), table


CATEGORIES_OVERLAP_OR_LEAVE_OUT = """
    select count(*)
    from (
        select period, stek_id, recht_code, outcome, breakdown,
            max(numerator) as largest, sum(numerator) as counted
        from {table}
        where breakdown = '{breakdown}'
        group by all
    ) as parts
    inner join (from {table} where breakdown = 'ALL') as wholes
    using (period, stek_id, recht_code, outcome)
    where wholes.numerator not between parts.largest and parts.counted
"""


@BRIEF
@given(rows=recorded)
def test_where_categories_overlap_the_total_lies_between_the_largest_and_their_sum(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    with scratch(database):
        make(database, rows)
        for table, header in INDICATORS.items():
            for breakdown in header.overlapping:
                counted = CATEGORIES_OVERLAP_OR_LEAVE_OUT.format(table=table, breakdown=breakdown)
                assert database.execute(counted).fetchone() == (0,), table


@BRIEF
@given(rows=recorded)
def test_persons_are_the_different_codes_that_came_to_a_stek_in_the_period(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    came: dict[tuple[str, str], set[object]] = {}
    for _, stek_id, month, visitor_code, *_ in rows.visits:
        quarter = f"2026-Q{(int(str(month)[5:7]) + 2) // 3}"
        for period in (str(month)[:7], quarter, "2026"):
            came.setdefault((str(stek_id), period), set()).update({visitor_code} - {None})
    with scratch(database):
        make(database, rows)
        found = database.execute(
            "select stek_id, period, numerator from indicators.reach "
            "where outcome = 'personen' and stek_id <> 'ALL'"
        ).fetchall()
    assert {(stek_id, period): count for stek_id, period, count in found} == {
        place: len(codes) for place, codes in came.items() if codes
    }


supported = st.builds(
    Recorded,
    visits=st.just(()),
    checks=rows_of(
        st.just("aaa111"), st.just("leefloon"), st.just("niet_opgenomen"), st.just("schaamte"),
        st.none(),
    ),
    referrals=rows_of(
        MONTH, st.just("aaa111"), st.just("leefloon"), st.just("koud"),
        st.booleans(), one_of("toegekend", "geweigerd", "lopend"), st.integers(0, 200),
    ),
)  # fmt: skip


@BRIEF
@given(rows=supported)
def test_no_step_of_the_cascade_is_wider_than_the_one_before(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    steps = ("vastgesteld", "doorverwezen", "aangekomen", "beslist", "toegekend")
    with scratch(database):
        make(database, rows)
        cells = database.execute(
            "select map_from_entries(list((outcome, numerator))) from indicators.referral_cascade "
            "group by period, stek_id, recht_code, breakdown, category"
        ).fetchall()
    for (counts,) in cells:
        inwards = [counts[step] for step in steps]
        assert inwards == sorted(inwards, reverse=True)
