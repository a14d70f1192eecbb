from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines import contracts
from pipelines.checking.outcomes import StreamOutcome
from pipelines.contracts import LANGUAGES, Language
from pipelines.home import Home
from tests.answering.pages import made, parsed
from tests.receipts import NOTHING, RECEIPT, belgian


def test_the_page_says_in_dutch_what_was_delivered_when_and_what_became_of_it(home: Home) -> None:
    page = parsed(made(home, RECEIPT))
    assert page.elements[0] == ("html", {"lang": "nl"})
    assert page.texts["h1"] == ["Ontvangstbewijs"]
    for told_there in (
        "De STEK Zaventem, oktober 2026",
        "De STEK Zaventem, oktober 2026: ontvangen, maar sommige rijen tellen nog niet mee.",
        "dinsdag 10 november 2026 om 14.05 uur",
        "donderdag 12 november 2026 om 09.00 uur",
        "levering.csv",
        "32 bytes",
        "stek verify BEWIJS BESTAND",
    ):
        assert told_there in page.seen
    facts = dict(zip(page.texts["dt"], page.texts["bdi"], strict=False))
    assert facts["Nummer"] == "7"
    assert facts["Bestand"] == "levering.csv"
    assert str(RECEIPT.sha256) in "".join(page.texts["span"])


def test_the_table_has_a_row_for_each_stream_with_each_count(home: Home) -> None:
    page = parsed(made(home, RECEIPT))
    assert page.rows == [
        ["Blad", "Rijen", "Tellen mee", "Wachten op verbetering"],
        ["Bezoeken afspraken 1.1.0", "1.204", "1.192", "12"],
        ["Doorverwijzingen afspraken 1.3.0", "96", "0", "96"],
        ["✖ Voeg de kolom aangekomen toe aan Blad2 en lever het bestand opnieuw."],
    ]
    scopes = [attrs["scope"] for tag, attrs in page.elements if tag == "th"]
    assert scopes == ["col"] * 4 + ["row"] * 2


@pytest.mark.parametrize(
    ("language", "title", "moment", "rows"),
    [
        ("fr", "Accusé de réception", "dimanche 1er novembre 2026 à 00 h 30", "1\u202f204"),
        ("en", "Receipt", "Sunday 1 November 2026 at 00:30", "1,204"),
    ],
)
def test_french_and_english_readers_get_their_own_words(
    home: Home, language: Language, title: str, moment: str, rows: str
) -> None:
    page = parsed(made(home, replace(RECEIPT, received_at=belgian("2026-11-01T00:30")), language))
    assert page.elements[0] == ("html", {"lang": language})
    assert page.texts["h1"] == [title]
    assert moment in page.seen
    assert page.rows[1][1] == rows


def test_the_moment_of_taking_in_is_told_only_when_it_is_another(home: Home) -> None:
    at_once = replace(RECEIPT, landed_at=RECEIPT.received_at)
    assert "Verwerkt op" in parsed(made(home, replace(RECEIPT, number=1))).seen
    assert "Verwerkt op" not in parsed(made(home, replace(at_once, number=2))).seen


def test_a_refused_file_is_told_with_what_to_do_where_and_why_it_is_not_named(home: Home) -> None:
    where = {"kind": "national_register_number", "sheet": "bezoeken", "cell": "D14"}
    refused = replace(
        RECEIPT, outcome="refused", reason="personal_data", where=where, streams=(),
        file_name=None, is_kept=False,
    )  # fmt: skip
    page = parsed(made(home, refused))
    assert "dit bestand kan niet gebruikt worden (ontvangstbewijs 7)." in page.seen
    assert "Haal een rijksregisternummer weg en lever het bestand opnieuw." in page.seen
    assert "Kijk hier: bezoeken, D14." in page.seen
    assert "Niet genoteerd en niet bewaard: er zijn persoonsgegevens in gevonden." in page.seen
    assert "Bezoeken 1.1.0" in page.seen
    assert page.rows == []


def test_personal_data_in_another_place_than_a_cell_is_told_with_that_place(home: Home) -> None:
    where = {"kind": "iban", "sheet": "", "cell": "", "place": "file_name"}
    refused = replace(
        RECEIPT, outcome="refused", reason="personal_data", where=where, streams=(), file_name=None
    )
    assert "Kijk hier: de naam van het bestand." in parsed(made(home, refused)).seen


def test_a_file_that_could_not_be_looked_through_is_not_named_and_says_so(home: Home) -> None:
    refused = replace(
        RECEIPT, outcome="refused", reason="encrypted", streams=(), file_name=None, is_kept=False
    )
    page = parsed(made(home, refused))
    assert "Haal het wachtwoord van het bestand weg" in page.seen
    assert "we konden het niet nakijken op persoonsgegevens" in page.seen
    assert "Kijk hier" not in page.seen


def test_nothing_to_report_names_the_streams_and_no_file(home: Home) -> None:
    page = parsed(made(home, NOTHING))
    assert "genoteerd dat er niets te melden is (ontvangstbewijs 7)" in page.seen
    assert "Geen bestand: er was niets te melden." in page.seen
    assert page.rows[1:] == [["Bezoeken afspraken 1.1.0", "0", "0", "0"]]
    assert "SHA-256" not in page.seen
    assert page.texts["code"] == ["stek verify BEWIJS"]


REFUSALS = sorted(contracts.delivery_rules().refusals)


@pytest.mark.parametrize("reason", REFUSALS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_words_on_the_page(
    home: Home, reason: str, language: Language
) -> None:
    where = {"kind": "iban"} if reason == "personal_data" else {}
    file = replace(RECEIPT, outcome="refused", reason=reason, where=where, streams=())
    stream = replace(
        RECEIPT, number=8, streams=(StreamOutcome("visits", "refused", 3, 3, reason, where),)
    )
    begins = contracts.delivery_rules().refusals[reason].to(language).split("{")[0]
    assert begins in parsed(made(home, file, language)).seen
    if reason != "personal_data":
        assert begins in parsed(made(home, stream, language)).rows[-1][0]


def test_a_stream_refused_by_a_rule_of_its_contract_is_told_in_the_words_of_the_rule(
    home: Home,
) -> None:
    rule = contracts.stream("visits").rules[0]
    receipt = replace(RECEIPT, streams=(StreamOutcome("visits", "refused", 3, 3, rule.name, {}),))
    assert rule.message.nl in parsed(made(home, receipt)).rows[-1][0]


def test_only_a_home_with_fictitious_deliveries_says_so(home: Home) -> None:
    assert "Voorbeeldgegevens" not in made(home, RECEIPT)
    (home.landing / "sample.json").write_text('{"as_of": "2026-11-15"}', "utf-8")
    assert "Voorbeeldgegevens: fictieve cijfers." in parsed(made(home, RECEIPT)).seen
