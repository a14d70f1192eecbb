"""A workbook with twenty different mistakes: each is shown at its cell, and corrected it passes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipelines.answering.workbooks import write_workbook
from pipelines.findings.reports import report
from pipelines.findings.values import Report
from pipelines.home import Home
from pipelines.landing.looking import Offer, look
from tests.deliveries import CHECK, REFERRAL, SIGNAL, VISIT
from tests.findings.looking import OCTOBER

SHEETS = {
    "bezoeken": (VISIT, "bezoek_id"),
    "rechtenchecks": (CHECK, "check_id"),
    "doorverwijzingen": (REFERRAL, "doorverwijzing_id"),
    "signalen": (SIGNAL, "signaal_id"),
}
COUNT = 30
# Sheet, row as the person sees it, column, what is wrong, what is right.
MISTAKES = [
    ("bezoeken", 2, "stek_id", "tienen", "zaventem"),
    ("bezoeken", 3, "bezoek_id", "b 1!", "b-3"),
    ("bezoeken", 4, "datum", "2026-11-01", "2026-10-04"),
    ("bezoeken", 5, "datum", "ergens", "2026-10-05"),
    ("bezoeken", 6, "bezoeker_code", "k7-Qm2x", "k7Qm2x"),
    ("bezoeken", 7, "eerste_contact", "misschien", "nee"),
    ("bezoeken", 8, "contactvorm", "koffi_formulieren", "koffie_formulieren"),
    ("rechtenchecks", 2, "check_id", "", "c-2"),
    ("rechtenchecks", 3, "bezoeker_code", "", "AB12CD34"),
    ("rechtenchecks", 4, "recht_code", "leeflon", "leefloon"),
    ("rechtenchecks", 5, "status_start", "geweigerd?", "geen_recht"),
    ("rechtenchecks", 6, "reden_1", "", "schaamte"),
    ("rechtenchecks", 7, "reden_2", "schaamte", ""),
    ("doorverwijzingen", 2, "bestemming", "bank", "ocmw"),
    ("doorverwijzingen", 3, "datum_resultaat", "2026-10-01", "2026-10-30"),
    ("doorverwijzingen", 4, "datum_resultaat", "", "2026-10-30"),
    ("doorverwijzingen", 5, "bedrag_maand", "9000", "900"),
    ("doorverwijzingen", 6, "aangekomen", "half", "ja"),
    ("signalen", 2, "niveau", "wereld", "lokaal"),
    ("signalen", 3, "drempel", "", "te_complex"),
]


def letter_of(sheet: str, column: str) -> str:
    return "ABCDEFGHIJKLM"[list(SHEETS[sheet][0]).index(column)]


def write_mistakes(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        bold = book.add_format({"bold": True, "bg_color": "#DDEEFF"})
        for name, (row, key) in SHEETS.items():
            sheet = book.add_worksheet(name)
            sheet.set_column(0, 12, 17)
            sheet.write_row(0, 0, list(row), bold)
            for number in range(2, COUNT + 2):
                line = {**row, key: f"{row[key]}-{number}"}
                if name == "bezoeken":
                    line |= {"bezoeker_code": f"CODE{number:04}"}
                if name == "rechtenchecks":
                    line |= {"bezoek_id": f"b1-{number + 10}" if number < 20 else ""}
                line |= {
                    column: wrong
                    for at, row_number, column, wrong, _ in MISTAKES
                    if (at, row_number) == (name, number)
                }
                sheet.write_row(number - 1, 0, list(line.values()))


def looked_at(home: Home, path: Path) -> Report:
    (looked,) = look(home, [Offer(path, "zaventem", OCTOBER)])
    return report(home, looked)


@pytest.fixture
def mistakes(tmp_path: Path) -> Path:
    path = tmp_path / "oktober.xlsx"
    write_mistakes(path)
    return path


def opened_in_libreoffice(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice opens and saves it."""
    folder.mkdir()
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run([*command, str(folder), str(path)], check=True, capture_output=True, timeout=120)
    return folder / path.name


def test_twenty_mistakes_are_shown_at_their_cells_and_gone_when_corrected(
    home: Home, tmp_path: Path, mistakes: Path
) -> None:
    found = looked_at(home, mistakes)
    assert found.outcome == "held_back"
    returned = tmp_path / "te-verbeteren.xlsx"
    write_workbook(returned, found, mistakes.read_bytes(), mistakes.name, "nl")
    opened = openpyxl.load_workbook(opened_in_libreoffice(returned, tmp_path / "office"))
    untouched = openpyxl.load_workbook(mistakes)
    first = opened.worksheets[0]
    lines = [[str(cell.value) for cell in row] for row in first.iter_rows()]
    for sheet, number, column, _, _ in MISTAKES:
        place = f"{letter_of(sheet, column)}{number}"
        cell = opened[sheet][place]
        assert cell.comment is not None, (sheet, place)
        assert cell.fill.fgColor.rgb != untouched[sheet][place].fill.fgColor.rgb
        told = [
            line for line in lines if {sheet, str(number), letter_of(sheet, column)} <= set(line)
        ]
        assert told, (sheet, place)
    assert first.title == "Te verbeteren"
    wrong = {(sheet, number, column) for sheet, number, column, _, _ in MISTAKES}
    assert len(wrong) == 20
    marked = {
        (name, cell.row, name_of)
        for name, (row, _) in SHEETS.items()
        for line in opened[name].iter_rows(min_row=2)
        for cell, name_of in zip(line, row, strict=False)
        if cell.comment
    }
    assert wrong <= marked
    book = openpyxl.load_workbook(returned)
    for sheet, number, column, _, right in MISTAKES:
        book[sheet][f"{letter_of(sheet, column)}{number}"] = right or None
    corrected = tmp_path / "verbeterd.xlsx"
    book.save(corrected)
    assert [f for f in looked_at(home, corrected).findings if f.severity != "gemeld"] == []
