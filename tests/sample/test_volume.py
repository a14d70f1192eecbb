from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from pipelines import contracts
from pipelines.errors import WrongUseError
from pipelines.months import Month
from pipelines.sample import write_clean
from pipelines.sample.model import SEASON
from pipelines.sample.volume import last_month_of
from tests.sample.opened import hashes


def test_clean_files_stand_by_stek_month_and_stream_with_the_contract_s_columns(
    tmp_path: Path,
) -> None:
    report = write_clean(tmp_path / "clean", months=2, visits_per_month=10)
    folder = tmp_path / "clean" / "zaventem" / "2026-09"
    assert {path.name for path in folder.iterdir()} == {
        f"{stream.physical_name}.csv" for stream in contracts.streams()
    }
    for stream in contracts.streams():
        header = (folder / f"{stream.physical_name}.csv").read_text("utf-8").splitlines()[0]
        assert header.split(",") == [column.physical_name for column in stream.columns]
    assert report.files == 16 * 2 * 4
    assert json.loads((tmp_path / "clean" / "sample.json").read_text("utf-8"))["sample"] is True
    listed = (tmp_path / "clean" / "deliveries.csv").read_text("utf-8").splitlines()
    assert listed[1] == "anderlecht-peterbos/2026-09/bezoeken.csv,2026-10-05"
    assert len(listed) == 1 + report.files


def test_clean_values_are_canonical(tmp_path: Path) -> None:
    write_clean(tmp_path / "clean", months=1, visits_per_month=200)
    folder = tmp_path / "clean" / "beringen" / "2026-10"
    visits = pl.read_csv(folder / "bezoeken.csv", infer_schema=False)
    assert set(visits["eerste_contact"]) == {"ja", "nee"}
    assert visits["datum"].str.contains(r"^2026-10-\d\d$").all()
    assert visits["thema"].str.contains("|", literal=True).any()
    amounts = pl.read_csv(folder / "doorverwijzingen.csv", infer_schema=False)["bedrag_maand"]
    assert amounts.drop_nulls().str.contains(r"^\d+\.\d\d$").all()


def test_parquet_holds_the_same_rows_as_csv(tmp_path: Path) -> None:
    written = [
        write_clean(tmp_path / "csv", months=1, visits_per_month=20, file_format="csv"),
        write_clean(tmp_path / "parquet", months=1, visits_per_month=20, file_format="parquet"),
    ]
    assert written[0].rows == written[1].rows
    place = Path("tienen", "2026-10")
    table = pl.read_parquet(tmp_path / "parquet" / place / "bezoeken.parquet")
    text = pl.read_csv(tmp_path / "csv" / place / "bezoeken.csv", infer_schema=False)
    assert table.select(pl.all().cast(pl.String)).equals(text)
    assert table.schema["datum"] == pl.Date


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_clean(tmp_path / name, months=2, seed=3, visits_per_month=10)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_visits_are_as_many_as_asked(tmp_path: Path) -> None:
    report = write_clean(tmp_path / "clean", months=2, visits_per_month=500)
    season = (SEASON[8] + SEASON[9]) / 2  # September and October
    # 32 Stek-months deviate 6.1 % each: 1.1 % together, a little more as they differ in size.
    assert report.rows["bezoeken"] == pytest.approx(16 * 2 * 500 * season, rel=0.05)


def test_a_long_history_ends_later_rather_than_before_the_roster_begins(tmp_path: Path) -> None:
    assert last_month_of(58) == Month(2026, 10)  # from January 2022 on
    assert last_month_of(60) == Month(2026, 12)
    with pytest.raises(WrongUseError, match="from 2026-12 on"):
        write_clean(tmp_path / "no", months=60, visits_per_month=1, last_month=Month(2026, 10))
