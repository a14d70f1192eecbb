"""Many comparisons at once, against scipy and statsmodels and the rule as it was published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control
from statsmodels.stats.multitest import multipletests

from pipelines.statistics.multiplicity import benjamini_hochberg, holm

# Benjamini and Hochberg 1995, section 3.2: fifteen comparisons, of which the rule claims four.
THROMBOLYSIS = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
    0.5719, 0.6528, 0.7590, 1.0000,
)  # fmt: skip

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=30)


def test_the_published_example_has_four_discoveries_and_three_that_hold_for_all_at_once() -> None:
    assert (benjamini_hochberg(THROMBOLYSIS) <= 0.05).sum() == 4
    assert (holm(THROMBOLYSIS) <= 0.05).sum() == 3


@pytest.mark.parametrize("size", [1, 2, 7, 40])
def test_they_are_what_scipy_and_statsmodels_find(size: int) -> None:
    p_values = np.random.default_rng(size).beta(0.4, 1, size).round(2)  # some of them equal
    np.testing.assert_allclose(benjamini_hochberg(p_values), false_discovery_control(p_values))
    np.testing.assert_allclose(
        benjamini_hochberg(p_values), multipletests(p_values, method="fdr_bh")[1]
    )
    np.testing.assert_allclose(holm(p_values), multipletests(p_values, method="holm")[1])


@given(p_values=P_VALUES)
def test_the_order_of_the_comparisons_is_kept_and_none_becomes_stronger(
    p_values: list[float],
) -> None:
    for adjusted in (benjamini_hochberg(p_values), holm(p_values)):
        in_order = adjusted[np.argsort(p_values, kind="stable")]
        assert (np.diff(in_order) >= 0).all()
        assert (adjusted >= np.asarray(p_values)).all()
        assert (adjusted <= 1).all()


def test_what_was_not_compared_does_not_count() -> None:
    with_gaps = np.array([[0.01, np.nan, 0.04], [np.nan, np.nan, 0.5]])
    np.testing.assert_allclose(
        benjamini_hochberg(with_gaps), [[0.02, np.nan, 0.04], [np.nan, np.nan, 0.5]]
    )
    np.testing.assert_allclose(holm(with_gaps), [[0.02, np.nan, 0.04], [np.nan, np.nan, 0.5]])
