"""Rows as they might be recorded, drawn by Hypothesis, and the warehouse that is made of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import duckdb
from hypothesis import settings
from hypothesis import strategies as st

from pipelines.warehouse.models import models
from pipelines.warehouse.tables import run_models
from tests.warehouses import fill

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
BRIEF = settings(max_examples=10, deadline=None)  # what one indicator reads is made in 0.2 s
BRIEFEST = settings(max_examples=5, deadline=None)  # every table: a second

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


def make(database: duckdb.DuckDBPyConnection, rows: Recorded, *indicators: str) -> None:
    """Record these rows and make every table, or those indicators and what they are made from."""
    fill(database, "records.visits", VISITS, rows.visits)
    fill(database, "records.entitlement_checks", CHECKS, rows.checks)
    fill(database, "records.referrals", REFERRALS, rows.referrals)
    database.execute(
        "update records.visits set age_class = '25-44', household_type = 'andere', "
        "income_source = 'werk', housing = 'eigenaar', contact_form = 'ontmoeting'"
    )
    asked = {f"indicators.{name}" for name in indicators}
    for model in reversed(MODELS):
        if model.key in asked:
            asked |= set(model.parents)
    run_models(database, [model for model in MODELS if model.key in asked or not indicators])
