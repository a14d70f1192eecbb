"""Laws that every table of the warehouse keeps, whatever was recorded."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from pipelines.warehouse.cells import grains
from pipelines.warehouse.headers import PERIOD_TYPES, IndicatorHeader
from tests.warehouse.recorded import BRIEF, BRIEFEST, MODELS, Recorded, Row, make, recorded
from tests.warehouses import scratch


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


@BRIEFEST
@given(rows=recorded, chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_stekken_changes_nothing(
    database: duckdb.DuckDBPyConnection, rows: Recorded, chance: random.Random
) -> None:
    assert everything(database, rows.shuffled(chance)) == everything(database, rows)


@BRIEFEST
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
    for breakdown in (
        "leeftijdsklasse",
        "gender",
        "huishoudtype",
        "inkomensbron",
        "woonsituatie",
        "contactvorm",
    )
}


@BRIEF
@given(rows=recorded)
def test_the_cells_of_non_take_up_add_up(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    with scratch(database):
        make(database, rows, "non_take_up")
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


@BRIEFEST
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
        make(database, rows, *(h.name for h in INDICATORS.values() if h.overlapping))
        for table, header in INDICATORS.items():
            for breakdown in header.overlapping:
                counted = CATEGORIES_OVERLAP_OR_LEAVE_OUT.format(table=table, breakdown=breakdown)
                assert database.execute(counted).fetchone() == (0,), table


Place = tuple[str, str, str, str, str]


def counts(
    database: duckdb.DuckDBPyConnection, table: str
) -> dict[tuple[str, str], dict[Place, int]]:
    """The numerators of an indicator: by period, then by all else that tells cells apart."""
    found: dict[tuple[str, str], dict[Place, int]] = {}
    for period_type, period, *place, numerator in database.execute(
        "select period_type, period, stek_id, recht_code, breakdown, category, outcome, numerator "
        f"from {table}"
    ).fetchall():
        stek_id, right, breakdown, category, outcome = place
        key = (stek_id, right, breakdown, category, outcome)
        found.setdefault((period_type, period), {})[key] = numerator
    return found


def told(place: Place) -> tuple[str, ...]:
    """The dimensions along which a cell is told, sorted as in `grains`."""
    names = zip(("stek", "right", "breakdown"), place[:3], strict=True)
    return tuple(sorted(name for name, value in names if value != "ALL"))


def holders(period: str) -> tuple[tuple[str, str], ...]:
    """The quarter and the year that a month lies in, or the year that a quarter lies in."""
    year, part = period.split("-")
    if part.startswith("Q"):
        return (("year", year),)
    return (("quarter", f"{year}-Q{(int(part) + 2) // 3}"), ("year", year))


def parts_and_wholes(
    database: duckdb.DuckDBPyConnection, table: str, header: IndicatorHeader
) -> Iterator[tuple[list[int], int]]:
    """Of every cell that is also told by finer periods: the counts of those, and its own."""
    found, declared = counts(database, table), set(grains(header))
    for finer in PERIOD_TYPES[:2]:
        parts: dict[tuple[tuple[str, str], Place], list[int]] = {}
        for (period_type, period), cells in found.items():
            for holder in holders(period) if period_type == finer else ():
                for place, numerator in cells.items():
                    parts.setdefault((holder, place), []).append(numerator)
        for holder, cells in found.items():
            if PERIOD_TYPES.index(holder[0]) > PERIOD_TYPES.index(finer):
                for place, numerator in cells.items():
                    if (finer, told(place)) in declared:
                        yield parts.get((holder, place), [0]), numerator


@BRIEFEST
@given(rows=recorded)
def test_periods_add_up_where_events_are_counted_and_overlap_where_persons_are(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    with scratch(database):
        make(database, rows)
        for table, header in INDICATORS.items():
            for parts, whole in parts_and_wholes(database, table, header):
                if header.over_time == "sum":
                    assert sum(parts) == whole, table
                else:
                    assert max(parts) <= whole <= sum(parts), table


def test_a_person_who_comes_in_two_months_is_one_person_in_their_quarter(
    database: duckdb.DuckDBPyConnection,
) -> None:
    visits = tuple(
        ("B1", "tienen", month, "aaa111", True, "v") for month in ("2026-01-01", "2026-02-01")
    )
    with scratch(database):
        make(database, Recorded(visits, (), ()), "reach", "contacts")
        reach, contacts = "indicators.reach", "indicators.contacts"
        persons = list(parts_and_wholes(database, reach, INDICATORS[reach]))
        of_visits = list(parts_and_wholes(database, contacts, INDICATORS[contacts]))
    assert persons
    assert all((parts, whole) in (([1, 1], 1), ([1], 1)) for parts, whole in persons)
    assert ([1, 1], 2) in of_visits


# The same events, counted by several indicators: the total of the year over all Stekken.
SAME = {
    "visits": {
        "contacts": ["bezoeken"],
        "activities": ["bezoeken"],
        "digital_help": ["bezoeken"],
    },
    "first checks not taken up": {
        "non_take_up": ["niet_opgenomen"],
        "non_take_up_by_ground": ["niet_opgenomen"],
        "reasons": ["hoofdreden"],
        "reasons_mentioned": ["genoemd"],
        "kinds_of_non_take_up": [
            "niet_gekend_of_gevraagd", "niet_gekregen", "niet_aangeboden", "uitgesloten",
            "reden_onbekend",
        ],
        "digital_barrier": ["digitale_drempel", "alleen_andere_redenen", "reden_onbekend"],
    },
    "persons": {"reach": ["personen"], "visit_frequencies": ["personen"]},
}  # fmt: skip


@BRIEF
@given(rows=recorded)
def test_what_several_indicators_count_they_count_alike(
    database: duckdb.DuckDBPyConnection, rows: Recorded
) -> None:
    with scratch(database):
        make(database, rows, *(name for indicators in SAME.values() for name in indicators))
        for what, indicators in SAME.items():
            totals = {
                name: sum(
                    counts(database, f"indicators.{name}")
                    .get(("year", "2026"), {})
                    .get(("ALL", "ALL", "ALL", "ALL", outcome), 0)
                    for outcome in outcomes
                )
                for name, outcomes in indicators.items()
            }
            assert len(set(totals.values())) == 1, f"{what}: {totals}"
