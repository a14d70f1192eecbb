"""How far recent counts may still move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from pipelines.estimates.revision_band import AT_FIRST, NOW, revision_band
from pipelines.months import Month
from tests.estimates.tables import Row, exactly, hidden, indicator, only, outcome, shown, told

OF = indicator("revisions", outcome(AT_FIRST), outcome(NOW))
MONTHS = [str(Month(2025, 1).plus(step)) for step in range(24)]
ELEVEN = [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110]  # rows now, of 100 at first


def older(*now: int | None, first: int = 100, exact: bool = True) -> list[Row]:
    """Rows of the visits of older months, at first and now."""
    tell = exactly if exact else shown
    rows: list[Row] = []
    for place, count in enumerate(now):
        key = {"period_type": "month", "period": MONTHS[place]}
        key |= {"breakdown": "stroom", "category": "bezoeken"}
        rows.append(tell(first, outcome=AT_FIRST, **key))
        rows.append(
            hidden(outcome=NOW, **key) if count is None else tell(count, outcome=NOW, **key)
        )
    return rows


def recent(count: int, place: int, *, exact: bool = True) -> Row:
    """A count of one month of an indicator about visits."""
    tell = exactly if exact else shown
    return tell(count, outcome="asked", period_type="month", period=MONTHS[place])


def band(rows: list[Row], *counts: Row, stream: str = "visits") -> pl.DataFrame:
    about = replace(indicator("contacts"), stream=stream)
    return revision_band({"revisions": told(*rows, of=OF), "contacts": told(*counts, of=about)})


def test_the_band_is_worked_out_by_hand() -> None:
    table = band(older(*reversed(ELEVEN)), recent(500, 10), recent(200, 11), recent(50, 12))
    # of eleven months the smallest and the largest ratio: 1 - 2 / 12 is at least 0.8
    assert table["period"].to_list() == MONTHS[11:13]  # the eleventh is one of the older
    row = only(table, period=MONTHS[11])
    assert (row["ratio_low"], row["ratio_middle"], row["ratio_high"]) == (1.0, 1.05, 1.1)
    assert (row["count_low"], row["count_high"], row["months_seen"]) == (200, 220, 11)
    assert only(table, period=MONTHS[12])["count_high"] == 55


def test_with_nineteen_months_the_outermost_are_left_out() -> None:
    row = only(band(older(80, *range(100, 117), 200), recent(100, 20)), period=MONTHS[20])
    assert (row["ratio_low"], row["ratio_high"]) == (1.0, 1.16)


def test_with_fewer_than_nine_older_months_there_is_no_band() -> None:
    assert band(older(*ELEVEN[:8]), recent(100, 12)).is_empty()
    assert band(older(*ELEVEN[:9]), recent(100, 12)).height == 1
    assert band(older(*ELEVEN[:8], None), recent(100, 12)).is_empty()
    assert band(older(*ELEVEN, first=15), recent(100, 12)).is_empty()  # too few for a ratio
    assert band([], recent(100, 12)).is_empty()


def test_each_count_has_the_band_of_its_own_stream_and_a_hidden_one_has_none() -> None:
    assert band(older(*ELEVEN), recent(100, 12), stream="signals").is_empty()
    small = hidden(outcome="asked", period_type="month", period=MONTHS[12])
    assert band(older(*ELEVEN), small).is_empty()


def test_of_rounded_counts_the_band_is_wider() -> None:
    row = only(
        band(older(*([100] * 11), exact=False), recent(100, 12, exact=False)), period=MONTHS[12]
    )
    # 98 / 102 of 98, and 102 / 98 of 102
    assert (row["count_low"], row["count_high"]) == (94, 107)


def test_at_least_eight_of_ten_months_end_in_the_band() -> None:
    rng = np.random.default_rng(2)
    held = 0
    for _ in range(200):
        moved = 1000 + rng.poisson(80, 13)
        rows = older(*moved[:12].tolist(), first=1000)
        row = only(band(rows, recent(1000, 12)), period=MONTHS[12])
        held += float(str(row["count_low"])) <= moved[12] <= float(str(row["count_high"]))
    assert held >= 150  # of 200 at 0.8: fewer would happen less than 5 times in 100
