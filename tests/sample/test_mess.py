"""Every form of real files (extract-format.md) occurs in the sample; looked at from outside."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.sample import opened

HAND_WRITTEN = r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})"
NOTE = "Voorbeeldgegevens: fictieve cijfers"


def any_word(out: Path, pattern: str) -> bool:
    files = [path for kind in ("csv", "xlsx", "ods") for path in opened.deliveries(out, kind)]
    return any(opened.matching(path, pattern) for path in files)


def test_csv_files_are_separated_by_semicolons_commas_and_tabs(out: Path) -> None:
    found = set()
    for path in opened.deliveries(out, "csv"):
        header = max(opened.text(path).splitlines(), key=len)
        found.add(max(";,\t", key=header.count))
    assert found == {";", ",", "\t"}


def test_csv_files_have_a_byte_order_mark_or_not_and_are_sometimes_windows_1252(out: Path) -> None:
    contents = [path.read_bytes() for path in opened.deliveries(out, "csv")]
    assert any(data.startswith(b"\xef\xbb\xbf") for data in contents)
    assert any("€".encode() in data and not data.startswith(b"\xef\xbb\xbf") for data in contents)
    with pytest.raises(UnicodeDecodeError):
        b"\n".join(contents).decode("utf-8")
    assert any(b"\xe9" in data for data in contents)  # é in Windows-1252


def test_lines_end_in_two_ways_and_some_files_quote_every_field(out: Path) -> None:
    contents = [path.read_bytes() for path in opened.deliveries(out, "csv")]
    assert {b"\r\n" in data for data in contents} == {True, False}
    assert any(data.startswith(b'"') for data in contents)


def test_titles_stand_above_the_header_and_say_that_all_is_fictitious(out: Path) -> None:
    for stek_id in ("zaventem", "tienen", "anderlecht-peterbos"):
        for path in opened.of(out, stek_id):
            for sheet in opened.sheets(path).values():
                if len(sheet[0]) > 1:  # not the hidden list
                    assert sheet[2][0] == NOTE
    first = opened.rows(opened.of(out, "beringen")[0])
    assert first[1][0] == "juli 2026"
    assert first[2][0] == NOTE


def test_every_workbook_says_in_its_properties_that_it_is_fictitious(out: Path) -> None:
    for path in opened.deliveries(out, "xlsx"):
        assert opened.parts(path, "docProps/core.xml").count(NOTE) == 2
    for path in opened.deliveries(out, "ods"):
        assert opened.parts(path, "meta.xml").count(NOTE) == 2


def test_some_files_end_in_a_total_and_have_empty_rows_in_between(out: Path) -> None:
    last = opened.rows(opened.of(out, "beringen")[0])[-1]
    assert last[0] == "Totaal"
    sheet = opened.sheets(opened.of(out, "zaventem")[0])["Bezoeken"]
    assert sheet[-1][0] == "Totaal"
    assert sheet[-1][1] == sum(1 for row in sheet if str(row[1]).startswith("ZAV"))
    blank = [place for place, row in enumerate(sheet) if not any(str(cell) for cell in row)]
    assert any(5 < place < len(sheet) - 3 for place in blank)


def test_headers_come_in_other_case_with_spaces_signs_accents_and_other_names(out: Path) -> None:
    for header in (
        "bezoek_id", "BEZOEK_ID", "Bezoek ID", "Bezoek-id", "bezoeknummer", r"eerste contact\?",
        "LEEFTIJDSKLASSE", r"\s+Leeftijdsklasse\s+", "barrière",
    ):  # fmt: skip
        assert any_word(out, header), header


def test_codes_come_as_labels_in_other_case_with_spaces_and_as_other_words(out: Path) -> None:
    for code in (
        "koffie_formulieren", "KOFFIE_FORMULIEREN", "Koffie formulieren", "Koffie & Formulieren",
        "KOFFIE & FORMULIEREN", r" Koffie & Formulieren ", "K&F", "K en F", "Alleenstaande ouder",
        "N1a", "1 tot 4 mensen", "digitaal|wonen", "[A-Z][a-z]+, [A-Z][a-z]+",
    ):  # fmt: skip
        assert any_word(out, code), code


def test_yes_and_no_come_in_every_spelling(out: Path) -> None:
    for word in ("ja", "nee", "Ja", "Nee", "j", "n", "x", "1", "0", "WAAR", "ONWAAR"):
        assert any_word(out, word), word
    values = [cell for path in opened.of(out, "harelbeke") for cell in opened.cells(path)]
    assert any(cell is True for cell in values)
    assert any(cell is False for cell in values)


def test_dates_come_as_text_of_three_kinds_as_numbers_and_as_dates(out: Path) -> None:
    for pattern in (r"\d\d/\d\d/2026", r"\d{1,2}-\d{1,2}-26", r"2026-\d\d-\d\d"):
        assert any_word(out, pattern), pattern
    serial = (date(2026, 10, 1) - date(1899, 12, 30)).days
    by_sheet = opened.sheets(opened.of(out, "sint-truiden")[-1])
    assert all(serial <= row[2] < serial + 31 for row in by_sheet["bezoeken"][1:-1])  # type: ignore[operator]
    assert any(opened.matching(path, r"46\d{3}") for path in opened.of(out, "gent-warme-wijktuin"))
    for stek_id in ("zaventem", "kalmthout"):  # xlsx, ods
        assert any(isinstance(cell, date) for cell in opened.cells(opened.of(out, stek_id)[0]))


def test_amounts_come_with_commas_points_spaces_and_the_euro_sign(out: Path) -> None:
    for pattern in (r"\d\.\d{3},\d\d", r"\d{2,3},\d\d", r"\d+\.\d\d?", r"€\s\d+,\d\d"):
        assert any_word(out, pattern), pattern
    assert any_word(out, "€\u00a0\\d\u00a0\\d{3},\\d\\d")


def test_spaces_are_sometimes_non_breaking(out: Path) -> None:
    assert any_word(out, "[A-Z0-9]{8}\u00a0")
    assert any_word(out, "Alleenstaande?\u00a0[a-z ]+")


def test_titles_are_merged(out: Path) -> None:
    assert "<mergeCell ref=" in opened.parts(opened.of(out, "zaventem")[0], "sheet1.xml")
    ods = opened.parts(opened.of(out, "kalmthout")[0], "content.xml")
    assert 'table:number-columns-spanned="13"' in ods
    assert "<table:covered-table-cell/>" in ods


def test_rows_columns_and_sheets_are_hidden(out: Path) -> None:
    assert re.search(r'<row [^>]*hidden="1"', opened.parts(opened.of(out, "gent-broederij")[0]))
    assert re.search(r'<col [^>]*hidden="1"', opened.parts(opened.of(out, "harelbeke")[0]))
    assert 'state="hidden"' in opened.parts(opened.of(out, "zaventem")[0], "workbook.xml")
    column = opened.parts(opened.of(out, "kalmthout")[0], "content.xml")
    assert '<table:table-column table:visibility="collapse"/>' in column
    other = opened.parts(opened.of(out, "gent-zoete-inval")[0], "content.xml")
    assert '<table:table-row table:visibility="collapse"/>' not in other
    assert '<table:table-row table:visibility="collapse">' in other
    assert 'table:name="Lijsten" table:style-name="hidden"' in other


def test_cells_have_comments(out: Path) -> None:
    assert "nagekeken" in opened.parts(opened.of(out, "anderlecht-peterbos")[0], "comments")
    assert "<office:annotation>" in opened.parts(opened.of(out, "kalmthout")[0], "content.xml")


def test_formulas_carry_the_value_last_worked_out(out: Path) -> None:
    excel = opened.parts(opened.of(out, "harelbeke")[0], "sheet1.xml")
    assert re.search(r"<f>DATE\(2026,7,\d+\)</f><v>46\d{3}</v>", excel)
    assert '<f>LOWER("HARELBEKE")</f><v>harelbeke</v>' in excel
    ods = opened.parts(opened.of(out, "kalmthout")[0], "content.xml")
    assert 'table:formula="of:=COUNTA([.B' in ods
    assert "harelbeke" in opened.words(opened.of(out, "harelbeke")[0])


def test_there_are_columns_that_nobody_asked_for_one_of_them_in_front(out: Path) -> None:
    header = opened.sheets(opened.of(out, "harelbeke")[0])
    first = next(iter(header.values()))[0]
    assert first[0] == "volgnr"
    assert first[-2:] == ["duur (min)", "controle"]


def test_a_class_of_one_to_four_is_a_date_where_excel_made_it_one(out: Path) -> None:
    assert any_word(out, "1/apr")
    tuintjes = opened.of(out, "gent-tuintjes") + opened.of(out, "anderlecht-peterbos")
    values = [cell for path in tuintjes for cell in opened.cells(path)]
    assert date(2026, 4, 1) in values
    assert any("d-mmm" in opened.parts(path, "styles.xml") for path in tuintjes)


def test_sheets_are_sometimes_not_named_after_what_is_on_them(out: Path) -> None:
    names = list(opened.sheets(opened.of(out, "gent-tuintjes")[0]))
    assert names == ["Blad1", "Blad2", "Blad3", "Blad4"]


def test_dates_written_day_first_are_settled_by_another_date_in_the_same_file(out: Path) -> None:
    settled = 0
    for kind in ("csv", "xlsx", "ods"):
        for path in opened.deliveries(out, kind):
            written = [re.fullmatch(HAND_WRITTEN, word) for word in opened.words(path)]
            days = [match for match in written if match]
            assert not days or any(int(match[1]) > 12 for match in days), path
            assert all(int(match[2]) <= 12 for match in days), path
            settled += bool(days)
    assert settled > 20
