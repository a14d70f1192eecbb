from __future__ import annotations

import pytest

from pipelines import contracts
from pipelines.errors import RefusedError
from pipelines.reading.identity import Trace, find_identity
from tests.reading.harmless import harmless
from tests.reading.writing import HEADER, Rows, csv_text, ods, visit, visits, xlsx

REGISTER = "93.05.18-223.61"
KIND = "national_register_number"


def traces_in(lines: Rows) -> list[tuple[str, str]]:
    """Kind and cell of what is found in a csv file."""
    return [(trace.kind, trace.cell) for trace in find_identity(csv_text(lines).encode(), "x.csv")]


def with_extra(*texts: str | float | None, head: str = "extra") -> Rows:
    """Visits with one column more than the contract has."""
    return [[*HEADER, head], *([*visit(bezoek_id=f"b{n}"), text] for n, text in enumerate(texts))]


def test_a_clean_file_holds_no_trace() -> None:
    lines = visits(visit(), visit(bezoek_id="b2"))
    assert find_identity(csv_text(lines).encode(), "bezoeken 2026-10.csv") == ()
    assert find_identity(xlsx({"bezoeken": lines, "Uitleg": [["x"]]}), "bezoeken.xlsx") == ()
    assert find_identity(ods({"bezoeken": lines}), "bezoeken.ods") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (REGISTER, KIND),
        ("93051822361", KIND),
        ("88222999936", "bis_number"),
        ("BE41091811735141", "iban"),
        ("0475/12.34.56", "telephone"),
        ("jan@voorbeeld.be", "email"),
    ],
)
def test_each_kind_is_found_in_any_column_of_any_kind_of_file(text: str, kind: str) -> None:
    lines = visits(visit(), visit(bezoeker_code=text))
    for data in (csv_text(lines).encode(), xlsx({"x": lines}), ods({"x": lines})):
        found = find_identity(data, "x")
        assert [(trace.kind, trace.cell, trace.place) for trace in found] == [(kind, "D3", "cell")]


def test_a_number_cell_of_eleven_digits_counts_too() -> None:
    for write in (xlsx, ods):
        data = write({"bezoeken": visits(visit(bezoek_id=93051822361))})
        assert find_identity(data, "x") == (Trace(KIND, "bezoeken", "B2"),)


def test_the_place_is_named_as_the_person_sees_it_and_the_value_never() -> None:
    lines = [["titel"], [], *visits(visit(), visit(thema=REGISTER))]
    (trace,) = find_identity(xlsx({"Bezoeken okt": lines}), "x.xlsx")
    assert trace == Trace(KIND, "Bezoeken okt", "L5")
    assert "93" not in repr(trace)


@pytest.mark.parametrize(
    "name",
    [
        f"dossier {REGISTER}.csv",
        "klant_93051822361.csv",
        "93051822361-okt.csv",
        "rrn-93051822361.csv",
    ],
)
def test_a_number_in_the_files_name_is_found(name: str) -> None:
    assert find_identity(csv_text(visits(visit())).encode(), name) == (
        Trace(KIND, "", "", "file_name"),
    )


def test_a_column_called_after_a_person_is_found_when_something_is_in_it() -> None:
    assert traces_in(with_extra("Jan", "Els", head="Voornaam")) == [("name_column", "M1")]
    assert traces_in(with_extra("1930", head="postcode")) == [("postcode_with_age", "M1")]
    assert traces_in(with_extra(None, None, head="Voornaam")) == []


def test_a_column_that_looks_like_names_is_found_whatever_it_is_called() -> None:
    lines = with_extra("Jan Peeters", "Fatima El Amrani", "Els Maes", head="nota")
    assert traces_in(lines) == [("name_column", "M1")]


def test_names_in_the_place_of_visitor_codes_are_found() -> None:
    lines = visits(visit(bezoeker_code="Jan Peeters"), visit(bezoeker_code="Els Maes"))
    assert traces_in(lines) == [("name_column", "D1")]


def test_free_text_in_a_row_is_found_and_a_long_label_is_none() -> None:
    sentence = "mevrouw komt al jaren en heeft hulp nodig"
    assert len(sentence) == 41
    assert traces_in(with_extra("kort", sentence)) == [("free_text", "M3")]
    assert traces_in(with_extra("Inkomensvervangende of integratietegemoetkoming")) == []
    assert traces_in(visits(visit(thema="inkomen, wonen, energie, gezondheid, schulden"))) == []


def test_explanations_above_the_header_and_on_other_sheets_are_no_free_text() -> None:
    words = "Vul elke maand dit bestand in en lever het voor de vijftiende van de maand."
    lines = [[words], *visits(visit())]
    assert find_identity(xlsx({"bezoeken": lines, "Uitleg": [[words], ["naam", "x"]]}), "x") == ()


def test_a_list_of_people_on_another_sheet_is_found() -> None:
    people = [["Naam", "Voornaam", "Geboortedatum"], ["Peeters", "Jan", "18/05/1993"]]
    found = find_identity(xlsx({"bezoeken": visits(visit()), "Klanten": people}), "x.xlsx")
    assert {(t.kind, t.sheet, t.cell) for t in found} == {
        ("name_column", "Klanten", "A1"),
        ("name_column", "Klanten", "B1"),
        ("birth_date", "Klanten", "C1"),
    }


def test_the_words_of_a_template_are_no_alarm() -> None:
    explained = [
        [column.title.nl, column.hint.nl]
        for stream in contracts.streams()
        for column in stream.columns
    ]
    codes = [
        [code.code, code.label.nl, code.label.fr]
        for name in ("rights", "reasons", "themes", "destinations", "stekken")
        for code in contracts.code_list(name)
    ]
    sheets: dict[str, Rows] = {
        "bezoeken": visits(visit()),
        "Uitleg": explained,
        "Codes": [["code", "naam"], *codes],
    }
    assert find_identity(xlsx(sheets), "x.xlsx") == ()


def test_a_file_of_harmless_values_is_no_alarm() -> None:
    texts = list(harmless(12_000, seed=3))
    lines = [texts[start : start + 12] for start in range(0, len(texts), 12)]
    assert find_identity(csv_text(lines, "\t").encode(), "x.csv") == ()


def test_serial_numbers_of_eleven_digits_behind_a_prefix_are_no_alarm_and_one_number_is() -> None:
    for start in ("zav-202610", "202610-"):
        ids = [visit(bezoek_id=f"{start}{n:05d}") for n in range(500)]
        assert traces_in(visits(*ids)) == []
    others = [visit(bezoek_id=f"ZAV26J-b{n:04d}") for n in range(500)]
    assert traces_in(visits(*others, visit(bezoek_id="930518-22361"))) == [(KIND, "B502")]
    assert traces_in(visits(visit(bezoek_id="zav-93051822361"))) == [(KIND, "B2")]


def test_codes_of_ten_digits_are_no_telephones_and_a_telephone_among_other_codes_is() -> None:
    codes = [visit(bezoeker_code=f"{4_500_000_000 + 7_919 * n:010d}") for n in range(2_000)]
    codes += [visit(bezoeker_code=f"0{450_000_000 + n}") for n in range(20)]
    assert traces_in(visits(*codes)) == []
    others = [visit(bezoeker_code=f"AB{n:08d}") for n in range(200)]
    assert traces_in(visits(*others, visit(bezoeker_code="0475123456"))) == [("telephone", "D202")]


def test_a_file_that_cannot_be_looked_into_is_refused() -> None:
    with pytest.raises(RefusedError, match="unsupported_kind"):
        find_identity(b"%PDF-1.7", "x.pdf")


def test_every_kind_has_its_words_in_the_contract() -> None:
    kinds = {"bis_number", "iban", "telephone", "email", "name_column", "address_column",
             "birth_date", "postcode_with_age", "free_text", KIND}  # fmt: skip
    assert kinds == contracts.delivery_rules().identity.keys()
