from __future__ import annotations

import csv
import hashlib
import json
import time
from dataclasses import asdict
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines import contracts
from pipelines.errors import WrongUseError
from pipelines.months import Month
from pipelines.sample import SampleReport, write_sample
from pipelines.sample.stekken import stekken
from tests.sample import opened

STREAMS = [stream.physical_name for stream in contracts.streams()]


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def truth(out: Path, stream: str) -> pl.DataFrame:
    return pl.read_parquet(out / "truth" / f"{stream}.parquet")


def received(out: Path) -> dict[str, date]:
    with (out / "deliveries.csv").open(encoding="utf-8") as lines:
        return {
            row["path"]: date.fromisoformat(row["received_on"]) for row in csv.DictReader(lines)
        }


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


@pytest.mark.parametrize("stream", STREAMS)
def test_truth_has_the_columns_of_the_delivery_with_month_and_fate(out: Path, stream: str) -> None:
    contract = next(one for one in contracts.streams() if one.physical_name == stream)
    rows = truth(out, stream)
    assert rows.columns == [c.physical_name for c in contract.columns] + ["maand", "fate"]
    types = {"date": pl.Date, "yes_no": pl.Boolean, "amount": pl.Decimal(9, 2)}
    for column in contract.columns:
        usual = pl.List(pl.String) if column.type == "codes" else types.get(column.type, pl.String)
        assert rows.schema[column.physical_name] == usual
    assert set(rows["fate"]) <= {"used", "held_back", "refused"}


@pytest.mark.parametrize("stream", STREAMS)
def test_truth_keeps_the_contract_also_in_the_rows_that_were_written_wrong(
    out: Path, stream: str
) -> None:
    contract = next(one for one in contracts.streams() if one.physical_name == stream)
    rows = truth(out, stream)
    for column in contract.columns:
        values = rows[column.physical_name]
        if column.is_required:
            assert values.null_count() == 0
        if column.type in ("code", "codes"):
            told = values.explode() if column.type == "codes" else values
            allowed = {code.code for code in contracts.accepted_codes(column)}
            assert set(told.drop_nulls()) <= allowed
    identifier = contract.columns[1].physical_name
    assert rows.select("stek_id", "maand", identifier).is_duplicated().sum() == 0


def test_an_empty_cell_of_an_optional_code_is_not_asked_in_truth(out: Path) -> None:
    for stream in contracts.streams():
        rows = truth(out, stream.physical_name)
        for column in stream.columns:
            if column.type == "code" and not column.is_conditional:
                assert rows[column.physical_name].null_count() == 0


def test_what_carries_a_register_number_is_refused_whole(report: SampleReport, out: Path) -> None:
    faults = [fault for fault in report.faults if fault.kind == "national_register_number"]
    assert len(faults) == 3
    for fault in faults:
        for stream in STREAMS:
            own = truth(out, stream).filter(stek_id=fault.stek, maand=fault.month)
            is_in_file = (fault.path or "").endswith("xlsx") or stream == "bezoeken"
            assert set(own["fate"]) <= ({"refused"} if is_in_file else {"used"})
        text = (out / str(fault.path)).read_bytes()
        inside = (
            text.decode()
            if str(fault.path).endswith("csv")
            else opened.parts(out / str(fault.path))
        )
        assert inside.count("93.05.18-223.61") == 1


def test_a_register_number_stands_where_the_faults_say(report: SampleReport, out: Path) -> None:
    by_stek = {f.stek: f for f in report.faults if f.kind == "national_register_number"}
    broederij, leopoldsburg = by_stek["gent-broederij"], by_stek["leopoldsburg"]
    sheet = opened.sheets(out / str(broederij.path))["bezoeken"]
    assert sheet[broederij.rows[0] - 1][-1] == "93.05.18-223.61"
    lines = opened.rows(out / str(leopoldsburg.path))
    assert lines[leopoldsburg.rows[0] - 1][-1] == "93.05.18-223.61"
    peterbos = by_stek["anderlecht-peterbos"]
    comments = opened.parts(out / str(peterbos.path), "comments1.xml")
    assert f'ref="C{peterbos.rows[0]}"' in comments


def test_rows_that_break_a_rule_are_held_back_and_fewer_than_a_quarter(
    report: SampleReport, out: Path
) -> None:
    wrong = [fault for fault in report.faults if fault.kind == "wrong_rows"]
    assert len({fault.rule for fault in wrong}) > 6
    for stek, month, stream in {(f.stek, f.month, f.stream) for f in wrong}:
        listed = {row for f in wrong if (f.stek, f.stream) == (stek, stream) for row in f.rows}
        fates = truth(out, str(stream)).filter(stek_id=stek, maand=month)["fate"]
        assert (fates == "held_back").sum() == len(listed) <= 0.2 * len(fates)
        assert "refused" not in fates.to_list()


def test_the_rows_that_are_listed_are_the_wrong_ones_as_a_person_sees_them(
    report: SampleReport, out: Path
) -> None:
    fault = next(
        f
        for f in report.faults
        if f.stek == "denderleeuw" and f.rule == "visits.contact_form_is_in_list"
    )
    lines = opened.rows(out / str(fault.path))
    there = [place for place, line in enumerate(lines, 1) if "theekransje" in line]
    assert tuple(there) == fault.rows


def test_too_many_wrong_rows_refuse_a_file_unless_a_better_one_came_the_next_week(
    report: SampleReport, out: Path
) -> None:
    faults = {f.stek: f for f in report.faults if f.kind == "too_many_wrong_rows"}
    refused = faults["gent-warme-wijktuin"]
    rows = truth(out, "bezoeken").filter(stek_id=refused.stek, maand=refused.month)
    assert set(rows["fate"]) == {"refused"}
    assert 0.25 * rows.height < len(refused.rows) < 0.6 * rows.height
    better = faults["zelzate"]
    rows = truth(out, "bezoeken").filter(stek_id=better.stek, maand=better.month)
    assert set(rows["fate"]) == {"used"}
    days = received(out)
    second = str(better.path).replace(".csv", "_verbeterd.csv")
    assert (days[second] - days[str(better.path)]).days in range(4, 8)


def test_a_correction_replaces_a_first_version_that_lacked_something(
    report: SampleReport, out: Path
) -> None:
    fault = next(f for f in report.faults if f.kind == "corrected" and f.stek == "beringen")
    first, second = out / str(fault.path), out / str(fault.path).replace(".csv", "_verbeterd.csv")
    assert len(opened.rows(second)) == len(opened.rows(first)) + 2
    assert received(out)[str(fault.path)] < received(out)[second.relative_to(out).as_posix()]
    rows = truth(out, "bezoeken").filter(stek_id="beringen", maand=fault.month)
    # Four rows above the header, the header, and a total below.
    assert rows.height == len(opened.rows(second)) - 6
    assert set(rows["fate"]) == {"used"}


def test_nothing_to_report_is_an_empty_file_and_no_rows(report: SampleReport, out: Path) -> None:
    (fault,) = (f for f in report.faults if f.kind == "nothing_to_report")
    assert (out / str(fault.path)).read_bytes() == b""
    assert [path.name for path in (out / str(fault.path)).parent.iterdir()] == [
        "niets_te_melden.txt"
    ]
    for stream in STREAMS:
        assert truth(out, stream).filter(stek_id=fault.stek, maand=fault.month).is_empty()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(WrongUseError, match="not empty"):
        write_sample(tmp_path, months=1, visits_per_month=5)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_report_says_in_words_that_all_is_fictitious(report: SampleReport) -> None:
    assert str(report).startswith("Voorbeeldgegevens: fictieve cijfers. 2026-07 to 2026-10: ")
    assert "truth/faults.json" in str(report)
