"""Ratios along the cascade: of the step before, and of the start."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from pipelines.estimates.step_ratios import step_ratios
from tests.estimates.tables import Row, exactly, hidden, indicator, only, outcome, shown, told

STEPS = ("vastgesteld", "doorverwezen", "aangekomen", "toegekend")
OF = indicator("referral_cascade", *(outcome(code) for code in STEPS))


def ratios(*rows: Row) -> pl.DataFrame:
    return step_ratios({"referral_cascade": told(*rows, of=OF)})


def cascade(*counts: int, exact: bool = True, **key: str) -> list[Row]:
    return [
        (exactly if exact else shown)(count, outcome=step, **key)
        for step, count in zip(STEPS, counts, strict=False)
    ]


def test_the_published_cascade_is_reproduced() -> None:
    # huurpremie 2020: 19,000 forms, 9,000 back, 6,000 granted: .474, .667, cumulative .316
    table = ratios(*cascade(19_000, 9_000, 6_000))
    assert table["outcome_before"].to_list() == ["vastgesteld", "doorverwezen"]
    assert table["step"].to_list() == [47.4, 66.7]
    assert table["cumulative"].to_list() == [47.4, 31.6]
    assert table["start"].to_list() == [19_000, 19_000]


def test_the_interval_of_a_step_is_wilsons() -> None:
    row = only(ratios(*cascade(263, 81)), outcome="doorverwezen")
    assert (row["step_low"], row["step_high"]) == (25.5, 36.6)  # Newcombe 1998: 81/263


def test_a_hidden_step_leaves_no_ratio_to_it_nor_from_it() -> None:
    rows = [*cascade(100, 60), hidden(outcome="aangekomen"), shown(20, outcome="toegekend")]
    table = ratios(*rows)
    assert table["outcome"].to_list() == ["doorverwezen", "toegekend"]
    assert table["step"].to_list() == [60.0, None]
    assert table["cumulative"].to_list() == [60.0, 20.0]


def test_a_ratio_of_few_or_of_nearly_everyone_is_not_told() -> None:
    table = ratios(*cascade(100, 18, 10))
    assert only(table, outcome="doorverwezen")["step"] == 18.0
    last = only(table, outcome="aangekomen")
    assert (last["step"], last["cumulative"]) == (None, 10.0)  # 10 of 18
    assert ratios(*cascade(100, 97)).is_empty()  # all but three


def test_steps_stand_in_the_order_of_the_way() -> None:
    rows = cascade(200, 150, 100, 50)
    assert ratios(*reversed(rows))["outcome"].to_list() == list(STEPS[1:])


@given(st.lists(st.integers(0, 400), min_size=4, max_size=4).map(sorted))
def test_no_ratio_exceeds_the_whole_and_its_interval_holds_it(counts: list[int]) -> None:
    table = ratios(*cascade(*((count + 2) // 5 * 5 for count in reversed(counts)), exact=False))
    for row in table.iter_rows(named=True):
        for name in ("step", "cumulative"):
            if row[name] is not None:
                assert 0 <= row[f"{name}_low"] <= row[name] <= row[f"{name}_high"] <= 100
