from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from pipelines import contracts
from pipelines.contracts import LANGUAGES, Language
from pipelines.errors import WrongUseError
from pipelines.home import Home
from pipelines.landing.door import look_at
from pipelines.months import Month
from pipelines.reading.identity import find_identity
from pipelines.template.workbook import write_template
from tests.template.filling import MONTH, STEK, formats, opened, template

SHEETS = ["bezoeken", "rechtenchecks", "doorverwijzingen", "signalen"]
REQUIRED = {
    "bezoeken": "stek_id bezoek_id datum eerste_contact contactvorm leeftijdsklasse gender "
    "huishoudtype",
    "rechtenchecks": "stek_id check_id bezoeker_code datum recht_code status_start",
    "doorverwijzingen": "stek_id doorverwijzing_id recht_code datum_doorverwijzing bestemming "
    "wijze aangekomen resultaat",
    "signalen": "stek_id signaal_id datum drempel niveau status",
}


@pytest.mark.parametrize(
    ("language", "last"), [("nl", "Uitleg"), ("fr", "Explication"), ("en", "Explanation")]
)
def test_the_sheets_are_the_four_streams_and_then_the_explanation(
    home: Home, tmp_path: Path, language: Language, last: str
) -> None:
    book = opened(template(home, tmp_path, language))
    assert book.sheetnames == [*SHEETS, last]
    assert book.active is book.worksheets[0]


def test_the_first_row_holds_the_dutch_names_to_the_letter(home: Home, tmp_path: Path) -> None:
    book = opened(template(home, tmp_path, "fr"))
    assert " ".join(str(cell.value) for cell in book["signalen"][1]) == (
        "stek_id signaal_id datum recht_code thema drempel niveau status aantal_klasse"
    )
    for stream in contracts.streams():
        names = [cell.value for cell in book[stream.physical_name][1]]
        assert names == [column.physical_name for column in stream.columns]


@pytest.mark.parametrize("name", SHEETS)
def test_the_required_columns_are_the_bold_ones(home: Home, tmp_path: Path, name: str) -> None:
    sheet = opened(template(home, tmp_path))[name]
    bold = {cell.value for cell in sheet[1] if cell.font.bold}
    assert bold == set(REQUIRED[name].split())
    fills = {cell.font.bold: cell.fill.fgColor.rgb for cell in sheet[1]}
    assert len(set(fills.values())) == 2


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_frozen_below_the_names_and_prints_wide(
    home: Home, tmp_path: Path, name: str
) -> None:
    sheet = opened(template(home, tmp_path))[name]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is None
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
    assert sheet.page_setup.fitToHeight == 0


def test_texts_and_codes_stay_text_dates_are_dates_and_amounts_are_numbers(
    home: Home, tmp_path: Path
) -> None:
    book = opened(template(home, tmp_path))
    sheet = book["doorverwijzingen"]
    found = dict(zip((cell.value for cell in sheet[1]), formats(sheet), strict=True))
    of_dates = {"datum_doorverwijzing", "datum_resultaat", "opgevolgd_tot"}
    of_amounts = {"bedrag_maand", "bedrag_eenmalig"}
    assert {name for name, form in found.items() if form == "dd/mm/yyyy"} == of_dates
    assert {name for name, form in found.items() if form == "#,##0.00"} == of_amounts
    assert {found[name] for name in found.keys() - of_dates - of_amounts} == {"@"}
    assert formats(book["signalen"])[-1] == "@"  # aantal_klasse: 1-4 is no date


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_it_is_a_formula_an_author_or_a_link(
    home: Home, tmp_path: Path, language: Language
) -> None:
    with zipfile.ZipFile(template(home, tmp_path, language)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        assert not re.search(rb"<f[ >]|hyperlink|definedName name=\"(?!_xlnm)", part), name
    core = parts["docProps/core.xml"].decode()
    assert not re.search(r"<(dc:creator|cp:lastModifiedBy)>[^<]", core)


def test_the_contract_versions_are_inside_and_on_the_explanation(
    home: Home, tmp_path: Path
) -> None:
    path = template(home, tmp_path)
    with zipfile.ZipFile(path) as archive:
        custom = archive.read("docProps/custom.xml").decode()
    properties = dict(re.findall(r'name="([^"]+)"><vt:lpwstr>([^<]+)<', custom))
    versions = {f"contract {s.physical_name}": s.version for s in contracts.streams()}
    assert properties == {"stek": "zaventem", "maand": "2026-10", **versions}
    told = {str(row[0]) for row in opened(path)["Uitleg"].values}
    for stream in contracts.streams():
        assert f"{stream.title.nl} (versie {stream.version})" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_template_that_was_not_filled_in_is_clean_and_holds_no_rows(
    home: Home, tmp_path: Path, language: Language
) -> None:
    path = template(home, tmp_path, language)
    assert find_identity(path.read_bytes(), path.name) == ()
    seen = look_at(path)
    assert seen.is_clean
    assert seen.refusal is not None
    assert seen.refusal.reason == "empty_file"


def test_a_month_that_has_not_begun_gets_its_template(home: Home, tmp_path: Path) -> None:
    path = template(home, tmp_path, month=Month(2099, 2))
    (rule,) = [
        one
        for one in opened(path)["bezoeken"].data_validations.dataValidation
        if one.type == "date"
    ]
    days = [date(1899, 12, 30).toordinal() + int(str(n)) for n in (rule.formula1, rule.formula2)]
    assert [date.fromordinal(day) for day in days] == [date(2099, 2, 1), date(2099, 2, 28)]


@pytest.mark.parametrize(("stek", "month"), [("nergens", MONTH), (STEK, Month(2021, 12))])
def test_no_template_for_a_stek_that_is_not_there_then(
    home: Home, tmp_path: Path, stek: str, month: Month
) -> None:
    with pytest.raises(WrongUseError, match=r"There is no Stek 'nergens'|not for 2021-12"):
        write_template(home, stek, month, "nl", tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()


def test_a_template_is_small_enough_to_mail(home: Home, tmp_path: Path) -> None:
    assert template(home, tmp_path).stat().st_size < 100_000
