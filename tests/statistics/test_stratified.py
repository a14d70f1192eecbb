"""Stratified comparisons against Berkeley's admissions, metafor, statsmodels and their own laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.statistics.arrays import Numbers, numbers
from pipelines.statistics.stratified import (
    Strata,
    association,
    crude_risk_difference,
    odds_ratio,
    risk_difference,
)

# R's UCBAdmissions, departments A to F: men admitted, men refused, women admitted, women refused.
MEN = ([512, 353, 120, 138, 53, 22], [313, 207, 205, 279, 138, 351])
WOMEN = ([89, 17, 202, 131, 94, 24], [19, 8, 391, 244, 299, 317])
BERKELEY = Strata.of(MEN, WOMEN)

CELLS = st.lists(
    st.tuples(*[st.integers(0, 60)] * 4), min_size=1, max_size=8
).map(lambda rows: np.array(rows, float).T)  # fmt: skip


def strata_of(cells: Numbers) -> Strata:
    return Strata.of((cells[0], cells[1]), (cells[2], cells[3]))


def test_berkeley_has_the_published_odds_ratio_and_interval() -> None:
    found = odds_ratio(BERKELEY)
    values = (found.estimate, found.interval.low, found.interval.high)
    assert [round(float(value), 7) for value in values] == [0.9046968, 0.7719074, 1.0603298]


def test_berkeley_has_the_published_test_and_simpson_s_crude_ratio() -> None:
    tested = association(BERKELEY)
    assert (round(float(tested.chi_squared), 4), round(float(tested.p_value), 4)) == (
        1.4269,
        0.2323,
    )
    assert round(float(association(BERKELEY, corrected=False).chi_squared), 4) == 1.5246
    assert round(float(odds_ratio(BERKELEY.pooled()).estimate), 4) == 1.8411


def test_a_risk_difference_is_what_metafor_prints() -> None:
    # MetidaFreq.jl's tests quote rma.mh(measure="RD") and OpenMetaAnalyst on these three trials.
    found = risk_difference(Strata.of(([21, 14, 11], [20, 17, 12]), ([2, 12, 9], [10, 22, 7])))
    values = (found.estimate, found.interval.low, found.interval.high)
    assert [round(float(value), 6) for value in values] == [0.114863, -0.047325, 0.277052]


def test_they_are_what_statsmodels_finds() -> None:
    from statsmodels.stats.contingency_tables import StratifiedTable

    cells = np.random.default_rng(2).integers(1, 30, (4, 7)).astype(float)
    other = StratifiedTable([cells[:, s].reshape(2, 2) for s in range(7)])
    found = odds_ratio(strata_of(cells))
    np.testing.assert_allclose(found.estimate, other.oddsratio_pooled)
    np.testing.assert_allclose(
        (found.interval.low, found.interval.high), other.oddsratio_pooled_confint()
    )
    for corrected in (True, False):
        tested, same = association(strata_of(cells), corrected=corrected), other.test_null_odds(
            correction=corrected
        )  # fmt: skip
        np.testing.assert_allclose(
            (tested.chi_squared, tested.p_value), (same.statistic, same.pvalue)
        )


def test_one_stratum_gives_the_plain_ratio_with_woolf_s_interval() -> None:
    found = odds_ratio(Strata.of(([12], [5]), ([7], [9])))
    spread = np.exp(1.959964 * np.sqrt(1 / 12 + 1 / 5 + 1 / 7 + 1 / 9))
    np.testing.assert_allclose(found.estimate, 12 * 9 / (5 * 7))
    np.testing.assert_allclose(found.interval.high, 12 * 9 / (5 * 7) * spread, rtol=1e-6)


def test_the_crude_difference_is_that_of_the_pooled_groups() -> None:
    found = crude_risk_difference(BERKELEY)
    np.testing.assert_allclose(found.estimate, 1198 / 2691 - 557 / 1835)
    assert found.interval.holds(found.estimate)


@given(cells=CELLS, seed=st.integers(0, 9))
def test_the_order_of_the_strata_and_empty_ones_change_nothing(cells: Numbers, seed: int) -> None:
    padded = np.concatenate([cells, np.zeros((4, 2))], axis=1)
    shuffled = np.random.default_rng(seed).permutation(padded, axis=1)
    for measure in (odds_ratio, risk_difference):
        here, there = measure(strata_of(cells)), measure(strata_of(shuffled))
        np.testing.assert_allclose(here.estimate, there.estimate, atol=1e-12)
        np.testing.assert_allclose(here.interval.low, there.interval.low, atol=1e-12)
    np.testing.assert_allclose(
        association(strata_of(cells)).p_value, association(strata_of(shuffled)).p_value, atol=1e-12
    )


@given(cells=CELLS)
def test_swapping_the_groups_mirrors_the_outcome(cells: Numbers) -> None:
    here, there = strata_of(cells), strata_of(cells[[2, 3, 0, 1]])
    one, other = risk_difference(here), risk_difference(there)
    np.testing.assert_allclose(one.estimate, -other.estimate, atol=1e-12)
    np.testing.assert_allclose(one.interval.low, -other.interval.high, atol=1e-9)
    ratio, back = odds_ratio(here), odds_ratio(there)
    if 0 < float(ratio.estimate) < np.inf:
        np.testing.assert_allclose(ratio.estimate * back.estimate, 1)
        np.testing.assert_allclose(ratio.interval.low * back.interval.high, 1)


@given(cells=CELLS)
def test_an_interval_holds_its_estimate_wherever_there_is_one(cells: Numbers) -> None:
    for found in (odds_ratio(strata_of(cells)), risk_difference(strata_of(cells))):
        assert found.interval.holds(found.estimate) or np.isnan(found.estimate)


@given(cells=CELLS, times=st.integers(2, 5))
def test_the_same_stratum_again_and_again_leaves_the_estimate_where_it_was(
    cells: Numbers, times: int
) -> None:
    one = cells[:, :1]
    again = strata_of(np.repeat(one, times, axis=1))
    for measure in (odds_ratio, risk_difference):
        np.testing.assert_allclose(measure(again).estimate, measure(strata_of(one)).estimate)


def test_a_comparison_that_the_counts_do_not_bound_has_an_open_interval() -> None:
    nobody_refused = odds_ratio(Strata.of(([5, 3], [0, 0]), ([2, 4], [1, 1])))
    assert nobody_refused.estimate == np.inf
    assert nobody_refused.interval.low == 0
    assert nobody_refused.interval.high == np.inf
    assert np.isnan(odds_ratio(Strata.of(([5], [0]), ([2], [0]))).estimate)


def test_a_handful_who_all_answered_alike_prove_little() -> None:
    found = risk_difference(Strata.of(([3, 2], [0, 0]), ([0, 0], [2, 3])))
    assert found.estimate == 1
    assert found.interval.low < 0.5
    assert found.interval.high == 1


@pytest.mark.parametrize("missing", [0, 1, 2, 3])
def test_a_missing_count_leaves_its_own_comparison_unknown_and_no_other(missing: int) -> None:
    cells = np.full((4, 2, 3), 6.0)
    cells[missing, 1, 2] = np.nan
    strata = strata_of(cells)
    for values in (
        odds_ratio(strata).estimate,
        risk_difference(strata).interval.low,
        crude_risk_difference(strata).estimate,
        association(strata).p_value,
    ):
        assert np.isnan(values).tolist() == [False, True]


def test_the_interval_of_a_risk_difference_holds_the_truth_nineteen_times_in_twenty() -> None:
    rng = np.random.default_rng(7)
    sizes = rng.integers(3, 12, (2, 1, 20))
    base = rng.uniform(0.2, 0.6, 20)
    yes = rng.binomial(sizes, np.stack([base + 0.15, base])[:, None], (2, 3000, 20))
    strata = Strata.of((yes[0], sizes[0] - yes[0]), (yes[1], sizes[1] - yes[1]))
    assert 0.94 < risk_difference(strata).interval.holds(numbers(0.15)).mean() < 0.96
