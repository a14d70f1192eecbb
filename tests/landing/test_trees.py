from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from pipelines import clock
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.inbox import empty_inbox
from pipelines.landing.receipts import read_receipts
from pipelines.landing.trees import land_tree, read_tree
from tests.deliveries import VISIT, csv_file, rows


def place(folder: Path, relative: str, data: bytes = b"") -> Path:
    path = folder / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    long_ago = time.time() - 3600
    os.utime(path, (long_ago, long_ago))
    return path


def october_visits(count: int) -> bytes:
    return csv_file(rows(VISIT, "bezoek_id", count))


def test_files_are_landed_in_the_order_in_which_they_arrived(home: Home, tmp_path: Path) -> None:
    place(tmp_path, "zaventem/2026-10/a_correction.csv", october_visits(5))
    place(tmp_path, "zaventem/2026-10/b_first.csv", october_visits(4))
    place(
        tmp_path, "deliveries.csv",
        b"path,received_on\nzaventem/2026-10/a_correction.csv,2026-11-12\n"
        b"zaventem/2026-10/b_first.csv,2026-11-03\n",
    )  # fmt: skip
    list(land_tree(home, tmp_path))
    assert [r.file_name for r in read_receipts(home)] == ["b_first.csv", "a_correction.csv"]


def test_a_tree_landed_twice_changes_nothing(home: Home, tmp_path: Path) -> None:
    place(tmp_path, "zaventem/2026-10/a.csv", october_visits(4))
    place(tmp_path, "zaventem/2026-10/b.csv", october_visits(5))
    place(tmp_path, "tienen/2026-10/niets_te_melden.txt")
    list(land_tree(home, tmp_path))
    before = read_receipts(home)
    assert not any(landed.is_new for landed in land_tree(home, tmp_path))
    assert read_receipts(home) == before
    assert len(before) == 3


def test_folders_of_other_names_are_left_alone(tmp_path: Path) -> None:
    place(tmp_path, "truth/2026/visits.parquet")
    place(tmp_path, "zaventem/oktober/a.csv")
    place(tmp_path, "zaventem/2026-10/~$a.xlsx")
    assert read_tree(tmp_path).offers == ()


def test_a_folder_without_deliveries_is_told_how_it_must_be_laid_out(
    home: Home, tmp_path: Path
) -> None:
    with pytest.raises(WrongUseError, match="<stek>/<yyyy-mm>"):
        list(land_tree(home, tmp_path))


def test_a_home_with_real_deliveries_takes_no_sample(home: Home, tmp_path: Path) -> None:
    place(tmp_path, "real/zaventem/2026-10/a.csv", october_visits(4))
    list(land_tree(home, tmp_path / "real"))
    place(tmp_path, "sample/zaventem/2026-09/a.csv", october_visits(4))
    place(tmp_path, "sample/sample.json", json.dumps({"as_of": "2026-11-20"}).encode())
    with pytest.raises(WrongUseError, match="fictitious"):
        list(land_tree(home, tmp_path / "sample"))
    assert clock.sample_note(home) is None


def test_a_file_in_the_inbox_makes_way_for_its_answer(home: Home) -> None:
    dropped = place(home.inbox, "zaventem/2026-10/oktober.csv", october_visits(4))
    (landed,) = empty_inbox(home)
    assert landed.receipt.outcome == "accepted"
    assert not dropped.exists()
    answer = dropped.with_name("oktober.csv.antwoord.txt").read_text("utf-8")
    assert "zaventem" in answer
    assert list(empty_inbox(home)) == []


def test_a_file_in_the_folder_of_an_unknown_stek_stays_and_is_told_so(home: Home) -> None:
    dropped = place(home.inbox, "atlantis/2026-10/oktober.csv", october_visits(4))
    good = place(home.inbox, "zaventem/2026-10/oktober.csv", october_visits(4))
    assert [landed.receipt.stek_id for landed in empty_inbox(home)] == ["zaventem"]
    assert dropped.exists()
    assert not good.exists()
    assert "atlantis" in dropped.with_name("oktober.csv.antwoord.txt").read_text("utf-8")


def test_nothing_to_report_for_a_month_that_is_final_stays_and_holds_nobody_up(home: Home) -> None:
    report = home.frozen / "2025-03" / "month.json"
    report.parent.mkdir(parents=True)
    report.write_text("{}", "utf-8")
    dropped = place(home.inbox, "zaventem/2025-03/niets_te_melden.txt")
    place(home.inbox, "zaventem/2026-10/oktober.csv", october_visits(4))
    assert [str(landed.receipt.month) for landed in empty_inbox(home)] == ["2026-10"]
    assert dropped.with_name("niets_te_melden.txt.antwoord.txt").exists()
    assert dropped.exists()
