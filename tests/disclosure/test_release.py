"""The folder that leaves the house: plain files, the same bytes for the same tables."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest

from pipelines.contracts import Words
from pipelines.disclosure.release import load, write
from pipelines.disclosure.rules import SAMPLE_NOTE
from pipelines.errors import ContractError, DisclosureError
from tests.counts import Cell, cell, header, release, words

FIGURES: tuple[Cell, ...] = (
    cell(16, 98),
    cell(13, 37, stek_id="zaventem"),
    cell(3, 61, stek_id="tienen"),
)
COLUMNS = (
    "indicator,period_type,period,stek_id,recht_code,breakdown,category,outcome,"
    "numerator,denominator,value,ci_low,ci_high,status,steks_reporting,steks_expected,note"
)


def test_a_table_reads_as_any_other_csv(tmp_path: Path) -> None:
    write([release(*FIGURES, is_sample=True)], tmp_path)
    assert (tmp_path / "take_up.csv").read_bytes().decode() == "".join(
        f"{line}\r\n"
        for line in (
            COLUMNS,
            f"take_up,month,2026-10,ALL,ALL,ALL,ALL,asked,100,,,,,provisional,2,2,{SAMPLE_NOTE}",
            f"take_up,month,2026-10,ALL,ALL,ALL,ALL,granted,15,100,15,7.6,26.0,provisional,2,2,{SAMPLE_NOTE}",
            f"take_up,month,2026-10,tienen,ALL,ALL,ALL,asked,60,,,,,provisional,1,1,{SAMPLE_NOTE}",
            f"take_up,month,2026-10,tienen,ALL,ALL,ALL,granted,,60,,,,hidden_small,1,1,{SAMPLE_NOTE}",
            f"take_up,month,2026-10,zaventem,ALL,ALL,ALL,asked,35,,,,,provisional,1,1,{SAMPLE_NOTE}",
            f"take_up,month,2026-10,zaventem,ALL,ALL,ALL,granted,15,35,43,21.8,67.5,provisional,1,1,{SAMPLE_NOTE}",
        )
    )


def test_parquet_holds_the_same_as_csv_with_its_types(tmp_path: Path) -> None:
    write([release(*FIGURES)], tmp_path)
    table = pl.read_parquet(tmp_path / "take_up.parquet")
    assert table.schema["numerator"] == pl.Int64
    with (tmp_path / "take_up.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert [row["numerator"] for row in read] == ["100", "15", "60", "", "35", "15"]
    assert table["numerator"].to_list() == [100, 15, 60, None, 35, 15]


def test_the_same_tables_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    write([release(*FIGURES)], tmp_path / "once")
    write([release(*reversed(FIGURES))], tmp_path / "again")
    names = ["release.json", "take_up.csv", "take_up.parquet"]
    assert sorted(path.name for path in (tmp_path / "once").iterdir()) == names
    for name in names:
        assert (tmp_path / "once" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_the_words_travel_with_the_tables(tmp_path: Path) -> None:
    write([release(*FIGURES, is_sample=True)], tmp_path)
    publication = load(tmp_path)
    (indicator,) = publication.indicators
    assert publication.is_sample
    assert (publication.profile.smallest_count, publication.profile.round_to) == (5, 5)
    assert publication.profile.smallest_rate_base == 20
    assert (indicator.title, indicator.unit) == (words("Take-up"), words("persons"))
    assert indicator.outcomes == header().outcomes
    assert not indicator.is_exact
    told = indicator.table.drop("ci_low", "ci_high")
    assert told.equals(release(*FIGURES, is_sample=True).table)
    described = json.loads((tmp_path / "release.json").read_text("utf-8"))["indicators"][0]
    assert described["periods"] == {"month": ["2026-10", "2026-10"]}
    assert described["rows"] == 6


def test_a_text_that_a_spreadsheet_would_run_is_refused(tmp_path: Path) -> None:
    formula = "=HYPERLINK(1)"
    of = header("month", outcomes={formula: True})
    with pytest.raises(DisclosureError, match=r"take_up\.outcome: a text starts with") as refused:
        write([release(cell(30, 40, outcome=formula), of=of)], tmp_path)
    assert formula not in str(refused.value)


def test_sample_and_real_figures_are_never_released_together(tmp_path: Path) -> None:
    with pytest.raises(DisclosureError, match="release them apart"):
        write([release(is_sample=True), release(is_sample=False)], tmp_path)


def test_a_description_that_lacks_something_says_what(tmp_path: Path) -> None:
    write([release(*FIGURES)], tmp_path)
    (tmp_path / "release.json").write_text('{"is_sample": false}')
    with pytest.raises(ContractError, match=r"release\.json has no 'profile'"):
        load(tmp_path)


def test_nothing_released_is_a_release_too(tmp_path: Path) -> None:
    write([], tmp_path / "new")
    assert load(tmp_path / "new").indicators == ()
    assert isinstance(words("x"), Words)
