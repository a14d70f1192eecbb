"""Waiting times against Freireich's published curves, statsmodels person by person, and their laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import WrongUseError
from pipelines.statistics.event_tables import CENSORED, EventTable
from pipelines.statistics.incidence import aalen_johansen, time_to_half_of_cause
from pipelines.statistics.log_rank import log_rank
from pipelines.statistics.survival import kaplan_meier, time_to_half
from tests.statistics.waits import FREIREICH, Waits, made_up

SEEDS = st.integers(0, 10_000)


def test_the_treated_of_freireich_have_the_published_curve_and_interval() -> None:
    table = FREIREICH.table(2)
    curve = kaplan_meier(table)
    at = np.searchsorted(table.times, [6, 7, 10, 13, 16, 22, 23])
    expected = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    np.testing.assert_array_equal(curve.share[0, at].round(4), expected)
    np.testing.assert_array_equal(curve.interval.low[0, at[[0, -1]]].round(4), [0.6197, 0.1881])
    np.testing.assert_array_equal(curve.interval.high[0, at[[0, -1]]].round(4), [0.9516, 0.6801])


def test_half_of_freireich_s_groups_relapsed_when_published() -> None:
    table = FREIREICH.table(2)
    curve = kaplan_meier(table)
    half = time_to_half(table.times, curve.share, curve.interval)
    assert half.time.tolist() == [23, 8]
    assert half.interval.low.tolist() == [13, 4]
    assert half.interval.high.tolist() == [np.inf, 11]


def test_freireich_s_groups_differ_as_published() -> None:
    table = FREIREICH.table(2)
    found = log_rank(table.ended, table.at_risk)
    assert found.observed.tolist() == [9, 21]
    assert found.expected.round(3).tolist() == [19.251, 10.749]
    assert (round(float(found.chi_squared), 3), float(found.degrees)) == (16.793, 1)


def test_under_a_curve_stand_the_numbers_at_risk() -> None:
    assert FREIREICH.table(2).at_risk_at([0, 10, 20, 36]).tolist() == [
        [21, 15, 8, 0],
        [21, 8, 2, 0],
    ]


@pytest.mark.parametrize("seed", range(5))
def test_grouped_counts_give_the_curve_of_the_persons_one_by_one(seed: int) -> None:
    from statsmodels.duration.survfunc import SurvfuncRight

    waits = made_up(seed, n_groups=1, n_causes=1)
    table = waits.table()
    curve = kaplan_meier(table)
    other = SurvfuncRight(waits.time, waits.cause + 1)
    at = np.searchsorted(table.times, other.surv_times)
    inner = other.surv_prob > 0
    np.testing.assert_allclose(curve.share[0, at], other.surv_prob, atol=1e-12)
    np.testing.assert_allclose(curve.standard_error[0, at][inner], other.surv_prob_se[inner])
    half = time_to_half(table.times, curve.share, curve.interval)
    with np.errstate(divide="ignore", invalid="ignore"):  # theirs, where nobody remains
        low, high = other.quantile_ci(0.5, method="cloglog")
    assert (half.time[0], half.interval.low[0], half.interval.high[0]) == (
        other.quantile(0.5),
        low,
        high,
    )


@pytest.mark.parametrize("seed", range(5))
def test_grouped_counts_give_the_incidence_of_the_persons_one_by_one(seed: int) -> None:
    from statsmodels.duration.survfunc import CumIncidenceRight

    waits = made_up(seed, n_groups=1)
    table = waits.table(1, 3)
    with np.errstate(divide="ignore", invalid="ignore"):  # theirs, where all who are left end
        other = CumIncidenceRight(waits.time, waits.cause + 1)
    curve = aalen_johansen(table)
    for cause in range(3):
        np.testing.assert_allclose(curve.share[0, cause], other.cinc[cause])
        told = np.isfinite(other.cinc_se[cause])
        np.testing.assert_allclose(curve.standard_error[0, cause][told], other.cinc_se[cause][told])


@pytest.mark.parametrize("seed", range(5))
def test_grouped_counts_give_the_log_rank_of_the_persons_one_by_one(seed: int) -> None:
    from statsmodels.duration.survfunc import survdiff

    waits = made_up(seed, n_groups=4, n_causes=1)
    table = waits.table(4)
    found = log_rank(table.ended, table.at_risk)
    chi_squared, p_value = survdiff(waits.time, waits.cause + 1, waits.group)
    np.testing.assert_allclose((found.chi_squared, found.p_value), (chi_squared, p_value))
    assert found.degrees == 3


@given(seed=SEEDS)
def test_all_incidences_and_those_who_remain_make_one(seed: int) -> None:
    table = made_up(seed).table(2, 3)
    whole = aalen_johansen(table).share.sum(-2) + kaplan_meier(table).share
    np.testing.assert_allclose(whole[table.is_told], 1)


@given(seed=SEEDS)
def test_a_single_cause_gives_kaplan_and_meier_s_curve_and_interval(seed: int) -> None:
    table = made_up(seed, n_causes=1).table(2)
    incidence, curve = aalen_johansen(table), kaplan_meier(table)
    np.testing.assert_allclose(incidence.share[:, 0], 1 - curve.share, atol=1e-12)
    np.testing.assert_allclose(incidence.interval.low[:, 0], 1 - curve.interval.high, atol=1e-9)


@given(seed=SEEDS)
def test_when_everybody_is_followed_to_the_end_an_incidence_is_a_plain_share(seed: int) -> None:
    waits = made_up(seed, n_groups=1)
    waits = Waits(waits.group, waits.time, np.abs(waits.cause))
    table = waits.table(1, 3)
    curve = aalen_johansen(table)
    share = np.cumsum(table.events, axis=-1) / waits.time.size
    np.testing.assert_allclose(curve.share, share)
    plain = np.sqrt(share * (1 - share) / waits.time.size)
    np.testing.assert_allclose(curve.standard_error, plain, atol=1e-9)


@given(seed=SEEDS)
def test_the_interval_holds_the_curve_and_the_half_lies_in_its_own(seed: int) -> None:
    table = made_up(seed).table(2, 3)
    for curve in (kaplan_meier(table), aalen_johansen(table)):
        known = ~np.isnan(curve.interval.low)
        assert curve.interval.holds(curve.share)[known].all()
    half = time_to_half_of_cause(table, aalen_johansen(table))
    assert half.interval.holds(half.time).all()


@given(seed=SEEDS)
def test_groups_side_by_side_are_what_each_is_alone_and_their_order_is_free(seed: int) -> None:
    waits = made_up(seed)
    table = waits.table(2, 3)
    alone = Waits(waits.group[waits.group == 1] * 0, waits.time[waits.group == 1],
                  waits.cause[waits.group == 1]).table(1, 3)  # fmt: skip
    at = np.searchsorted(table.times, alone.times)
    np.testing.assert_allclose(
        aalen_johansen(table).share[1][:, at], aalen_johansen(alone).share[0], atol=1e-12
    )
    one, other = (log_rank(t.ended, t.at_risk) for t in (table, Waits(
        1 - waits.group, waits.time, waits.cause).table(2, 3)))  # fmt: skip
    np.testing.assert_allclose(one.chi_squared, other.chi_squared)
    np.testing.assert_allclose(one.expected, other.expected[::-1])


def test_nobody_followed_gives_no_curve_and_a_curve_stops_with_its_last_person() -> None:
    table = EventTable.of_rows([0, 0, 2], [1, 5, 9], [0, CENSORED, 0], [2, 2, 1], (3, 1))
    curve = kaplan_meier(table)
    np.testing.assert_array_equal(curve.share, [[0.5, 0.5, np.nan], [np.nan] * 3, [1, 1, 0]])
    half = time_to_half(table.times, curve.share, curve.interval)
    np.testing.assert_array_equal(half.time, [1, np.nan, 9])
    np.testing.assert_array_equal(aalen_johansen(table).share[:, 0], 1 - curve.share)


def test_a_missing_count_leaves_its_group_unknown_and_no_other() -> None:
    events = np.array([[[1.0, 2, 1]], [[1, np.nan, 1]]])
    table = EventTable(np.array([1.0, 2, 3]), events, np.ones((2, 3)))
    assert np.isnan(kaplan_meier(table).share).all(-1).tolist() == [False, True]
    assert np.isnan(aalen_johansen(table).share).all((-1, -2)).tolist() == [False, True]
    assert np.isnan(log_rank(table.ended, table.at_risk).chi_squared)


def test_times_that_do_not_rise_are_refused() -> None:
    with pytest.raises(WrongUseError, match="must rise"):
        EventTable(np.array([2.0, 1.0]), np.ones((1, 2)), np.ones(2))


def test_groups_of_which_one_is_empty_are_compared_as_if_it_were_not_there() -> None:
    table = FREIREICH.table(3)
    found = log_rank(table.ended, table.at_risk)
    assert (round(float(found.chi_squared), 3), float(found.degrees)) == (16.793, 1)


def test_the_interval_of_an_incidence_holds_the_truth_nineteen_times_in_twenty() -> None:
    rng = np.random.default_rng(11)
    size, repeats = 60, 1500
    cause = (rng.random(size * repeats) < 0.4).astype(np.int64)
    wait, follow = rng.geometric(0.05, size * repeats), rng.integers(10, 60, size * repeats)
    cause = np.where(wait <= follow, cause, CENSORED)
    group = np.repeat(np.arange(repeats), size)
    waits = Waits(group, np.minimum(wait, follow).astype(float), cause)
    table = waits.table(repeats, 2)
    day = int(np.searchsorted(table.times, 20))
    truth = 0.4 * (1 - 0.95**20)
    held = aalen_johansen(table).interval
    inside = (held.low[:, 1, day] <= truth) & (truth <= held.high[:, 1, day])
    assert 0.935 < inside.mean() < 0.965
