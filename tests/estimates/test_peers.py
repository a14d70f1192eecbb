"""Stekken whose mix of rights is alike, with both mixes shown."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from pipelines.estimates.peers import peers
from tests.estimates.tables import Row, exactly, hidden, indicator, outcome, told

BOTH = ("niet_opgenomen", "ontvangt")
OF = indicator("non_take_up", outcome(BOTH[0], *BOTH), outcome(BOTH[1], *BOTH))


def of(stek: str, total: int, **rights: int) -> list[Row]:
    """The bases of one Stek, exact, half of them not taken up; what is not named is not shown."""
    key = {"outcome": BOTH[0], "stek_id": stek}
    rows = [exactly(total // 2, total, **key)]
    return rows + [exactly(n // 2, n, recht_code=right, **key) for right, n in rights.items()]


def table(*stekken: list[Row]) -> pl.DataFrame:
    return peers({"non_take_up": told(*(row for rows in stekken for row in rows), of=OF)})


def test_the_distance_and_the_mixes_are_worked_out_by_hand() -> None:
    found = table(of("a", 100, igo=50, davo=50), of("b", 200, igo=200))
    # Hellinger: sqrt(1 - (sqrt(.5 x 1) + sqrt(.5 x 0)))
    assert found["distance"][0] == pytest.approx(float(np.sqrt(1 - np.sqrt(0.5))), abs=0.0005)
    rows = found.filter(stek_id="a").select("recht_code", "mix", "peer_mix").rows()
    assert rows == [("davo", 50.0, None), ("igo", 50.0, 100.0), ("overige", 0.0, 0.0)]


def test_what_a_stek_does_not_show_by_right_is_one_part() -> None:
    found = table(of("a", 100, igo=60), of("b", 100, igo=60, davo=40)).filter(stek_id="a")
    assert found.select("recht_code", "mix", "peer_mix").rows() == [
        ("davo", None, 40.0),
        ("igo", 60.0, 60.0),
        ("overige", 40.0, 0.0),
    ]


def test_each_has_the_three_nearest_in_the_order_of_their_names() -> None:
    stekken = {"z": 50, "y": 52, "x": 54, "w": 56, "a": 10, "b": 90}
    found = table(*(of(stek, 100, igo=n, davo=100 - n) for stek, n in stekken.items()))
    assert list(dict.fromkeys(found.filter(stek_id="z")["peer_stek_id"])) == ["w", "x", "y"]
    assert list(dict.fromkeys(found.filter(stek_id="a")["peer_stek_id"])) == ["x", "y", "z"]
    assert (
        found.group_by("stek_id").agg(pl.col("peer_stek_id").n_unique())["peer_stek_id"].to_list()
        == [3] * 6
    )


def test_a_stek_whose_total_is_hidden_has_no_peers_and_is_nobodys() -> None:
    unseen = [hidden(outcome=BOTH[0], stek_id="c"), *of("c", 40, igo=40)[1:]]
    found = table(of("a", 100, igo=50), of("b", 100, igo=40), unseen)
    assert set(found["stek_id"]) == set(found["peer_stek_id"]) == {"a", "b"}


def test_a_mix_that_is_hidden_by_right_needs_only_its_base() -> None:
    rows = [exactly(50, 100, outcome=BOTH[0], stek_id="a")]
    rows.append(hidden(60, outcome=BOTH[0], stek_id="a", recht_code="igo"))
    found = table(rows, of("b", 100, igo=60)).filter(stek_id="a", recht_code="igo")
    assert found["mix"].to_list() == [60.0]


def test_nothing_is_told_of_months_or_of_one_stek_alone() -> None:
    assert table(of("a", 100, igo=50)).is_empty()
    months = [row | {"period_type": "month", "period": "2025-01"} for row in of("a", 100, igo=50)]
    assert table(months, months).is_empty()
