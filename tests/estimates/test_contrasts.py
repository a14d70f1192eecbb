"""Each category beside the others who answered, judged together."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from pipelines.estimates.contrasts import contrasts
from tests.estimates.tables import Row, exactly, hidden, indicator, only, told
from tests.estimates.worlds import crossed, released

AGES = ("0-17", "18-24", "25-44", "45-64", "65+")
WOMEN_AND_MEN: tuple[Row, ...] = (
    exactly(104, 150),
    exactly(56, 70, breakdown="gender", category="v"),
    exactly(48, 80, breakdown="gender", category="m"),
)


def contrasted(*rows: Row) -> pl.DataFrame:
    return contrasts({"take_up": told(*rows)})


def test_a_published_difference_is_reproduced() -> None:
    # Newcombe 1998, method 10: 56/70 - 48/80 = .20 (.0524, .3339)
    row = only(contrasted(*WOMEN_AND_MEN), category="v")
    assert (row["difference"], row["difference_low"], row["difference_high"]) == (20.0, 5.2, 33.4)
    assert (row["value"], row["value_others"], row["compared"]) == (80, 60.0, 2)
    other = only(contrasted(*WOMEN_AND_MEN), category="m")
    assert other["difference"] == -20.0


def test_the_chances_of_many_are_adjusted_together() -> None:
    counts = {"0-17": (30, 40), "18-24": (30, 60), "25-44": (40, 80), "45-64": (52, 100)}
    rows = [
        exactly(x, n, breakdown="leeftijdsklasse", category=age) for age, (x, n) in counts.items()
    ]
    all_x, all_n = (sum(pair[place] for pair in counts.values()) for place in (0, 1))
    table = contrasted(exactly(all_x, all_n), *rows)
    p_values = [proportions_ztest([x, all_x - x], [n, all_n - n])[1] for x, n in counts.values()]
    adjusted = multipletests(p_values, method="fdr_bh")[1]
    assert table["p_adjusted"].to_list() == [round(float(p), 4) for p in adjusted]


def test_who_did_not_answer_is_not_among_the_others() -> None:
    rows = [exactly(150, 250), *WOMEN_AND_MEN[1:]]
    rows.append(exactly(46, 100, breakdown="gender", category="niet_gevraagd"))
    table = contrasted(*rows)
    assert table["category"].to_list() == ["m", "v"]
    assert only(table, category="v")["value_others"] == 60.0


def test_a_small_number_who_did_not_answer_stands_for_its_middle() -> None:
    rows = [exactly(108, 157), *WOMEN_AND_MEN[1:]]
    rows.append(hidden(7, breakdown="gender", category="onbekend"))
    # 108 - 2 - 56 = 50 of 157 - 7 - 70 = 80
    assert only(contrasted(*rows), category="v")["value_others"] == 62.5


def test_nothing_is_told_beside_what_is_hidden() -> None:
    to_protect = hidden(breakdown="gender", category="onbekend", status="hidden_to_protect")
    assert contrasted(*WOMEN_AND_MEN, to_protect).is_empty()
    assert contrasted(*WOMEN_AND_MEN[1:], hidden()).is_empty()
    one_hidden = contrasted(*WOMEN_AND_MEN[:2], hidden(80, breakdown="gender", category="m"))
    assert one_hidden["category"].to_list() == ["v"]


def test_too_few_others_are_no_comparison() -> None:
    rows = [exactly(60, 80), exactly(52, 65, breakdown="gender", category="v")]
    assert contrasted(*rows).is_empty()  # 15 others
    rows = [exactly(56, 90), exactly(52, 65, breakdown="gender", category="v")]
    assert contrasted(*rows).is_empty()  # 4 of the 25 others


def test_where_groups_are_alike_seldom_anything_is_claimed_from_rounded_counts() -> None:
    rng = np.random.default_rng(4)
    n = rng.integers(30, 150, (600, len(AGES)))
    x = rng.binomial(n, 0.4)
    years = [f"{year:04d}" for year in range(600)]
    keys = crossed(
        period_type=["year"], period=years, breakdown=["leeftijdsklasse"], category=list(AGES)
    )
    total = crossed(period_type=["year"], period=years, breakdown=["ALL"], category=["ALL"])
    counts = (np.concatenate([one.ravel(), one.sum(1)]) for one in (x, n))
    table = contrasts({"take_up": released(indicator(), pl.concat([keys, total]), *counts)})
    claimed = table.group_by("period").agg((pl.col("p_adjusted") <= 0.05).any())
    assert claimed.height == 600
    assert claimed["p_adjusted"].sum() <= 44  # 0.05 of 600 is 30; more than 44 is one in 200
    held = table.select(
        ((pl.col("difference_low") <= 0) & (pl.col("difference_high") >= 0)).mean()
    ).item()
    assert held == pytest.approx(0.955, abs=0.02)
