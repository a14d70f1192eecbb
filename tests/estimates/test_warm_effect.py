"""Warm against cold: crude, and with like beside like; by hand, published, and on drawn worlds."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from pipelines.estimates.pairs import Pairs
from pipelines.estimates.warm_effect import warm_effect
from pipelines.statistics.stratified import Strata, odds_ratio, risk_difference
from tests.estimates.tables import Row, exactly, hidden, indicator, only, outcome, shown, told
from tests.estimates.worlds import rounded

OF = indicator("warm_referral", outcome("doorverwezen"), outcome("aangekomen", "doorverwezen"))

# UCB admissions 1973 (R: UCBAdmissions): men yes, no; women yes, no, by department
UCB = {
    "a": (512, 313, 89, 19),
    "b": (353, 207, 17, 8),
    "c": (120, 205, 202, 391),
    "d": (138, 279, 131, 244),
    "e": (53, 138, 94, 299),
    "f": (22, 351, 24, 317),
}


def pair(
    warm: tuple[int, int], cold: tuple[int, int], *, exact: bool = True, **key: str
) -> list[Row]:
    """Warm and cold (x, n) of one place."""
    told_of = {"breakdown": "warm_koud", "outcome": "aangekomen"} | key
    return [
        (exactly if exact else shown)(x, n, **told_of, category=manner)
        for manner, (x, n) in (("warm", warm), ("koud", cold))
    ]


def admissions(*, exact: bool = True) -> list[Row]:
    """The departments as rights, men as warm and women as cold."""
    rows: list[Row] = []
    whole = np.zeros(4, dtype=np.int64)
    for right, (a, b, c, d) in UCB.items():
        counts = np.array([a, a + b, c, c + d])
        whole += counts
        counts = counts if exact else rounded(counts)
        rows += pair(
            tuple(counts[:2].tolist()), tuple(counts[2:].tolist()), exact=exact, recht_code=right
        )
    counts = whole if exact else rounded(whole)
    return rows + pair(tuple(counts[:2].tolist()), tuple(counts[2:].tolist()), exact=exact)


def effect(*rows: Row) -> pl.DataFrame:
    of = OF.__class__(**{**vars(OF), "breakdowns": ("warm_koud",)})
    return warm_effect({"warm_referral": told(*rows, of=of)})


def three(row: dict[str, object], name: str) -> tuple[float, ...]:
    return tuple(float(str(row[f"{name}{end}"])) for end in ("", "_low", "_high"))


def test_the_published_example_is_reproduced() -> None:
    table = effect(*admissions())
    crude, alike = only(table, held_alike="geen"), only(table, held_alike="recht_code")
    assert three(crude, "odds_ratio")[0] == 1.84  # 1.8411 crude: Simpson's paradox
    assert three(alike, "odds_ratio") == (0.90, 0.77, 1.06)  # .9046968 (.7719074-1.0603298)
    assert (alike["strata_used"], alike["strata_known"], alike["referrals_covered"]) == (6, 6, 100)
    assert three(crude, "difference")[0] == pytest.approx(
        100 * (1198 / 2691 - 557 / 1835), abs=0.05
    )


def test_rounded_counts_give_nearly_the_same_with_a_wider_margin() -> None:
    exact, wide = (
        only(effect(*admissions(exact=is_exact)), held_alike="recht_code")
        for is_exact in (True, False)
    )
    for name, most in (("difference", 1.0), ("odds_ratio", 0.05)):
        (value, low, high), (rough, rough_low, rough_high) = three(exact, name), three(wide, name)
        assert abs(value - rough) <= most
        assert rough_high - rough_low >= high - low
    test = StratifiedTable([np.array([[a, b], [c, d]]) for a, b, c, d in UCB.values()])
    assert three(exact, "odds_ratio")[0] == round(test.oddsratio_pooled, 2)


def test_a_stratum_is_chosen_by_its_size_and_never_by_what_came_of_it() -> None:
    hid = {"breakdown": "warm_koud", "outcome": "aangekomen"}
    rows = [
        *pair((60, 115), (40, 115)),
        *pair((30, 50), (20, 50), recht_code="igo"),
        hidden(50, **hid, category="warm", recht_code="davo"),
        shown(20, 50, **hid, category="koud", recht_code="davo"),
        *pair((10, 15), (5, 15), recht_code="leefloon"),
    ]
    row = only(effect(*rows), held_alike="recht_code")
    assert (row["strata_used"], row["strata_known"], row["referrals_covered"]) == (2, 3, 87)
    # igo (30 x 20) / (20 x 30) over 100 each way, davo with 2 of 50: sums over strata by hand
    by_hand = (30 * 30 / 100 + 2 * 30 / 100) / (20 * 20 / 100 + 48 * 20 / 100)
    assert row["odds_ratio"] == round(by_hand, 2)


def test_a_stratum_that_is_too_small_is_left_out_and_counted() -> None:
    rows = [
        *pair((60, 100), (40, 100)),
        *pair((30, 50), (20, 50), recht_code="igo"),
        *pair((10, 15), (20, 50), recht_code="davo"),
        *pair((10, 20), (15, 30), stek_id="tienen"),
    ]
    table = effect(*rows)
    assert table["held_alike"].to_list() == ["geen", "recht_code", "stek_id"]
    row = only(table, held_alike="recht_code")
    assert (row["strata_used"], row["strata_known"], row["referrals_covered"]) == (1, 2, 50)
    assert row["difference"] == 20.0
    assert only(table, held_alike="stek_id")["referrals_covered"] == 25


def test_where_everybody_arrived_the_difference_has_a_margin_and_the_odds_have_no_end() -> None:
    row = only(effect(*pair((120, 120), (195, 275), exact=False)), held_alike="geen")
    difference, low, high = three(row, "difference")
    assert difference == round(100 * (1 - 195 / 275), 1)
    assert 0 < low < difference < high
    assert (row["odds_ratio"], row["odds_ratio_low"], row["odds_ratio_high"]) == (None, 0.0, None)
    nobody = only(effect(*pair((0, 120), (195, 275))), held_alike="geen")
    assert (nobody["odds_ratio"], nobody["odds_ratio_low"]) == (0.0, 0.0)
    assert nobody["odds_ratio_high"] is None


def test_where_one_person_decides_whether_the_odds_have_an_end_they_have_none() -> None:
    # 50 of 50 and one of 115 not: with one of fifty more not there, nothing is left against it.
    rows = [
        *pair((50, 50), (100, 150), exact=False, recht_code="igo"),
        *pair((100, 101), (2, 100), recht_code="davo"),
        *pair((150, 150), (100, 250), exact=False),
    ]
    row = only(effect(*rows), held_alike="recht_code")
    assert row["strata_used"] == 2
    assert row["odds_ratio"] is not None
    assert (row["odds_ratio_low"], row["odds_ratio_high"]) == (0.0, None)
    assert row["difference_low"] is not None


def test_without_a_total_nothing_is_compared() -> None:
    rows = pair((30, 50), (20, 50), recht_code="igo")
    assert effect(*rows).is_empty()
    assert effect(
        *rows, hidden(breakdown="warm_koud", category="warm", outcome="aangekomen")
    ).is_empty()


def test_who_did_not_say_how_is_no_manner() -> None:
    rows = pair((60, 100), (40, 100))
    rows.append(shown(20, 40, breakdown="warm_koud", category="onbekend", outcome="aangekomen"))
    assert set(effect(*rows)["manner"]) == {"warm"}


def test_the_margin_holds_the_true_effect_also_when_counts_are_rounded() -> None:
    rng = np.random.default_rng(8)
    held = 0
    for _ in range(120):
        base = rng.uniform(0.3, 0.5, 10)
        n = rng.integers(25, 60, (10, 2))
        x = np.clip(rng.binomial(n, np.column_stack([base + 0.15, base])), 5, n - 5)
        rows: list[Row] = []
        for right, (yes, size) in enumerate(zip(x, n, strict=True)):
            warm, cold = ((int(rounded(yes[side])), int(rounded(size[side]))) for side in (0, 1))
            rows += pair(warm, cold, exact=False, recht_code=f"right-{right}")
        (a, b), (c, d) = rounded(x.sum(0)).tolist(), rounded(n.sum(0)).tolist()
        row = only(effect(*rows, *pair((a, c), (b, d), exact=False)), held_alike="recht_code")
        _, low, high = three(row, "difference")
        held += low <= 15 <= high
    assert held >= 108  # of 120 at 95 %: fewer would happen less than twice in 100 times


def test_what_rounding_adds_is_what_drawing_shows() -> None:
    rng = np.random.default_rng(9)
    counts = np.array([[40.0, 80, 30, 90], [20, 50, 15, 60]])
    pairs = Pairs(counts, np.full(counts.shape, 2.0), known=2)
    moved = counts + rng.integers(-2, 3, (20_000, *counts.shape))
    x1, n1, x0, n0 = (moved[..., place] for place in range(4))
    strata = Strata.of((x1, n1 - x1), (x0, n0 - x0))
    of_difference, of_log = pairs.rounding()
    drawn = risk_difference(strata).estimate.var()
    assert float(of_difference) == pytest.approx(float(drawn), rel=0.05)
    drawn = np.log(odds_ratio(strata).estimate).var()
    assert float(of_log) == pytest.approx(float(drawn), rel=0.05)
