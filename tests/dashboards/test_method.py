"""The worked examples on the page of methods are true: worked out here by another route."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from dashboards.tongue import catalogue
from pipelines.contracts import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("count", "base"), [(42, 100), (420, 1000)])
def test_the_margins_of_the_first_example_are_wilsons(language: str, count: int, base: int) -> None:
    text = catalogue()["example_interval"][language]  # type: ignore[index]
    low, high = proportion_confint(count, base, method="wilson")
    for end in (low, high):
        assert f"{round(100 * end)}" in str(text).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_examples_add_up(language: str) -> None:
    rounding = str(catalogue()["example_rounding"][language])  # type: ignore[index]
    assert [5 * round(count / 5) for count in (13, 13, 26)] == [15, 15, 25]
    assert all(number in rounding for number in ("13", "15", "25"))
    hidden = str(catalogue()["example_hidden"][language])  # type: ignore[index]
    assert 40 - 25 - 12 == 3
    assert all(number in hidden for number in ("40", "25", "12", "3"))
