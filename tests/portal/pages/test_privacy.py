from __future__ import annotations

import re

import pytest

from pipelines import contracts
from pipelines.contracts import LANGUAGES, Language
from pipelines.home import Home
from pipelines.retention_rules import rules
from tests.portal.pages.administration import office, words_of


def page(home: Home, language: Language = "nl", *, is_open: bool = False) -> str:
    asked = {"cookie": f"__Host-taal={language}"}
    return words_of(office(home, is_open=is_open).client.get("/privacy", headers=asked).text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_which_columns_are_delivered_by_their_titles(
    home: Home, language: Language
) -> None:
    told = page(home, language)
    for stream in contracts.streams():
        assert stream.title.to(language) in told
        for column in stream.columns:
            assert column.title.to(language) in told, column.name
    for kind in contracts.delivery_rules().identity.values():
        assert kind.to(language) in told


def test_how_long_is_what_the_rules_of_retention_say(home: Home) -> None:
    told, periods = page(home), rules()
    assert f"Geleverde bestanden {periods.raw_months} maanden na de maand" in told
    assert f"grover gemaakt {periods.records_months} maanden na de maand" in told
    assert f"Logboek {periods.journal_months} maanden na het einde van het jaar" in told
    assert f"Wanneer iemand aangemeld was {periods.sign_in_days} dag" in told


def test_what_is_shown_of_small_numbers_and_when_sessions_end_is_read_from_the_settings(
    home: Home,
) -> None:
    told = page(home)
    assert "Minder dan 5 mensen tonen we nooit" in told
    assert "een percentage tonen we vanaf 20 mensen" in told.lower()
    assert "na 60 minuten zonder iets te doen, en zeker na 12 uur" in told
    assert "Na 10 pogingen in een uur, of 5 foute codes" in told
    assert "Zorgbudget" in told.partition("zeggen iets over gezondheid")[2][:200]


def test_what_saamo_has_still_to_confirm_is_said_openly(home: Home) -> None:
    assert len(re.findall("Nog te bevestigen door SAAMO:", page(home))) == 5


def test_who_is_not_signed_in_sees_what_the_setting_says(home: Home) -> None:
    assert "Wie niet aangemeld is niets dan deze pagina" in page(home)
    assert "Wie niet aangemeld is wat gepubliceerd is" in page(home, is_open=True)


def test_a_portal_without_encryption_says_so(home: Home) -> None:
    assert "versleuteld over het internet" in page(home)  # the portal of tests is behind TLS
