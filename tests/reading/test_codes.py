from __future__ import annotations

import pytest

from pipelines import contracts
from pipelines.contracts import Column
from pipelines.reading.codes import CodeReading, codebook, is_known_word, yes_no

COLUMNS = {
    f"{stream.name}.{column.name}": column
    for stream in contracts.streams()
    for column in stream.columns
}
CODED = [name for name, column in COLUMNS.items() if column.type in ("code", "codes")]


@pytest.mark.parametrize("name", CODED)
def test_every_code_is_itself_in_every_case_and_with_spaces(name: str) -> None:
    column = COLUMNS[name]
    book = codebook(column)
    for code in contracts.accepted_codes(column):
        assert book.read(code.code) == CodeReading(code.code)
        for spelling in (code.code.upper(), f" {code.code.replace('_', ' ')} "):
            assert book.read(spelling).code == code.code


@pytest.mark.parametrize("name", CODED)
def test_every_label_and_synonym_is_read(name: str) -> None:
    column = COLUMNS[name]
    book = codebook(column)
    for code in contracts.accepted_codes(column):
        labels = (code.label.nl, code.label.fr, code.label.en)
        meant = {book.read(text).code for text in (*labels, *code.synonyms)}
        assert meant == {code.code}


@pytest.mark.parametrize(
    ("column", "text", "code", "kind"),
    [
        ("visits.contact_form", "Koffie & Formulieren", "koffie_formulieren", "code_spelling"),
        ("visits.contact_form", "Digitale hulp", "digihulp", "code_label"),
        ("visits.contact_form", "KOFFIE-FORMULIEREN", "koffie_formulieren", "code_spelling"),
        ("visits.contact_form", "koffieformulieren", "koffie_formulieren", "code_spelling"),
        (
            "visits.household_type",
            "Alleenstaande\u00a0ouder",
            "alleenstaande_ouder",
            "code_spelling",
        ),
        ("visits.age_class", "65 +", "65+", "code_spelling"),
        ("visits.age_class", "18 – 24", "18-24", "code_spelling"),
        ("entitlement_checks.reason_1", "n2a", "schaamte", "code_spelling"),
        ("signals.barrier", "Reden onbekend", "onbekend", "code_spelling"),
        ("visits.gender", "Onbekend", "onbekend", "code_spelling"),
        ("visits.housing", "Niet gevraagd", "niet_gevraagd", "code_spelling"),
    ],
)
def test_another_spelling_is_repaired_and_said(
    column: str, text: str, code: str, kind: str
) -> None:
    assert codebook(COLUMNS[column]).read(text) == CodeReading(code, kind)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-04-01", "1-4"),  # typed in Belgium
        ("2026-01-04", "1-4"),  # typed in a program set to English
        ("01/04/2026", "1-4"),
        ("46113", "1-4"),  # 1 April 2026 as a number
        ("1/apr", "1-4"),
        ("1-apr", "1-4"),
        ("apr/1", "1-4"),
        ("2026-09-05", "5-9"),
        ("5/sep", "5-9"),
        ("2019-10-01", "10-19"),  # there is no month 19: Excel made it October 2019
        ("okt/19", "10-19"),
        ("okt-19", "10-19"),
        ("oktober 2019", "10-19"),
        ("octobre 2019", "10-19"),
        ("01/04", "1-4"),  # shown so by a cell that leaves the year out
        ("05-09", "5-9"),
    ],
)
def test_a_class_that_excel_made_a_date_of_is_the_class_again(text: str, code: str) -> None:
    assert codebook(COLUMNS["signals.count_class"]).read(text) == CodeReading(
        code, "code_from_date"
    )


@pytest.mark.parametrize("text", ["2026-03-02", "2/mrt", "14", "59", "1/foo", "2031-10-20"])
def test_a_date_or_number_that_no_class_can_have_been_stays_as_it_is(text: str) -> None:
    assert codebook(COLUMNS["signals.count_class"]).read(text) == CodeReading(text)


@pytest.mark.parametrize("sign", ["?", "-", "--", "/", "nvt", "n.v.t.", "N.V.T", "NVT", "n/a"])
def test_a_sign_for_nothing_reads_as_not_asked_where_the_column_is_optional(sign: str) -> None:
    optional = codebook(COLUMNS["visits.housing"])
    assert optional.read(sign) == CodeReading("niet_gevraagd", "sign_for_nothing")


@pytest.mark.parametrize("sign", ["?", "-", "nvt"])
def test_a_sign_for_nothing_stays_as_it_is_where_the_column_is_required(sign: str) -> None:
    assert codebook(COLUMNS["visits.gender"]).read(sign) == CodeReading(sign)


def test_a_sign_for_nothing_is_an_empty_cell_where_a_rule_decides() -> None:
    reason = codebook(COLUMNS["entitlement_checks.reason_1"])
    assert reason.read("-") == CodeReading(None, "sign_for_nothing")


@pytest.mark.parametrize(
    ("text", "codes", "kinds"),
    [
        ("inkomen", ("inkomen",), ()),
        ("wonen|inkomen", ("wonen", "inkomen"), ()),
        ("wonen, inkomen", ("wonen", "inkomen"), ()),
        ("wonen ; inkomen\nenergie", ("wonen", "inkomen", "energie"), ()),
        ("Wonen,inkomen", ("wonen", "inkomen"), ("code_spelling",)),
        ("wonen|wonen", ("wonen",), ("code_twice",)),
        ("Wonen|wonen", ("wonen",), ("code_spelling", "code_twice")),
        ("Questions juridiques", ("juridisch",), ("code_label",)),
        ("wonen|iets anders nog", ("wonen", "iets anders nog"), ()),
        ("nvt", ("niet_gevraagd",), ("sign_for_nothing",)),
        ("|", (), ()),
    ],
)
def test_several_codes_in_a_cell_are_kept_in_order_and_once(
    text: str, codes: tuple[str, ...], kinds: tuple[str, ...]
) -> None:
    assert codebook(COLUMNS["visits.themes"]).read_several(text) == (codes, kinds)


@pytest.mark.parametrize("text", ["ja", "J", "x", "1", "WAAR", "true", "Oui", "yes"])
def test_every_yes_is_a_yes(text: str) -> None:
    assert yes_no().read(text).code == "ja"


@pytest.mark.parametrize("text", ["nee", "N", "0", "ONWAAR", "False", "non", "neen", "no"])
def test_every_no_is_a_no(text: str) -> None:
    assert yes_no().read(text).code == "nee"


def test_labels_are_known_words_however_long_and_sentences_are_not() -> None:
    assert is_known_word("Inkomensvervangende of integratietegemoetkoming")
    assert is_known_word("Wonen, Energie | Gezin en kinderen")
    assert not is_known_word("Mevrouw heeft een schuld bij haar huisbaas")


def test_a_column_of_the_stek_takes_the_code_and_the_name_but_no_missing_answer() -> None:
    stek: Column = COLUMNS["visits.stek_id"]
    assert codebook(stek).read("De STEK Zaventem").code == "zaventem"
    assert codebook(stek).read("onbekend") == CodeReading("onbekend")
    assert "onbekend" not in codebook(stek).codes
