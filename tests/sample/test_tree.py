from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import WrongUseError
from pipelines.months import Month
from pipelines.sample import SampleReport, write_sample
from pipelines.sample.stekken import stekken
from tests.sample.opened import hashes, received, truth


def test_the_same_seed_gives_the_same_bytes_another_second_and_another_seed_others(
    tmp_path: Path,
) -> None:
    write_sample(tmp_path / "one", months=3, seed=7, visits_per_month=20)
    time.sleep(2.1)  # an archive keeps its times to two seconds
    write_sample(tmp_path / "two", months=3, seed=7, visits_per_month=20)
    write_sample(tmp_path / "other", months=3, seed=8, visits_per_month=20)
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    one, other = hashes(tmp_path / "one"), hashes(tmp_path / "other")
    assert sum(one[path] == other.get(path) for path in one) < 10


def test_more_months_change_nothing_in_the_visits_and_checks_of_the_months_there_were(
    out: Path, tmp_path: Path
) -> None:
    write_sample(tmp_path / "short", months=2, seed=1, visits_per_month=60)
    kept = ["maand", "stek_id", "datum", "bezoeker_code"]
    for stream, own in (("bezoeken", "bezoek_id"), ("rechtenchecks", "check_id")):
        short = truth(tmp_path / "short", stream).select(*kept, own)
        long = truth(out, stream).select(*kept, own)
        # What goes wrong on purpose moves with the months; all else is the same.
        moved = {"gent-tuintjes", "ieper-ter-plekke"}
        both = [t.filter(~pl.col("stek_id").is_in(moved)) for t in (short, long)]
        assert both[0].equals(both[1].filter(pl.col("maand") >= "2026-09"))


def test_every_stek_and_month_is_there_but_the_one_that_is_missing(
    report: SampleReport, out: Path
) -> None:
    places = {
        f"{stek.stek_id}/{month}"
        for stek in stekken()
        for month in ("2026-07", "2026-08", "2026-09", "2026-10")
    }
    there = {path.parent.relative_to(out).as_posix() for path in out.glob("*/*/*")}
    (missing,) = (fault for fault in report.faults if fault.kind == "missing_month")
    assert places - there == {f"{missing.stek}/{missing.month}"}
    assert there <= places


def test_the_manifest_lists_every_file_and_only_what_is_there(out: Path) -> None:
    there = {path.relative_to(out).as_posix() for path in out.glob("*/*/*")}
    assert set(received(out)) == there


def test_files_come_in_time_but_for_the_late_ones_and_the_corrections(
    report: SampleReport, out: Path
) -> None:
    late = {fault.path for fault in report.faults if fault.kind == "late"}
    assert len(late) == 6
    for path, day in received(out).items():
        month = Month.parse(path.split("/")[1])
        assert Month.of(day) == month.next()
        if path in late:
            assert 15 < day.day < 20
        elif "_verbeterd" not in path:
            assert day.day < 15


def test_the_note_says_that_it_is_fictitious_and_on_which_day_it_stands_still(out: Path) -> None:
    note = json.loads((out / "sample.json").read_text("utf-8"))
    assert note == {
        "sample": True,
        "note": "Voorbeeldgegevens: fictieve cijfers",
        "seed": 1,
        "months": 4,
        "visits_per_month": 60,
        "first_month": "2026-07",
        "last_month": "2026-10",
        "as_of": "2026-11-20",
    }


def test_the_faults_on_disk_are_those_of_the_report(report: SampleReport, out: Path) -> None:
    listed = json.loads((out / "truth" / "faults.json").read_text("utf-8"))
    assert listed == [asdict(fault) | {"rows": list(fault.rows)} for fault in report.faults]
    assert set(listed[0]) == {"path", "stek", "month", "stream", "kind", "rows", "rule"}


@pytest.mark.parametrize("months", [1, 2, 3])
def test_every_kind_of_fault_is_in_the_shortest_samples_too(months: int, tmp_path: Path) -> None:
    report = write_sample(tmp_path / "sample", months=months, visits_per_month=20)
    assert {fault.kind for fault in report.faults} == {
        "missing_month",
        "nothing_to_report",
        "late",
        "corrected",
        "national_register_number",
        "wrong_rows",
        "too_many_wrong_rows",
    }


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(WrongUseError, match="not empty"):
        write_sample(tmp_path, months=1, visits_per_month=5)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_report_says_in_words_that_all_is_fictitious(report: SampleReport) -> None:
    assert str(report).startswith("Voorbeeldgegevens: fictieve cijfers. 2026-07 to 2026-10: ")
    assert "truth/faults.json" in str(report)
