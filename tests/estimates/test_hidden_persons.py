"""Chao's lower bound from published visit frequencies, and when it keeps silent."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.estimates.catalogue import estimates
from pipelines.estimates.hidden_persons import hidden_persons
from pipelines.statistics.capture import chao
from tests.estimates.tables import Row, exactly, hidden, indicator, only, outcome, shown, told

OF = indicator("visit_frequencies", outcome("personen", "all_categories"))


def bound(*rows: Row) -> pl.DataFrame:
    return hidden_persons({"visit_frequencies": told(*rows, of=OF)})


def frequencies(
    persons: int, once: int, twice: int, *, exact: bool = True, **key: str
) -> list[Row]:
    every = [(persons, {}), (once, visits("1")), (twice, visits("2"))]
    return [
        (exactly if exact else shown)(count, outcome="personen", **part, **key)
        for count, part in every
    ]


def visits(number: str) -> dict[str, str]:
    return {"breakdown": "aantal_bezoeken", "category": number}


def test_the_bound_is_worked_out_by_hand() -> None:
    row = only(bound(*frequencies(252, 37, 14)), stek_id="ALL")
    # 252 + 37^2 / (2 x 14) x (m - 1) / m, m = 37 + 28 + 3 x 201 = 668: 300.8
    assert row["at_least"] == 301
    assert (row["persons"], row["once"], row["twice"]) == (252, 37, 14)


def test_it_keeps_silent_when_few_came_twice_or_are_hidden() -> None:
    assert bound(*frequencies(100, 40, 4)).is_empty()
    two = frequencies(100, 40, 20)[:2]
    assert bound(*two, hidden(outcome="personen", **visits("2"))).is_empty()
    assert bound(*two).is_empty()
    assert bound(*(row | {"period_type": "month"} for row in frequencies(100, 40, 20))).is_empty()


@given(st.integers(5, 80), st.integers(5, 80), st.integers(5, 200))
def test_of_rounded_counts_the_margin_holds_that_of_the_true_ones(
    once: int, twice: int, more: int
) -> None:
    persons = once + twice + more
    rough = [(count + 2) // 5 * 5 for count in (persons, once, twice)]
    row = only(bound(*frequencies(*rough, exact=False)), stek_id="ALL")
    true = chao(persons, once, twice, once + 2 * twice + 3 * more)
    assert float(str(row["at_least_low"])) <= float(true.interval.low) + 1
    assert float(str(row["at_least_high"])) >= float(true.interval.high) - 1


def test_it_is_never_below_who_was_seen() -> None:
    row = only(bound(*frequencies(100, 5, 90)), stek_id="ALL")
    assert float(str(row["at_least_low"])) >= 100


def test_each_stek_and_year_has_its_own() -> None:
    rows = frequencies(100, 40, 20) + frequencies(60, 20, 10, stek_id="tienen")
    assert bound(*rows)["stek_id"].to_list() == ["ALL", "tienen"]


def test_its_words_never_call_it_the_number_of_under_protected_people() -> None:
    (words,) = (one for one in estimates() if one.name == "hidden_persons")
    assert "niet het aantal mensen dat onderbeschermd is" in words.reading.nl
    assert "not the number of people who are under-protected" in words.reading.en
    assert pytest.approx(0) == words.title.nl.count("onderbescherm")
