"""The Dagster graph: its keys, its checks, and the sensor that sees new deliveries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import dagster as dg
import pytest

from pipelines import clock
from pipelines.definitions import defs
from pipelines.defs.landing import new_deliveries
from pipelines.home import CHECKOUT, Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land
from pipelines.months import Month
from pipelines.records.months import build_months, changed_months
from pipelines.run import point_dagster_at
from pipelines.warehouse.models import models
from tests.deliveries import VISIT, csv_file, rows

STREAMS = ("visits", "entitlement_checks", "referrals", "signals")


@pytest.fixture
def instance(home: Home) -> Iterator[dg.DagsterInstance]:
    point_dagster_at(home)
    with dg.DagsterInstance.get() as instance:
        yield instance


def deliver(home: Home, folder: Path, month: Month) -> None:
    path = folder / f"{month}.csv"
    path.write_bytes(csv_file(rows(VISIT, "bezoek_id", 4, datum=f"{month}-15")))
    moment = datetime(2026, 11, 10, 12, tzinfo=clock.BELGIUM)
    list(land(home, [Offer(path, "zaventem", month, moment)]))


def requested(home: Home, instance: dg.DagsterInstance) -> list[dg.RunRequest]:
    with dg.build_sensor_context(instance=instance) as context:
        result = new_deliveries(context)
    return list(result.run_requests or ()) if isinstance(result, dg.SensorResult) else []


def test_every_stream_every_sql_file_and_what_is_published_is_an_asset() -> None:
    graph = defs().resolve_asset_graph()
    keys = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert keys == {
        "landing", "candidate", "released", "site", "records/deliveries",
        *(f"records/{stream}" for stream in STREAMS),
        *(model.key.replace(".", "/") for model in models()),
    }  # fmt: skip


def test_the_lineage_of_a_table_is_what_its_sql_reads() -> None:
    graph = defs().resolve_asset_graph()
    parents = graph.get(dg.AssetKey(["facts", "first_checks"])).parent_keys
    assert {key.to_user_string() for key in parents} == {
        "records/entitlement_checks",
        "facts/persons",
    }


def test_every_stream_has_its_contract_as_a_check_and_what_leaves_its_audit() -> None:
    checks = defs().resolve_asset_graph().asset_check_keys
    assert {(c.asset_key.to_user_string(), c.name) for c in checks} == {
        *((f"records/{stream}", "contract") for stream in STREAMS),
        ("candidate", "audit"),
    }


def test_without_news_the_sensor_asks_for_nothing(home: Home, instance: dg.DagsterInstance) -> None:
    assert requested(home, instance) == []


def test_the_sensor_asks_once_for_every_unbroken_range_of_changed_months(
    home: Home, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    for month in (Month(2026, 6), Month(2026, 7), Month(2026, 10)):
        deliver(home, tmp_path, month)
    asked = requested(home, instance)
    ranges = [
        (r.tags["dagster/asset_partition_range_start"], r.tags["dagster/asset_partition_range_end"])
        for r in asked
    ]
    assert ranges == [("2026-06-01", "2026-07-01"), ("2026-10-01", "2026-10-01")]
    assert [r.run_key for r in requested(home, instance)] == [r.run_key for r in asked]
    build_months(home, changed_months(home))
    assert requested(home, instance) == []


def test_a_file_in_the_inbox_is_landed_first(home: Home, instance: dg.DagsterInstance) -> None:
    folder = home.inbox / "zaventem" / "2026-10"
    folder.mkdir(parents=True)
    (folder / "oktober.csv").write_bytes(csv_file(rows(VISIT, "bezoek_id", 4)))
    (asked,) = requested(home, instance)
    assert asked.asset_selection == [dg.AssetKey("landing")]


def test_dagster_keeps_its_history_in_the_data_home(
    home: Home, instance: dg.DagsterInstance
) -> None:
    before = {path.name for path in CHECKOUT.iterdir()}
    assert dg.materialize([_nothing], instance=instance).success
    assert {path.name for path in CHECKOUT.iterdir()} == before
    assert any(home.dagster.rglob("*.db"))
    assert not instance.telemetry_enabled


@dg.asset
def _nothing() -> None:
    """An asset that makes nothing."""
