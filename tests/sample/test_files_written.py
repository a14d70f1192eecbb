"""The three kinds of files, read back with programs that are not ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.sample.csv_files import csv_file
from pipelines.sample.habits import Habit
from pipelines.sample.ods_files import ods
from pipelines.sample.sheets import Cell, DayAndMonth, Formula, Sheet
from pipelines.sample.xlsx_files import xlsx
from tests.sample import opened

ROWS: tuple[tuple[Cell, ...], ...] = (
    ("tekst & <teken>", 12, 1.5, True),
    (date(2026, 10, 3), DayAndMonth(date(2026, 4, 1)), None, False),
    (Formula("=DATE(2026,1,2)", date(2026, 1, 2)), Formula("=COUNTA(A1:A3)", 3), "x", "=1+1"),
)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_gives_every_kind_of_cell_back(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"book.{kind}"
    path.write_bytes((xlsx if kind == "xlsx" else ods)([Sheet("Blad", ROWS)]))
    assert opened.sheets(path)["Blad"] == [
        ["tekst & <teken>", 12.0, 1.5, True],
        [date(2026, 10, 3), date(2026, 4, 1), "", False],
        [date(2026, 1, 2), 3.0, "x", "=1+1"],
    ]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_merged_title_keeps_its_words_in_the_first_cell(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"book.{kind}"
    rows: tuple[tuple[Cell, ...], ...] = (("Titel", None), ("a", "b"))
    sheet = Sheet("Blad", rows, merged_rows=(0,), comments={(1, 1): "let op"}, is_hidden=True)
    path.write_bytes((xlsx if kind == "xlsx" else ods)([Sheet("Zichtbaar", rows), sheet]))
    assert opened.sheets(path)["Blad"] == [["Titel", ""], ["a", "b"]]
    assert "let op" in opened.parts(path)


def habit(**changes: str) -> Habit:
    return Habit("csv", "code", "code", "ja/nee", "iso", "point", **changes)  # type: ignore[arg-type]


def test_a_csv_file_holds_values_as_a_spreadsheet_would_leave_them() -> None:
    text = csv_file(Sheet("x", ROWS), habit(separator=";")).decode("utf-8")
    assert text.split("\r\n") == [
        "tekst & <teken>;12;1.5;WAAR",
        "2026-10-03;1/apr;;ONWAAR",
        "2026-01-02;3;x;=1+1",
        "",
    ]


def test_a_csv_file_has_the_separator_encoding_and_line_end_of_the_coordinator() -> None:
    sheet = Sheet("x", (("é", "a,b"),))
    assert csv_file(sheet, habit(separator=",", encoding="cp1252")) == b'\xe9,"a,b"\r\n'
    assert csv_file(sheet, habit(separator="\t", encoding="utf-8-sig", newline="\n")) == (
        b"\xef\xbb\xbf\xc3\xa9\ta,b\n"
    )
