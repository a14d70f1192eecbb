"""Workbooks of 5,000 rows, one for each Stek: a month of the busiest, as one delivery."""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl
import xlsxwriter

from pipelines import contracts
from pipelines.landing.roster import roster
from pipelines.months import Month
from pipelines.sample import write_clean

ROWS = 5_000  # over the four sheets: issue 7
MONTH = Month(2026, 10)


def large_workbooks(folder: Path) -> dict[str, Path]:
    """A workbook for each Stek, by its id, written in that folder."""
    write_clean(folder / "clean", months=1, visits_per_month=2_300, last_month=MONTH)
    books = {stek_id: folder / f"{stek_id}.xlsx" for stek_id in roster()}
    for stek_id, path in books.items():
        _write(folder / "clean" / stek_id / str(MONTH), path)
    return books


def _write(folder: Path, path: Path) -> None:
    """The clean deliveries of a Stek as one workbook, with visits up to that many rows in all."""
    sheets = {
        stream.physical_name: pl.read_csv(
            folder / f"{stream.physical_name}.csv", infer_schema=False
        )
        for stream in contracts.streams()
    }
    visits = sheets["bezoeken"]
    room = ROWS - sum(len(rows) for name, rows in sheets.items() if name != "bezoeken")
    copies = [
        visits.with_columns(pl.col("bezoek_id") + f"-{time}") if time else visits
        for time in range(-(-room // len(visits)))
    ]
    sheets["bezoeken"] = pl.concat(copies).head(room)
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, rows.columns)
            for number, row in enumerate(rows.iter_rows(named=True), start=1):
                sheet.write_row(number, 0, [_cell(*cell, number) for cell in row.items()])


def _cell(column: str, text: str | None, number: int) -> str | datetime.date | None:
    """A date as a date; one form of contact in fifty with a slip of the pen."""
    if column == "datum" and text:
        return datetime.date.fromisoformat(text)
    return "koffi_formulieren" if column == "contactvorm" and number % 50 == 0 else text
