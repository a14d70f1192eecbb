from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.workbook import Workbook

from pipelines.contracts import LANGUAGES, Language
from pipelines.contracts.workbook import workbook_words
from pipelines.reading.files import read_delivery
from pipelines.reading.identity import find_identity
from tests.answering.books import (
    FINDINGS,
    ROWS,
    answered,
    finding,
    formulas,
    in_libreoffice,
    looks,
    marked,
    opened,
    own_workbook,
)
from tests.reading.writing import part

MARKED = {"A2", "F4", "F6", "C5", "H2"}  # the column that is wrong throughout: at its name
RED, ORANGE = (0xF0, 0x90, 0x88), (0xFC, 0xC8, 0x78)
YELLOW, BLUE = (0xF8, 0xEC, 0x9C), (0xCC, 0xE4, 0xF4)


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return answered(tmp_path_factory.mktemp("own"), own_workbook(), *FINDINGS)


@pytest.fixture(scope="module")
def saved(returned: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """As LibreOffice saves it after opening it."""
    return in_libreoffice(returned, tmp_path_factory.mktemp("saved"))


@pytest.fixture(scope="module")
def seen(saved: bytes) -> Workbook:
    return opened(saved)


def hue(look: tuple[object, ...]) -> tuple[int, ...]:
    """The colour without its last two bits, which nobody sees."""
    return tuple(channel & ~3 for channel in bytes.fromhex(str(look[0])[-6:]))


def test_libreoffice_shows_every_mark_at_its_cell_with_its_own_colour_and_border(
    seen: Workbook,
) -> None:
    own = looks(seen["bezoeken"])
    assert marked(seen["bezoeken"]) == MARKED
    assert [(hue(own[name]), own[name][1]) for name in ("F4", "F6")] == [(ORANGE, "medium")] * 2
    assert (hue(own["C5"]), own["C5"][1]) == (YELLOW, "mediumDashed")
    assert (hue(own["H2"]), own["H2"][1]) == (BLUE, "thin")
    assert {(hue(own[f"A{row}"]), own[f"A{row}"][1]) for row in range(2, ROWS + 3)} == {
        (RED, "thick")
    }


def test_a_comment_says_what_to_do_what_is_allowed_and_what_was_probably_meant(
    seen: Workbook,
) -> None:
    comment = str(looks(seen["bezoeken"])["F4"][-1])
    assert comment.splitlines() == [
        "Even nakijken",
        "",
        "— Stek monitor —",
        "▲ telt nog niet mee",
        "Kies een contactvorm uit de lijst.",
        "Wat mag: ontmoeting, digihulp",
        "Bedoelde je koffie_formulieren?",
        "———",
    ]


def test_cells_that_are_right_and_comments_of_the_person_stay_as_they_are(seen: Workbook) -> None:
    own = looks(seen["bezoeken"])
    assert hue(own["B2"]) == (0x1C, 0x38, 0x64)
    assert own["F5"][:3] == (None, None, None)
    assert own["G9"][-1] == "Van mij"


def test_a_column_name_in_white_becomes_readable_on_our_colour(seen: Workbook) -> None:
    own = looks(seen["bezoeken"])
    assert (own["A2"][3:5], own["B2"][3:5]) == ((True, "FF000000"), (True, "FFFFFFFF"))


def test_own_formatting_is_kept(returned: bytes) -> None:
    book = opened(returned)
    sheet = book["bezoeken"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:L1"]
    assert sheet.column_dimensions["C"].width == pytest.approx(14.7, abs=0.1)
    assert sheet.column_dimensions["J"].hidden
    assert sheet.row_dimensions[8].hidden
    assert sheet.freeze_panes == "C3"
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["H3:H99"]
    assert sheet["C5"].number_format == "dd/mm/yyyy"
    assert book["Uitleg"].sheet_state == "hidden"


def test_the_workbook_opens_at_the_list_and_no_other_sheet_is_chosen_with_it(
    seen: Workbook,
) -> None:
    assert seen.sheetnames == ["Te verbeteren", "bezoeken", "Uitleg"]
    assert seen.active is seen["Te verbeteren"]
    assert [bool(s.sheet_view.tabSelected) for s in seen.worksheets] == [True, False, False]


def test_the_list_tells_every_finding_in_the_order_of_the_report(returned: bytes) -> None:
    zaventem = ("De STEK Zaventem", "oktober 2026", "bezoeken")
    code, allowed = "Kies een contactvorm uit de lijst.", "ontmoeting, digihulp"
    refused, waits = "✖ kan niet gebruikt worden", "▲ telt nog niet mee"
    throughout = "10 rijen: 3 tot 12"
    sheet = opened(returned)["Te verbeteren"]
    assert list(sheet.iter_rows(max_col=10, values_only=True)) == [
        ("Wat te doen", "Stek", "Maand", "Blad", "Rij", "Kolom", "Naam van de kolom", "Wat mag",
         "Voorstel", "Gevolg"),
        ("Voeg de kolom thema toe.", *zaventem, None, None, "thema", None, None, refused),
        (code, *zaventem, 4, "F", "contactvorm", allowed, "Bedoelde je koffie_formulieren?", waits),
        (code, *zaventem, 6, "F", "contactvorm", allowed, None, waits),
        ("Vul de Stek van deze levering in.", *zaventem, throughout, "A", "stek_id", None, None,
         refused),
        ("Kijk na of deze datum klopt.", *zaventem, 5, "C", "datum", None, None,
         "? opvallend: klopt dit?"),
        ("Code herkend in gender: 3 keer.", *zaventem, None, "H", "gender", None, None,
         "✔ rechtgezet"),
    ]  # fmt: skip


def test_the_row_in_the_list_leads_to_the_cell(seen: Workbook) -> None:
    cells = (seen["Te verbeteren"][name] for name in ("D2", "E3", "E4", "E5", "E6", "D7"))
    places = [str(cell.hyperlink.location if cell.hyperlink else "") for cell in cells]
    assert [place.replace("'", "").replace(".", "!") for place in places] == [
        f"bezoeken!{cell}" for cell in ("A2", "F4", "F6", "A3", "C5", "H2")
    ]


def test_the_list_can_be_filtered_and_printed_and_keeps_its_headings_in_view(
    returned: bytes, seen: Workbook
) -> None:
    # Without a window LibreOffice keeps no view: what is frozen is asked of the file itself.
    assert opened(returned)["Te verbeteren"].freeze_panes == "A2"
    sheet = seen["Te verbeteren"]
    assert sheet.auto_filter.ref == "A1:J7"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet["A3"].alignment.wrap_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_and_comments_are_in_the_language_of_the_reader(
    tmp_path: Path, language: Language
) -> None:
    book = opened(answered(tmp_path, own_workbook(), *FINDINGS, language=language))
    told = workbook_words()
    sheet = book[told.sheet.to(language)]
    assert [cell.value for cell in sheet[1]][:10] == [
        w.to(language) for w in told.headings.values()
    ]
    assert sheet["A3"].value == FINDINGS[1].message.to(language)
    comment = str(looks(book["bezoeken"])["F6"][-1])
    assert FINDINGS[1].message.to(language) in comment
    assert told.severities["achterhouden"].to(language) in comment


def test_nothing_in_the_returned_workbook_starts_a_formula(returned: bytes, saved: bytes) -> None:
    assert formulas(own_workbook())  # or the test could not fail
    assert (formulas(returned), formulas(saved)) == ([], [])
    sheet = opened(returned)["bezoeken"]
    texts = {name: sheet[name].value for name in ("B6", "H7", "D8")}
    assert texts == {"B6": "=HYPERLINK(1)", "H7": "v", "D8": "=AB12CD34"}
    assert all(sheet[name].data_type == "s" for name in texts)
    assert [sheet[name].quotePrefix for name in texts] == [True, False, True]


def test_delivered_again_as_it_is_it_is_read_as_the_same_rows(
    returned: bytes, saved: bytes
) -> None:
    delivered = read_delivery(own_workbook(), "a.xlsx").sheets
    for data in (returned, saved):
        (sheet,) = read_delivery(data, "terug.xlsx").sheets
        assert sheet.rows.equals(delivered[0].rows)
        assert (sheet.title, sheet.letters) == (delivered[0].title, delivered[0].letters)
        assert sheet.repairs == delivered[0].repairs
        assert find_identity(data, "terug.xlsx") == ()


def test_after_correction_the_old_marks_are_gone_and_the_own_looks_are_back(
    tmp_path: Path, returned: bytes, saved: bytes
) -> None:
    before = opened(in_libreoffice(own_workbook(), tmp_path))
    for own, data in ((opened(own_workbook()), returned), (before, saved)):
        book = opened(answered(tmp_path, data))
        assert book.sheetnames == ["Te verbeteren", "bezoeken", "Uitleg"]
        assert book["Te verbeteren"]["A2"].value == "Je hoeft niets te verbeteren."
        assert looks(book["bezoeken"]) == looks(own["bezoeken"])


def test_a_mark_goes_with_its_row_when_rows_are_put_above_it(
    tmp_path: Path, returned: bytes
) -> None:
    book = opened(returned)
    cell = book["bezoeken"]["C5"]
    moved = book["bezoeken"]["C40"]
    moved._style, moved.value = cell._style, cell.value
    path = tmp_path / "verplaatst.xlsx"
    book.save(path)
    own = looks(opened(answered(tmp_path, path.read_bytes()))["bezoeken"])
    assert own["C40"][:2] == looks(opened(own_workbook())["bezoeken"])["C5"][:2]


def test_answers_do_not_pile_up(tmp_path: Path, returned: bytes) -> None:
    first = opened(returned)
    again = opened(answered(tmp_path, returned, *FINDINGS))
    assert again.sheetnames == first.sheetnames
    assert looks(again["bezoeken"]) == looks(first["bezoeken"])


def test_a_sheet_of_the_person_with_the_same_name_stays(tmp_path: Path) -> None:
    book = opened(own_workbook())
    book.create_sheet("Te Verbeteren")["A1"] = "melk halen"
    path = tmp_path / "eigen.xlsx"
    book.save(path)
    once = answered(tmp_path, path.read_bytes(), *FINDINGS)
    twice = opened(answered(tmp_path, once, *FINDINGS))
    assert twice.sheetnames == ["Te verbeteren (2)", "bezoeken", "Uitleg", "Te Verbeteren"]
    assert twice["Te Verbeteren"]["A1"].value == "melk halen"


def test_without_a_copy_there_is_the_list_alone(tmp_path: Path) -> None:
    data = answered(tmp_path, None, *FINDINGS)
    (sheet,) = opened(data).worksheets
    assert sheet.max_row == len(FINDINGS) + 1 + 1 + 1  # one has two rows; headings; a last line
    assert sheet.cell(sheet.max_row, 1).value == workbook_words().list_only.nl
    assert b"creator" not in part(data, "docProps/core.xml")


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"PK\x03\x04 no zip", b""])
def test_what_cannot_be_read_is_answered_with_the_list(tmp_path: Path, data: bytes) -> None:
    assert opened(answered(tmp_path, data, *FINDINGS)).sheetnames == ["Te verbeteren"]


def test_rows_and_columns_that_are_not_there_harm_nothing(tmp_path: Path) -> None:
    far = finding((0, 4, 13, 999_999, 99_999_999), suggestions={13: "x"})
    odd = [finding((4,), letter=letter) for letter in ("", "ZZZZ", "?", "f")]
    book = opened(answered(tmp_path, own_workbook(), far, *odd))
    assert marked(book["bezoeken"]) == {"F4"}
    assert book["Te verbeteren"].max_row == 1 + 5 + 4


def test_a_wrong_cell_in_a_merged_area_is_marked_where_the_area_begins(tmp_path: Path) -> None:
    book = opened(own_workbook())
    book["bezoeken"].merge_cells("F5:F7")
    path = tmp_path / "samen.xlsx"
    book.save(path)
    sheet = opened(answered(tmp_path, path.read_bytes(), finding((6, 7))))["bezoeken"]
    assert marked(sheet) == {"F5"}


def test_words_of_the_workbook_are_short_and_there_in_every_language() -> None:
    told = workbook_words()
    sentences = (told.suggestion, told.allowed, told.rows, told.list_only, told.nothing)
    for words in (*told.headings.values(), *told.severities.values(), *sentences):
        assert all(0 < len(words.to(language).split()) <= 25 for language in LANGUAGES)
