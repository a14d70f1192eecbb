"""The CSV that Excel in Belgium opens with a double click, byte for byte."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from pipelines.home import Home
from pipelines.publication.excel_csv import write_excel_csv
from tests.publication.folders import DAY, on, published


def test_excel_in_belgium_reads_columns_commas_and_accents(tmp_path: Path) -> None:
    rows = pl.DataFrame(
        {"stek_id": ["tienen", "één; twee"], "value": [40, None], "ci_low": [28.5, None]}
    )
    write_excel_csv(tmp_path / "x.csv", rows)
    assert (tmp_path / "x.csv").read_bytes() == (
        b'\xef\xbb\xbfstek_id;value;ci_low\r\ntienen;40;28,5\r\n"\xc3\xa9\xc3\xa9n; twee";;\r\n'
    )


def test_it_holds_what_the_other_csv_holds(home: Home) -> None:
    release = published(on(home, DAY))
    plain = pl.read_csv(release / "take_up.csv")
    excel = pl.read_csv(release / "excel" / "take_up.csv", separator=";", decimal_comma=True)
    assert excel.equals(plain)
