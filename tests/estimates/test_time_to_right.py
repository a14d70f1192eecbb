"""Curves and medians of waiting times from released counts by class."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from pipelines.contracts import code_list
from pipelines.estimates.time_curves import time_curves
from pipelines.estimates.time_medians import time_medians
from pipelines.estimates.waiting import CAUSES, PENDING
from tests.estimates.tables import Row, exactly, hidden, indicator, only, outcome, shown, told
from tests.estimates.worlds import rounded

CLASSES = [code.code for code in code_list("waiting_times")]
DAYS = (14, 30, 60, 90, 180, 365)
OUTCOMES = (*CAUSES, PENDING)
OF = indicator("time_to_right", *(outcome(code) for code in OUTCOMES))
Counts = NDArray[np.int64]

# granted, refused, stopped and pending by class; 400 in all
EXACT: Counts = np.array(
    [
        [40, 50, 40, 30, 20, 10, 5],
        [10, 10, 10, 10, 10, 5, 5],
        [5, 5, 5, 5, 5, 5, 5],
        [5, 10, 10, 15, 20, 25, 25],
    ]
)


def rows(counts: Counts, *, exact: bool = True, least: int = 5, **key: str) -> list[Row]:
    """The cells of these counts, with the totals of each outcome; those under `least` hidden."""
    made: list[Row] = []
    for code, of_outcome in zip(OUTCOMES, counts, strict=True):
        whole = [("ALL", "ALL", int(of_outcome.sum()))]
        for breakdown, category, count in whole + [
            ("wachttijd", name, int(count)) for name, count in zip(CLASSES, of_outcome, strict=True)
        ]:
            cell = {"breakdown": breakdown, "category": category, "outcome": code} | key
            shows = count if exact else int(rounded(np.array(count)))
            made.append(
                (exactly if exact else shown)(shows, **cell) if count >= least else hidden(**cell)
            )
    return made


def curves(*of: Row) -> pl.DataFrame:
    return time_curves({"time_to_right": told(*of, of=OF)})


def medians(*of: Row) -> pl.DataFrame:
    return time_medians({"time_to_right": told(*of, of=OF)})


def incidence(counts: Counts) -> Counts:
    """The share granted by the end of each class, step by step; half of the pending in view."""
    waiting, going_on, share, told_of = float(counts.sum()), 1.0, 0.0, []
    for place in range(len(DAYS)):
        in_view = waiting - counts[3, place] / 2
        share += going_on * counts[0, place] / in_view
        going_on *= 1 - counts[:3, place].sum() / in_view
        waiting -= counts[:, place].sum()
        told_of.append(share)
    return np.array(told_of)


def test_a_curve_is_worked_out_step_by_step() -> None:
    table = curves(*rows(EXACT)).filter(outcome="toegekend")
    assert table["until_day"].to_list() == list(DAYS)
    assert table["at_risk"].to_list()[:3] == [400.0, 340.0, 265.0]
    # 40 of 397.5; then 342.5 of 397.5 go on and 50 of 335 are granted: .1006 + .8616 x .1493
    assert table["share"].to_list()[:2] == [10.1, 22.9]
    assert table["share"].to_list() == [round(100 * float(share), 1) for share in incidence(EXACT)]


def test_what_ended_and_who_still_waits_make_up_the_whole() -> None:
    counts = np.where(np.arange(4)[:, None] == 3, 0, EXACT)  # nobody lost from sight before the end
    counts[3, -1] = 100
    table = curves(*rows(counts, least=0)).filter(until_day=365)
    by_then = counts[:3, :-1].sum(1) / counts.sum()
    assert table.sort("outcome")["share"].to_list() == [
        round(100 * float(by_then[CAUSES.index(code)]), 1) for code in sorted(CAUSES)
    ]


def test_competing_outcomes_lower_the_curve_below_one_that_ignores_them() -> None:
    granted = curves(*rows(EXACT)).filter(outcome="toegekend")["share"].to_list()
    waiting, alone = float(EXACT.sum()), 1.0
    for place in range(len(DAYS)):
        alone *= 1 - EXACT[0, place] / waiting
        waiting -= EXACT[:, place].sum()
    assert granted[-1] < 100 * (1 - alone)  # 1 - KM overstates


def test_the_curve_of_an_outcome_stops_at_its_first_hidden_count_and_says_so() -> None:
    counts = EXACT.copy()
    counts[1, 2] = 3
    table = curves(*rows(counts))
    refused = table.filter(outcome="geweigerd")
    assert refused["curve_status"].to_list() == [
        "published", "published", "hidden_small", "stopped", "stopped", "stopped",
    ]  # fmt: skip
    assert refused["share"].null_count() == 4
    granted = table.filter(outcome="toegekend")
    assert granted["share"].null_count() == 0
    # 393 started; of the third class 40 and 5 and 10 left, and the three that stand for two
    assert granted["at_risk"].to_list()[3] == 393 - 60 - 75 - 57


def test_a_count_hidden_for_another_reason_stops_every_curve() -> None:
    made = rows(EXACT)
    at = next(
        place
        for place, row in enumerate(made)
        if row["category"] == CLASSES[2] and row["outcome"] == PENDING
    )
    made[at] = hidden(
        breakdown="wachttijd", category=CLASSES[2], outcome=PENDING, status="hidden_to_protect"
    )
    table = curves(*made)
    assert set(table.filter(pl.col("until_day") >= 60)["share"]) == {None}
    assert table.filter(pl.col("until_day") <= 30)["share"].null_count() == 0


def test_a_place_without_a_published_total_has_no_curve() -> None:
    made = [row for row in rows(EXACT) if (row["category"], row["outcome"]) != ("ALL", PENDING)]
    assert curves(*made, hidden(outcome=PENDING)).is_empty()
    assert curves(*made).is_empty()
    assert medians(*made).is_empty()


def test_half_is_reached_on_the_last_day_of_a_class_or_not() -> None:
    counts = EXACT.copy()
    counts[0, :2] = 300, 100
    row = only(medians(*rows(counts)), outcome="toegekend")
    assert (row["is_reached"], row["half_by_day"], row["told_until"]) == (True, 30, 365)
    slow = only(medians(*rows(EXACT)), outcome="geweigerd")
    assert (slow["is_reached"], slow["half_by_day"], slow["half_by_day_high"]) == (
        False,
        None,
        None,
    )


def test_the_slow_have_a_later_median_than_the_quick() -> None:
    quick, slow = EXACT.copy(), EXACT.copy()
    quick[0] = [200, 60, 20, 10, 10, 5, 5]
    slow[0] = [5, 10, 20, 40, 300, 60, 5]
    made = rows(quick, recht_code="igo") + rows(slow, recht_code="huursubsidie")
    table = medians(*made).filter(outcome="toegekend")
    assert dict(table.select("recht_code", "half_by_day").iter_rows()) == {
        "igo": 30,
        "huursubsidie": 180,
    }


def test_of_rounded_counts_the_margin_holds_the_true_share() -> None:
    rng = np.random.default_rng(5)
    chances = EXACT / EXACT.sum()
    truth = incidence(EXACT)[3]
    held = 0
    for _ in range(100):
        counts = rng.multinomial(600, chances.ravel()).reshape(chances.shape)
        row = only(curves(*rows(counts, exact=False)), outcome="toegekend", until_day=90)
        held += row["share"] is not None and row["share_low"] <= 100 * truth <= row["share_high"]
    assert held >= 89  # of 100 at 95 %: fewer would happen about once in 100 times


def test_the_margin_is_wider_for_rounded_counts() -> None:
    exact, wide = (
        only(curves(*rows(EXACT, exact=is_exact)), outcome="toegekend", until_day=90)
        for is_exact in (True, False)
    )
    assert wide["share_low"] < exact["share_low"]  # type: ignore[operator]  # both are shown
    assert wide["share_high"] > exact["share_high"]  # type: ignore[operator]
