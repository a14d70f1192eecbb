"""The interval of a rate: Wilson's, as wide as rounding asks, and none beside a hidden part."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from pipelines.estimates.intervals import with_intervals
from tests.estimates.tables import Row, exactly, hidden, indicator, shown, told

SOME_HIDDEN: tuple[Row, ...] = (shown(40, 100), hidden(60), shown(15, 35))


def ends(*rows: Row) -> list[tuple[object, ...]]:
    """Both ends of every row."""
    return with_intervals(told(*rows)).select("ci_low", "ci_high").rows()


def test_an_exact_rate_has_wilsons_interval() -> None:
    # Newcombe 1998, method 3: 81/263 .2553-.3662; 15/148 .0624-.1605 (.16049)
    rows = ends(exactly(81, 263), exactly(15, 148))
    assert rows == [(25.5, 36.6), (6.2, 16.0)]


def test_of_rounded_counts_it_spans_the_extremes_they_may_stand_for() -> None:
    low, _ = proportion_confint(38, 102, method="wilson")
    _, high = proportion_confint(42, 98, method="wilson")
    assert ends(shown(40, 100)) == [(round(100 * low, 1), round(100 * high, 1))]


@given(st.integers(5, 80), st.integers(5, 80))
def test_whatever_the_true_counts_are_their_interval_lies_within(yes: int, no: int) -> None:
    x, n = ((count + 2) // 5 * 5 for count in (yes, yes + no))
    ((low, high),) = ends(shown(x, n))
    true_low, true_high = proportion_confint(yes, yes + no, method="wilson")
    assert float(str(low)) <= 100 * true_low + 0.05
    assert float(str(high)) >= 100 * true_high - 0.05


def test_there_is_none_where_no_rate_is_shown() -> None:
    assert ends(*SOME_HIDDEN)[1] == (None, None)
    assert ends(shown(40), hidden(), hidden(status="not_delivered")) == [(None, None)] * 3


def test_it_stands_beside_the_rate_and_changes_nothing_else() -> None:
    table = with_intervals(told(*SOME_HIDDEN))
    place = table.columns.index("value")
    assert table.columns[place + 1 : place + 3] == ["ci_low", "ci_high"]
    assert table.drop("ci_low", "ci_high").equals(told(*SOME_HIDDEN).table)


def test_a_count_of_deliveries_has_none_for_all_of_them_are_there() -> None:
    of = replace(indicator(), protect="none")
    table = with_intervals(told(exactly(14, 16), of=of))
    assert table.select("ci_low", "ci_high").rows() == [(None, None)]
    assert table.schema["ci_low"] == pl.Float64


def test_exact_and_rounded_rows_each_have_their_own() -> None:
    exact, wide = ends(exactly(40, 100), shown(40, 100))
    assert exact == (30.9, 49.8)
    assert wide == (28.5, 52.7)
    assert pytest.approx(30.9) == round(100 * proportion_confint(40, 100, method="wilson")[0], 1)
