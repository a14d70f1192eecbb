"""The truth that estimates are held against is itself held against recounted worlds, and by hand."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from pipelines.sample import model
from pipelines.sample.effects import PLANTED
from tests.effects.large import latest_tellings
from tests.effects.truth import COVARIATES, Population, alike, crude

STEKKEN = (model.BETTER_STEK, "tienen")
SEED = 9001


def test_like_beside_like_is_worked_out_by_hand() -> None:
    # Stratum a: 1 of 0.8 and 3 of 0.4, weight 3/4; stratum b: 2 of 0.5 and 2 of 0.3, weight 1.
    likely = np.array([0.8, 0.4, 0.4, 0.4, 0.5, 0.5, 0.3, 0.3])
    is_first = np.array([True, False, False, False, True, True, False, False])
    stratum = np.array(list("aaaabbbb"))
    found = alike(likely, is_first, stratum)
    assert found.difference == pytest.approx((0.75 * 0.4 + 1 * 0.2) / 1.75)
    assert found.odds_ratio == pytest.approx(
        (0.75 * 0.8 * 0.6 + 0.5 * 0.7) / (0.75 * 0.2 * 0.4 + 0.5 * 0.3)
    )
    assert crude(likely, is_first).difference == pytest.approx(1.8 / 3 - 1.8 / 5)


@pytest.fixture(scope="module")
def told() -> pl.DataFrame:
    """The referrals of 2025 of two Stekken, the better one and another, fifty times as many."""
    rows = pl.concat(latest_tellings(stek_id, SEED) for stek_id in STEKKEN)
    return rows.filter(pl.col("referral_month").dt.year() == 2025)


@pytest.mark.parametrize("stek_id", STEKKEN)
@pytest.mark.parametrize("manner", model.ARRIVED_LOG_ODDS)
def test_probabilities_are_what_a_large_world_comes_to(
    told: pl.DataFrame, stek_id: str, manner: str
) -> None:
    own = told.filter(pl.col("stek_id") == stek_id, pl.col("manner") == manner)
    likely = Population(own.select(COVARIATES), PLANTED)
    outcome, days = own["outcome"], own["days"].fill_null(999)
    is_granted, is_refused = outcome.is_in(["toegekend", "deels"]), outcome == "geweigerd"
    is_decided, is_stopped = is_granted | is_refused, outcome == "stopgezet"
    all_of_them = (outcome != "").to_numpy()
    followed = (~own["is_lost"].fill_null(value=False)).to_numpy()
    compared = {
        "granted": (is_granted, likely.told_granted(), all_of_them),
        "arrived": (own["has_arrived"] | is_decided, likely.told_arrived(), all_of_them),
        "decided": (is_decided & (days <= 90), likely.decided_within(90), followed),
        "refused": (is_refused & (days <= 180), likely.ends_within("geweigerd", 180), followed),
        "stopped": (is_stopped & (days <= 30), likely.ends_within("stopgezet", 30), followed),
    }
    assert own.height > 1500
    for name, (is_seen, probability, counted) in compared.items():
        expected = probability[counted]
        apart = is_seen.to_numpy()[counted].sum() - expected.sum()
        assert abs(apart) < 4 * np.sqrt((expected * (1 - expected)).sum()), name
