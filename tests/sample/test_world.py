from __future__ import annotations

import weakref

import polars as pl

from pipelines import contracts
from pipelines.months import Month
from pipelines.sample.stekken import stekken
from pipelines.sample.world import told_by

STEK = stekken()[0]
AUTUMN = Month(2026, 8).until(Month(2026, 10))


def test_a_month_tells_of_every_stream_in_the_order_of_the_contracts() -> None:
    for meant in told_by(STEK, AUTUMN, seed=1, visits_per_month=20):
        assert list(meant.rows) == [stream.name for stream in contracts.streams()]
        for stream in contracts.streams():
            assert meant.rows[stream.name].columns == [column.name for column in stream.columns]
            assert set(meant.rows[stream.name]["stek_id"]) <= {STEK.stek_id}


def test_a_month_is_let_go_before_the_next_is_made() -> None:
    visits: list[weakref.ref[pl.DataFrame]] = []
    for meant in told_by(STEK, AUTUMN, seed=1, visits_per_month=20):
        assert not any(earlier() for earlier in visits)
        visits.append(weakref.ref(meant.rows["visits"]))
        del meant
    assert len(visits) == 3


def test_an_earlier_beginning_adds_only_what_comes_back_from_before() -> None:
    (alone,) = told_by(STEK, AUTUMN[2:], seed=1, visits_per_month=200)
    *_, followed = told_by(STEK, AUTUMN, seed=1, visits_per_month=200)
    for stream in ("visits", "entitlement_checks"):
        assert followed.rows[stream].equals(alone.rows[stream])
    returning = followed.rows["referrals"].join(
        alone.rows["referrals"], on="referral_id", how="anti"
    )
    assert followed.rows["referrals"].height - returning.height == alone.rows["referrals"].height
    assert (returning["referral_date"] < AUTUMN[2].first_day).all()
    assert returning.height > 3
