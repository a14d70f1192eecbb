"""A coordinator's own workbook, a report about it, and LibreOffice to open what comes back."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.answering.workbooks import write_workbook
from pipelines.contracts import Language, Words
from pipelines.findings.values import Finding, Report
from pipelines.months import Month
from tests.deliveries import VISIT

ROWS = 10  # in rows 3 to 12, below a title and the column names
FINDINGS = (
    Finding(
        "weigeren", "missing", Words("Voeg de kolom thema toe.", "fr 1", "en 1"), "visits",
        sheet="bezoeken", column="thema",
    ),
    Finding(
        "achterhouden", "code", Words("Kies een contactvorm uit de lijst.", "fr 2", "en 2"),
        "visits", sheet="bezoeken", column="contactvorm", letter="F", rows=(4, 6), of_rows=ROWS,
        allowed=Words("ontmoeting, digihulp", "fr ontmoeting", "en ontmoeting"),
        suggestions={4: "koffie_formulieren"},
    ),
    Finding(
        "weigeren", "stek", Words("Vul de Stek van deze levering in.", "fr 3", "en 3"), "visits",
        sheet="bezoeken", column="stek_id", letter="A", rows=tuple(range(3, 13)), of_rows=ROWS,
    ),
    Finding(
        "bevestigen", "date", Words("Kijk na of deze datum klopt.", "fr 4", "en 4"), "visits",
        sheet="bezoeken", column="datum", letter="C", rows=(5,), of_rows=ROWS,
    ),
    Finding(
        "gemeld", "code_spelling", Words("Code herkend in gender: 3 keer.", "fr 5", "en 5"),
        "visits", sheet="bezoeken", column="gender", letter="H",
    ),
)  # fmt: skip


def report(*findings: Finding) -> Report:
    """A report with these findings."""
    return Report("zaventem", Month(2026, 10), "held_back", (), findings)


def finding(rows: tuple[int, ...], **changes: object) -> Finding:
    """A finding about the contactvorm of a text file."""
    known: dict[str, object] = {
        "severity": "achterhouden", "kind": "code", "stream": "visits", "sheet": "bezoeken",
        "message": Words("Kies uit de lijst.", "fr", "en"), "column": "contactvorm",
        "letter": "F", "rows": rows, "of_rows": 1_000_000,
    }  # fmt: skip
    return Finding(**{**known, **changes})  # type: ignore[arg-type]


def own_workbook() -> bytes:
    """Ten visits under a merged title, with most that people do to a workbook."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("bezoeken"), book.add_worksheet("Uitleg")
        dark = book.add_format({"bold": True, "bg_color": "#1F3864", "font_color": "white"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1, "bg_color": "#DDEBF7"})
        sheet.merge_range("A1:L1", "Bezoeken oktober 2026", book.add_format({"bold": True}))
        sheet.write_row(1, 0, VISIT, dark)
        for row in range(2, ROWS + 2):
            sheet.write_row(row, 0, VISIT.values())
            sheet.write_string(row, 1, f"b{row}")
            sheet.write_datetime(row, 2, datetime(2026, 10, 5) + timedelta(row), day)  # noqa: DTZ001 - a cell has none
        sheet.write_string("B6", "=HYPERLINK(1)")
        sheet.write_formula("H7", '="v"', None, "v")
        sheet.write_formula("D8", '="="&"AB12CD34"', None, "=AB12CD34")
        sheet.write_comment("F4", "Even nakijken")
        sheet.write_comment("G9", "Van mij")
        sheet.set_column("C:C", 14)
        sheet.set_column("J:J", None, None, {"hidden": True})
        sheet.set_row(7, None, None, {"hidden": True})
        sheet.freeze_panes(2, 2)
        sheet.data_validation("H3:H99", {"validate": "list", "source": ["v", "m", "x"]})
        other.write("A1", "zo vult u het in")
        other.hide()
    return file.getvalue()


def answered(
    folder: Path,
    data: bytes | None,
    *findings: Finding,
    name: str = "bezoeken.xlsx",
    language: Language = "nl",
) -> bytes:
    """The bytes of the returned workbook."""
    out = folder / "terug.xlsx"
    write_workbook(out, report(*findings), data, name, language)
    return out.read_bytes()


def opened(data: bytes) -> Workbook:
    """A workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def in_libreoffice(data: bytes, folder: Path, to: str = "xlsx", suffix: str = "xlsx") -> bytes:
    """What LibreOffice makes of a file when it opens it and saves it."""
    source = folder / f"in.{suffix}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    options = [profile, "--headless", "--convert-to", to, "--outdir", str(folder / "saved")]
    subprocess.run(["soffice", *options, str(source)], check=True, capture_output=True, timeout=180)
    return (folder / "saved" / f"in.{to}").read_bytes()


def looks(sheet: Worksheet) -> Mapping[str, tuple[object, ...]]:
    """What each cell that is there looks like, and its comment."""
    return {
        cell.coordinate: (
            cell.fill.fgColor.rgb if cell.fill.fill_type else None,
            *(side.style if side else None for side in (cell.border.left, cell.border.bottom)),
            cell.font.b,
            cell.font.color.rgb if cell.font.color and cell.font.color.type == "rgb" else None,
            cell.number_format,
            cell.comment.text if cell.comment else None,
        )
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell)
    }


def marked(sheet: Worksheet) -> set[str]:
    """The cells that have a comment of ours."""
    return {name for name, look in looks(sheet).items() if "Stek monitor" in str(look[-1] or "")}


def formulas(data: bytes) -> list[str]:
    """The sheets of a workbook that hold a formula, by their part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return [name for name in parts if re.search(rb"<f[ >/]", archive.read(name))]
