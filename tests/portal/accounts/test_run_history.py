"""Dagster keeps its history of runs in PostgreSQL where deploy/ says so."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.home import CHECKOUT
from tests.portal.postgres import PostgreSQL


def test_what_is_deployed_differs_from_the_checkout_in_where_runs_are_kept_alone() -> None:
    here, deployed = (
        yaml.safe_load((CHECKOUT / name).read_text("utf-8"))
        for name in ("dagster.yaml", "deploy/dagster.yaml")
    )
    assert here.pop("storage") != deployed.pop("storage")
    assert here == deployed


def test_a_run_is_kept_in_postgresql(
    postgres: PostgreSQL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @dg.asset
    def something() -> dg.MaterializeResult[None]:
        return dg.MaterializeResult(metadata={"rows": 3})

    monkeypatch.setenv(
        "STEK_DAGSTER_URL", postgres.url.replace("postgresql:", "postgresql+psycopg2:")
    )
    monkeypatch.setenv("STEK_DAGSTER", str(tmp_path / "dagster"))
    with dg.DagsterInstance.from_config(str(CHECKOUT / "deploy")) as instance:
        assert dg.materialize([something], instance=instance).success
    with dg.DagsterInstance.from_config(str(CHECKOUT / "deploy")) as again:
        assert [run.status for run in again.get_runs()] == [dg.DagsterRunStatus.SUCCESS]
        event = again.get_latest_materialization_event(something.key)
        assert event
        assert event.asset_materialization
        assert event.asset_materialization.metadata["rows"].value == 3
    assert not list(tmp_path.rglob("*.db"))
