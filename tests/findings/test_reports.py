from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.contracts import Severity
from pipelines.home import Home
from tests.deliveries import CHECK, VISIT, rows
from tests.findings.looking import kinds, only, report_on

FILE = "bezoeken.csv"


def people(count: int, **changes: str) -> list[dict[str, str]]:
    """Visits of that many people."""
    lines = rows(VISIT, "bezoek_id", count, **changes)
    for number, line in enumerate(lines):
        line["bezoeker_code"] = f"CODE{number:04}"
    return lines


def test_a_good_delivery_has_nothing_to_tell(home: Home, tmp_path: Path) -> None:
    found = report_on(home, tmp_path / FILE, people(5))
    assert (found.outcome, found.findings) == ("accepted", ())


def test_a_wrong_row_is_told_where_the_person_sees_it(home: Home, tmp_path: Path) -> None:
    lines = people(9)
    lines[3]["contactvorm"] = lines[5]["contactvorm"] = "bingo"
    found = report_on(home, tmp_path / FILE, lines)
    assert found.outcome == "held_back"
    (finding,) = found.findings
    assert (finding.severity, finding.kind) == ("achterhouden", "visits.contact_form_is_in_list")
    assert (finding.sheet, finding.column, finding.letter) == ("bezoeken", "contactvorm", "F")
    assert (finding.rows, finding.of_rows) == ((5, 7), 9)
    assert finding.allowed is not None
    assert finding.allowed.nl.startswith("één van ontmoeting, koffie_formulieren")


def test_what_to_do_first_comes_first(home: Home, tmp_path: Path) -> None:
    lines = people(20)
    lines[0]["datum"] = "15/10/2026"
    lines[1]["gender"] = "q"
    for line in lines[2:4]:
        line["contactvorm"] = "bingo"
    lines[5]["bezoeker_code"], lines[6]["bezoeker_code"] = "TWICE1", "TWICE1"
    lines[6]["leeftijdsklasse"] = "65+"
    order: list[tuple[Severity, str]] = [
        ("achterhouden", "visits.contact_form_is_in_list"),
        ("achterhouden", "visits.gender_is_in_list"),
        ("bevestigen", "visits.visitor_has_one_age_class"),
        ("gemeld", "date_day_first"),
    ]
    found = report_on(home, tmp_path / FILE, lines)
    assert [(finding.severity, finding.kind) for finding in found.findings] == order


def test_every_column_that_is_missing_is_told_at_once(home: Home, tmp_path: Path) -> None:
    lines = [
        {key: text for key, text in line.items() if key not in ("gender", "contactvorm")}
        for line in people(8)
    ]
    found = report_on(home, tmp_path / FILE, lines)
    assert found.outcome == "refused"
    missing = [f.column for f in found.findings if f.kind == "missing_columns"]
    assert missing == ["contactvorm", "gender"]
    assert not [kind for kind in kinds(found) if "gender" in kind or "contact_form" in kind]
    message = found.findings[0].message.nl
    assert message == "Voeg de kolom contactvorm toe aan bezoeken en lever het bestand opnieuw."


def test_too_many_wrong_rows_are_still_told_one_by_one(home: Home, tmp_path: Path) -> None:
    found = report_on(home, tmp_path / FILE, people(8, contactvorm="bingo"))
    assert kinds(found) == ["too_many_wrong_rows", "visits.contact_form_is_in_list"]
    assert found.findings[1].rows == tuple(range(2, 10))
    assert found.findings[1].is_throughout


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("koffi en formulier", "koffie_formulieren"),
        ("digihlup", "digihulp"),
        ("huisbezoe", "huisbezoek"),
        ("bingo", None),
        ("zz", None),
    ],
)
def test_the_code_that_was_probably_meant_is_proposed(
    home: Home, tmp_path: Path, written: str, meant: str | None
) -> None:
    lines = people(9)
    lines[3]["contactvorm"] = written
    finding = only(report_on(home, tmp_path / FILE, lines), "visits.contact_form_is_in_list")
    assert finding.suggestions == ({5: meant} if meant else {})


def test_one_of_several_themes_is_proposed_too(home: Home, tmp_path: Path) -> None:
    lines = people(9)
    lines[0]["thema"] = "wonen|energei"
    finding = only(report_on(home, tmp_path / FILE, lines), "visits.themes_are_in_list")
    assert finding.suggestions == {2: "energie"}


def test_personal_data_is_told_cell_by_cell(home: Home, tmp_path: Path) -> None:
    lines = people(9)
    for line in lines[2:5]:
        line["bezoeker_code"] = "93.05.18-223.61"
    found = report_on(home, tmp_path / FILE, lines)
    assert found.outcome == "refused"
    (finding,) = found.findings
    assert (finding.kind, finding.letter, finding.rows) == ("personal_data", "D", (4, 5, 6))
    assert "rijksregisternummer" in finding.message.nl


def test_personal_data_outside_the_cells_is_told_by_its_place(home: Home, tmp_path: Path) -> None:
    found = report_on(home, tmp_path / "an@voorbeeld.be.csv", people(3))
    (finding,) = found.findings
    assert finding.place is not None
    assert finding.place.nl == "de naam van het bestand"
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.set_properties({"author": "an@voorbeeld.be"})
        sheet = book.add_worksheet("bezoeken")
        sheet.write_row(0, 0, list(VISIT))
        sheet.write_row(1, 0, list(VISIT.values()))
    (finding,) = report_on(home, tmp_path / "a.xlsx", data.getvalue()).findings
    assert finding.place is not None
    assert finding.place.nl.startswith("de eigenschappen van het bestand")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7 a scan", "unsupported_kind"),
        (b"PK\x03\x04", "not_readable"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_what_to_do(
    home: Home, tmp_path: Path, data: bytes, kind: str
) -> None:
    found = report_on(home, tmp_path / FILE, data)
    assert (found.outcome, kinds(found)) == ("refused", [kind])


def test_dates_say_which_days_are_allowed(home: Home, tmp_path: Path) -> None:
    lines = people(9)
    lines[0]["datum"] = "2026-11-02"
    finding = only(report_on(home, tmp_path / FILE, lines), "visits.date_is_in_month")
    assert finding.allowed is not None
    assert finding.allowed.nl == "een dag van 2026-10-01 tot en met 2026-10-31"


def test_no_finding_holds_a_value_of_the_file(home: Home, tmp_path: Path) -> None:
    lines = [
        {name: f"geheim{place}" for place, name in enumerate(VISIT)} for _ in range(3)
    ] + people(20)
    found = report_on(home, tmp_path / FILE, lines)
    assert len(found.findings) > 5
    assert "geheim" not in repr(found)
    lines = rows(CHECK, "check_id", 9, bezoek_id="", reden_1="geheim")
    assert "geheim" not in repr(report_on(home, tmp_path / FILE, lines))
