"""Change from month to month: limits and runs for looking, and claims that keep their error rate."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from pipelines.estimates.change import change
from pipelines.months import Month
from pipelines.warehouse.headers import IndicatorHeader
from tests.estimates.tables import Row, broken, exactly, hidden, indicator, only, shown, told
from tests.estimates.worlds import Counts, crossed, released

MONTHS = [str(Month(2024, 11).plus(step)) for step in range(24)]
QUARTERS = [f"{year}-Q{part}" for year in (2024, 2025, 2026) for part in (1, 2, 3, 4)][3:11]
STEKKEN = [f"stek-{number:02d}" for number in range(16)]


def month(place: int) -> dict[str, str]:
    return {"period_type": "month", "period": MONTHS[place]}


def charted(*rows: Row, of: IndicatorHeader | None = None) -> pl.DataFrame:
    return change({"take_up": told(*rows, of=of)})


def series(x: Counts, n: Counts) -> pl.DataFrame:
    """Series (stekken, months) of true counts, with their total, as released and charted."""
    stekken = [*STEKKEN[: len(x)], "ALL"]
    keys = crossed(stek_id=stekken, period_type=["month"], period=MONTHS)
    x, n = (np.vstack([counts, counts.sum(0)]).ravel() for counts in (x, n))
    return change({"take_up": released(indicator(), keys, x, n)})


def test_limits_are_worked_out_by_hand() -> None:
    rows = [exactly(40 + 2 * (-1) ** place, 100, **month(place)) for place in range(12)]
    table = charted(*rows)
    # steps of 4 in a hundred, chance has sqrt(.4 x .6 / 100) = .049: no wider than chance
    assert set(table["centre"]) == {40.0}
    assert set(table["limit_low"]) == {25.3}
    assert set(table["limit_high"]) == {54.7}
    assert not table.select(pl.any_horizontal("is_beyond", "is_shift", "is_trend").any()).item()


def test_rules_for_looking_mark_their_months() -> None:
    level = [40] * 8 + [41] * 8 + [80]
    table = charted(*(exactly(x, 100, **month(at)) for at, x in enumerate(level)))
    assert table.filter("is_beyond")["period"].to_list() == [MONTHS[16]]
    assert table.filter("is_shift")["period"].to_list() == MONTHS[:16]  # centre 42.8
    rising = charted(*(exactly(30 + at, 100, **month(at)) for at in range(6)))
    assert rising["is_trend"].to_list() == [True] * 6


def test_a_month_without_a_figure_is_a_gap_with_its_reason() -> None:
    rows = [shown(40, 100, **month(at)) for at in range(16) if at != 7]
    table = charted(*rows, hidden(status="not_delivered", **month(7)))
    gap = only(table, period=MONTHS[7])
    assert gap["status"] == "not_delivered"
    nothing = ("value", "limit_low", "limit_high", "is_beyond", "is_shift", "is_trend")
    assert [gap[name] for name in nothing] == [None] * 6
    assert table.height == 16
    late = charted(*(shown(40 + (at > 7), 100, **month(at)) for at in range(16) if at != 7))
    assert set(late.drop_nulls("is_shift")["is_shift"]) == {False, True}


def test_eight_in_a_row_with_a_gap_between_are_no_run() -> None:
    level = [41] * 4 + [0] + [41] * 4 + [30, 30]
    rows = [
        exactly(x, 100, **month(at)) if x else hidden(100, **month(at))
        for at, x in enumerate(level)
    ]
    assert not charted(*rows)["is_shift"].any()


def test_a_break_starts_a_new_baseline() -> None:
    rows = [exactly(30 if at < 12 else 60, 100, **month(at)) for at in range(24)]
    table = charted(*rows, of=broken(indicator(), MONTHS[12]))
    assert table["since"].to_list() == [MONTHS[0]] * 12 + [MONTHS[12]] * 12
    assert table["centre"].to_list() == [30.0] * 12 + [60.0] * 12
    assert set(table["claim"]) == {"none"}  # it was counted in another way: nothing changed
    assert set(charted(*rows)["claim"]) == {"shift"}


def test_a_lasting_change_is_claimed_with_its_month_and_size() -> None:
    table = series(
        np.array([[25] * 16 + [60] * 8, [40] * 24, [60] * 24]), np.full((3, 24), 100)
    ).filter(stek_id=STEKKEN[0])
    row = only(table, period=MONTHS[0])
    assert row["claim"] == "shift"
    assert (row["claim_earliest"], row["claim_from"], row["claim_latest"]) == (MONTHS[16],) * 3
    assert row["claim_difference"] == 35.0
    assert 20 < float(str(row["claim_low"])) < 35 < float(str(row["claim_high"])) < 45
    assert table["claim"].n_unique() == 1  # a claim is about the series, on each of its rows


def test_the_margin_of_a_claim_holds_what_rounding_months_one_by_one_adds() -> None:
    ends = []
    for row in (exactly, shown):  # the same counts; only those that are shown were rounded
        table = charted(*(row(25 if at < 16 else 60, 100, **month(at)) for at in range(24)))
        claimed = only(table, period=MONTHS[0])
        ends.append(
            [float(str(claimed[f"claim_{name}"])) for name in ("low", "difference", "high")]
        )
    (low, difference, high), (rounded_low, same, rounded_high) = ends
    # each count is off with variance 2: a quarter of 1,600 before, six tenths of 800 since
    variance = 2 * 16 * (1 + 0.25**2) / 1600**2 + 2 * 8 * (1 + 0.6**2) / 800**2
    added = 100 * 1.96 * variance**0.5
    assert difference == same == 35.0
    assert same - rounded_low == pytest.approx(np.hypot(difference - low, added), abs=0.1)
    assert rounded_high - same == pytest.approx(np.hypot(high - difference, added), abs=0.1)
    assert rounded_low < low


def test_a_change_that_rounding_hides_in_small_months_is_seen_in_quarters() -> None:
    x, n = [8] * 15 + [3] * 9, [14] * 24  # 8 of 14 is shown as 10 of 15, 3 is hidden
    rows = [shown(10 if a == 8 else 0, 15, **month(at)) for at, a in enumerate(x) if a == 8]
    rows += [hidden(15, **month(at)) for at, a in enumerate(x) if a == 3]
    for quarter in range(8):
        parts = range(3 * quarter, 3 * quarter + 3)
        counts = (5 * round(sum(c[at] for at in parts) / 5) for c in (x, n))
        rows.append(shown(*counts, period_type="quarter", period=QUARTERS[quarter]))
    table = charted(*rows)
    assert set(table.filter(period_type="month")["claim"]) <= {"none", "not_tested"}
    assert set(table.filter(period_type="quarter")["claim"]) == {"shift"}
    assert set(table.filter(period_type="quarter")["claim_from"]) == {QUARTERS[5]}


def test_a_quarter_in_which_a_break_falls_belongs_to_what_was_before() -> None:
    rows = [
        shown(30 if at < 4 else 60, 100, period_type="quarter", period=name)
        for at, name in enumerate(QUARTERS)
    ]
    first, second = (str(Month.parse("2025-11").plus(step)) for step in (-1, 0))
    assert QUARTERS[4] == "2025-Q4"
    for broke, expected in ((first, QUARTERS[4]), (second, QUARTERS[5])):
        since = charted(*rows, of=broken(indicator(), broke))["since"].to_list()
        assert since.index(expected) == QUARTERS.index(expected)


def test_a_series_that_is_too_short_or_too_small_is_not_tested() -> None:
    short = charted(*(shown(40, 100, **month(at)) for at in range(5)))
    small = charted(*(shown(5, 25, **month(at)) for at in range(24)))  # five expected, not eight
    assert set(short["claim"]) == set(small["claim"]) == {"not_tested"}
    assert short.select("claim_from", "claim_difference").null_count().row(0) == (5, 5)


def test_only_months_in_total_over_rights_and_breakdowns_are_charted() -> None:
    rows = [shown(40, 100, **month(0)), shown(20, 50, recht_code="igo", **month(0))]
    rows += [shown(20, 50, breakdown="gender", category="v", **month(0)), shown(40, 100)]
    assert charted(*rows).height == 1


def claimed_share(share: float, first: int, last: int, *, sets: int, seed: int) -> float:
    """How many sets of steady Stekken, growing from one size to another, have any change claimed."""
    rng = np.random.default_rng(seed)
    claimed = 0
    for _ in range(sets):
        n = rng.poisson(np.linspace(first, last, 24), (8, 24))
        claimed += bool((series(rng.binomial(n, share), n)["claim"] == "shift").any())
    return claimed / sets


@pytest.mark.parametrize(
    ("share", "first", "last"),
    [(0.4, 35, 35), (0.4, 20, 60), (0.15, 20, 80)],  # when they grow, less and less is hidden
)
def test_where_nothing_changed_seldom_anything_is_claimed(
    share: float, first: int, last: int
) -> None:
    # 0.05 is stated (200 sets: 0.025 to 0.05); of 8, three or more would happen 6 times in 1,000
    assert claimed_share(share, first, last, sets=8, seed=6) <= 2 / 8
