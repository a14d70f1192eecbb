"""What the truth and the list of faults say of the deliveries, held against the files themselves."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from pipelines import contracts
from pipelines.sample import SampleReport
from tests.sample import opened
from tests.sample.opened import received, truth

STREAMS = [stream.physical_name for stream in contracts.streams()]


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
