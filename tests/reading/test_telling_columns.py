from __future__ import annotations

import polars as pl
import pytest

from pipelines import contracts
from pipelines.reading.spelling import compact
from pipelines.reading.telling_columns import (
    bears_out,
    kinds_called,
    kinds_called_weakly,
    kinds_looked_like,
)
from pipelines.reading.telling_words import COLUMN_NAMES, POSTCODES, WEAK_NAMES


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Voornaam", "name_column"),
        ("ACHTERNAAM", "name_column"),
        ("Naam en voornaam", "name_column"),
        ("naam cliënt", "name_column"),
        ("Prénom", "name_column"),
        ("Adres", "address_column"),
        ("Straat + huisnummer", "address_column"),
        ("geboorte-datum", "birth_date"),
        ("Date de naissance", "birth_date"),
        ("Rijksregisternr.", "national_register_number"),
        ("GSM-nummer", "telephone"),
        ("IBAN", "iban"),
    ],
)
def test_a_column_is_known_by_what_it_is_called(name: str, kind: str) -> None:
    assert kinds_called(["stek_id", name, None]) == {1: kind}


def test_naam_alone_and_a_postcode_beside_an_age_are_known_too() -> None:
    assert kinds_called_weakly(["naam", "x"]) == {0: "name_column"}
    assert kinds_called_weakly(["postcode", "bedrag"]) == {}
    assert kinds_called_weakly(["Leeftijd", "Postcode"]) == {1: "postcode_with_age"}


def test_no_column_of_a_contract_is_called_like_that() -> None:
    telling = frozenset.union(*COLUMN_NAMES.values(), WEAK_NAMES, POSTCODES)
    for stream in contracts.streams():
        for column in stream.columns:
            called = {column.physical_name, column.title.nl, column.title.fr, *column.aliases}
            assert not {compact(name) for name in called} & telling


def test_the_words_are_spelled_as_headers_are_compared() -> None:
    for word in frozenset.union(*COLUMN_NAMES.values(), WEAK_NAMES, POSTCODES):
        assert compact(word) == word


@pytest.mark.parametrize(
    ("kind", "values", "is_so"),
    [
        ("name_column", ["Jan", None], True),
        ("name_column", [None, None], False),
        ("address_column", ["ja", "nee"], False),
        ("name_column", ["Leefloon", "IGO"], False),
        ("telephone", ["475 12 34 56"], True),
        ("telephone", ["3", "2"], False),
    ],
)
def test_a_name_must_be_borne_out_by_what_is_in_the_column(
    kind: str, values: list[str | None], is_so: bool
) -> None:
    assert bears_out(kind, pl.Series(values, dtype=pl.String)) is is_so


@pytest.mark.parametrize(
    ("values", "kinds"),
    [
        (["Jan Peeters", "Fatima El Amrani", "Marie-Claire Dubois", None], ["name_column"]),
        (["Peeters, Jan", "Van den Broeck Els"], ["name_column"]),
        (["Jan", "Els", "Fatima"], ["name_column"]),
        (["Kerkstraat 12", "Oude Baan 5", "Stationsplein 1A"], ["address_column"]),
        (["rue de la Loi 16", "avenue Louise 200"], ["address_column"]),
        (["18/05/1993", "1984-12-01", "3 mei 1970"], ["birth_date"]),
        (["Jan Peeters"], []),
        (["Jan Peeters", "OCMW", "CAW", "VDAB", "x"], []),
        (["jan", "feb", "mrt"], []),
        (["Sociale huur", "Private huur", "Koffie & Formulieren"], []),
        (["CAW Halle-Vilvoorde", "OCMW Zaventem", "Huis van het Kind"], []),
        (["18/05/2026", "19/05/2026"], []),
        (["2026-001", "2026-002", "b-1984"], []),
        (["15", "20", "1450"], []),
    ],
)
def test_a_column_is_known_by_what_half_of_its_texts_look_like(
    values: list[str | None], kinds: list[str]
) -> None:
    column = pl.DataFrame({"D": pl.Series(values, dtype=pl.String)})
    assert [kind for _, kind in kinds_looked_like(column)] == kinds


def test_the_labels_of_the_code_lists_look_like_nothing() -> None:
    for stream in contracts.streams():
        for column in stream.columns:
            if column.code_list and column.code_list != "stekken":
                labels = [code.label.nl for code in contracts.accepted_codes(column)]
                frame = pl.DataFrame({"A": labels})
                assert list(kinds_looked_like(frame)) == []
