"""Laws of what is told about referrals, whatever was recorded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contracts import code_list
from pipelines.warehouse.models import models
from pipelines.warehouse.tables import run_models
from tests.warehouses import empty_warehouse, fill, scratch

COLUMNS = (
    "referral_id", "stek_id", "month", "referral_month", "visitor_code", "right_code",
    "destination", "manner", "has_arrived", "outcome", "days_to_outcome", "days_followed",
)  # fmt: skip
MODELS = [
    model
    for model in models()
    if model.key
    in {
        "facts.deliveries", "facts.periods", "facts.referrals", "facts.first_checks",
        "facts.followed_months", "facts.supported_checks", "indicators.responsiveness",
        "indicators.warm_referral",
        "indicators.time_to_right", "indicators.refusals_and_drop_out",
        "indicators.referral_cascade", "indicators.take_up_after_support",
    }
]  # fmt: skip
TWO_STEKKEN_AND_SIXTEEN_MONTHS = """
    insert into records.deliveries (stek_id, month, stream, status, is_expected, is_reported)
    from (values ('tienen'), ('zaventem')) as stekken (stek_id)
    cross join range(date '2026-01-01', date '2027-05-01', interval 1 month) as months (month)
    select stek_id, month, 'referrals', 'reported', true, true
"""
ENDED = ("toegekend", "deels", "geweigerd", "stopgezet")
GROUP = "period, stek_id, recht_code, breakdown, category"

DAYS = st.sampled_from((0, 14, 20, 30, 31, 60, 61, 90, 91, 180, 365, 366, 500))

Row = tuple[object, ...]


def one_of(*choices: object) -> st.SearchStrategy[object]:
    return st.sampled_from(choices)


@st.composite
def referrals(draw: st.DrawFn) -> list[Row]:
    """Referrals of the first half of a year, each told once, ended or pending."""
    rows: list[Row] = []
    for number in range(draw(st.integers(0, 30))):
        month = draw(one_of("2026-01-01", "2026-02-01", "2026-03-01"))
        outcome, days = draw(one_of(*ENDED, "lopend", "onbekend")), draw(DAYS)
        rows.append(
            (
                f"D{number}", draw(one_of("tienen", "zaventem")), month, month,
                draw(one_of("aaa111", "bbb222", None)), draw(one_of("leefloon", "huurpremie")),
                draw(one_of("ocmw", "woonmaatschappij")),
                draw(one_of("koud", "warm_contact", "warm_begeleid", "onbekend")),
                draw(st.booleans()), outcome,
                None if outcome == "lopend" else days, days if outcome == "lopend" else None,
            )
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with empty_warehouse() as database:
        database.execute(TWO_STEKKEN_AND_SIXTEEN_MONTHS)
        checks = [
            (f"C{number}", stek_id, "2026-02-01", code, right, "niet_opgenomen")
            for number, (stek_id, code, right) in enumerate(
                (stek_id, code, right)
                for stek_id in ("tienen", "zaventem")
                for code in ("aaa111", "bbb222")
                for right in ("leefloon", "huurpremie")
            )
        ]
        names = ("check_id", "stek_id", "month", "visitor_code", "right_code", "status_at_start")
        fill(database, "records.entitlement_checks", names, checks)
        yield database


def exceptions(database: duckdb.DuckDBPyConnection, rows: Sequence[Row], law: str) -> list[Row]:
    """The rows that a law's SQL finds; it reads the indicators made of these referrals."""
    with scratch(database):
        fill(database, "records.referrals", COLUMNS, rows)
        run_models(database, MODELS)
        return database.execute(law).fetchall()


def wide(name: str) -> str:
    return (
        f"select {GROUP}, map_from_entries(list((outcome, numerator))) as counts "
        f"from indicators.{name} group by {GROUP}"
    )


LAWS = {
    "who was decided in 30 days was so in 60 and 90, and all of them were followed": f"""
        from ({wide("responsiveness")}) where not (
            counts['beslist_30'] <= counts['beslist_60']
            and counts['beslist_60'] <= counts['beslist_90']
            and counts['beslist_90'] + counts['stopgezet_90'] <= counts['gevolgd']
        )
    """,
    "the last step of the cascade is what was taken up after support": """
        from indicators.referral_cascade as cascade
        full join indicators.take_up_after_support as taken_up
        using (period, stek_id, recht_code, breakdown, category, outcome)
        where outcome = 'toegekend' and (
            cascade.numerator, cascade.denominator
        ) is distinct from (taken_up.numerator, taken_up.denominator)
    """,
    "every referral is warm or cold": """
        from (
            select period, stek_id, recht_code, outcome,
                sum(numerator) filter (where breakdown = 'warm_koud') as halves,
                sum(numerator) filter (where breakdown = 'ALL') as whole
            from indicators.warm_referral group by all
        ) where halves is distinct from whole
    """,
    "all that ended or is pending stands in one class of days": """
        select period, outcome, numerator from indicators.time_to_right
        where breakdown = 'ALL' and outcome in ('stopgezet', 'geweigerd')
        except
        select period, outcome, numerator from indicators.refusals_and_drop_out
        where (stek_id, recht_code, breakdown) = ('ALL', 'ALL', 'ALL')
    """,
}


@settings(max_examples=15, deadline=None)
@given(rows=referrals())
@pytest.mark.parametrize("law", LAWS.values(), ids=LAWS)
def test_a_law_of_referrals_has_no_exception(
    law: str, database: duckdb.DuckDBPyConnection, rows: list[Row]
) -> None:
    assert exceptions(database, rows, law) == []


def test_every_day_of_waiting_lies_in_one_class_and_thirty_sixty_and_ninety_days_end_one() -> None:
    classes = [
        (int(one.fields["from_day"]), int(one.fields["until_day"] or 10_000))
        for one in code_list("waiting_times")
    ]
    days = [day for first, last in classes for day in range(first, last + 1)]
    assert days == list(range(10_001))
    assert {30, 60, 90} <= {last for _, last in classes}
