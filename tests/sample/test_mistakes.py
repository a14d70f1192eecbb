from __future__ import annotations

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipelines import contracts
from pipelines.sample.mistakes import MISTAKES, Slip, few_slips, many_slips, wrong_rows

RULES = {rule.name for stream in contracts.streams() for rule in stream.rules}


def referrals(count: int) -> pl.DataFrame:
    """As many referrals, of which the even ones have ended."""
    ended = [date(2026, 10, 20) if place % 2 == 0 else None for place in range(count)]
    return pl.DataFrame(
        {
            "referral_date": [date(2026, 10, 10)] * count,
            "outcome_date": ended,
            "amount_month_eur": [Decimal("10.00")] * count,
        },
        schema={"referral_date": pl.Date, "outcome_date": pl.Date, "amount_month_eur": pl.Decimal},
    )


def visits(count: int) -> pl.DataFrame:
    return pl.DataFrame(
        {"visit_id": [f"b{place}" for place in range(count)], "date": [date(2026, 10, 10)] * count}
    )


def test_every_mistake_breaks_a_rule_of_the_contracts() -> None:
    assert {mistake.rule for mistake in MISTAKES} <= RULES


def test_a_few_slips_are_of_several_kinds_and_in_rows_of_their_own() -> None:
    slips = few_slips("referrals", referrals(20), turn=0)
    # The ten referrals that ended, from the middle of them on: records 10, 12 and 14.
    assert slips == (
        Slip(
            10, "outcome_date", date(2026, 10, 1),
            "referrals.outcome_date_is_not_before_referral", (10,),
        ),
        Slip(12, "amount_month_eur", Decimal(9999), "referrals.amount_month_eur_is_in_range", (12,)),
        Slip(14, "outcome_date", None, "referrals.outcome_date_is_given", (14,)),
    )  # fmt: skip


@pytest.mark.parametrize(("count", "most"), [(0, 0), (4, 0), (5, 1), (10, 2)])
def test_a_fifth_of_the_rows_is_wrong_at_most(count: int, most: int) -> None:
    assert len(wrong_rows(few_slips("referrals", referrals(count), turn=0))) == most


def test_another_turn_begins_with_another_kind() -> None:
    slip, *_ = few_slips("referrals", referrals(20), turn=1)
    assert slip.rule == "referrals.amount_month_eur_is_in_range"


def test_two_rows_with_one_id_are_both_wrong() -> None:
    ids = [m for m in MISTAKES if m.stream == "visits"]
    turn = [m.rule for m in ids].index("visits.visit_id_is_unique")
    rows = visits(40).with_columns(contact_form=pl.lit("digihulp"))
    slip, *_ = few_slips("visits", rows, turn)
    # Of the 39 rows that have one before them, the twentieth: record 20 gets the id of record 19.
    assert slip == Slip(20, "visit_id", "b19", "visits.visit_id_is_unique", (19, 20))


def test_many_slips_are_one_row_more_than_the_share() -> None:
    slips = many_slips("visits.date_is_readable", visits(10), share=0.4)
    assert wrong_rows(slips) == [5, 6, 7, 8, 9]
    assert {slip.value for slip in slips} == {"binnenkort"}
