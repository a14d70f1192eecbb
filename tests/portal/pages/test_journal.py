from __future__ import annotations

import csv
import io
import re
import time

import pytest

from pipelines import journal
from pipelines.home import Home
from pipelines.journal import who
from portal.administering.history import events, last_signed_in
from portal.frame import TONGUES
from tests.portal.pages.administration import Office, office, words_of

PAGE = "/beheer/logboek"


@pytest.fixture
def portal(home: Home) -> Office:
    """Els looks; Jan was invited by a command and confirmed two deliveries."""
    portal = office(home)
    portal.member("jan", "coordinator", "zaventem")
    journal.note(home, "invited", who="command:root", source="command", account=1)
    for receipt in (7, 8):
        journal.note(
            home, "confirmed", who="account:1", source="10.0.0.7", stek_id="zaventem",
            month="2026-10", receipt=receipt,
        )  # fmt: skip
    return portal


def test_what_was_done_is_told_in_words_the_newest_first(portal: Office) -> None:
    page = words_of(portal.administrator().get(PAGE).text)
    assert page.index("ontvangstbewijs: 8") < page.index("ontvangstbewijs: 7")
    assert re.search(r"\d\d:\d\d:\d\d Levering bevestigd Jan \(account 1\)", page)
    assert "maand: oktober 2026" in page
    assert "Stek: De STEK Zaventem" in page
    assert "10.0.0.7" in page
    assert "Uitgenodigd opdracht van root account: Jan op de server" in page


def test_it_can_be_chosen_by_what_and_by_who(portal: Office) -> None:
    els = portal.administrator()
    by_kind = words_of(els.get(f"{PAGE}?wat=invited").text)
    assert "Eén gebeurtenis" in by_kind
    by_account = words_of(els.get(f"{PAGE}?wie=1").text)
    assert "3 gebeurtenissen, de nieuwste eerst" in by_account  # also what was done to the account
    assert "Er is niets gevonden. Maak een andere keuze." in words_of(els.get(f"{PAGE}?wie=2").text)
    unknown = words_of(els.get(f"{PAGE}?wat=niets&wie=x&voor=-1").text)
    assert "3 gebeurtenissen" in unknown


def test_a_hundred_stand_on_a_page_and_all_can_be_reached(home: Home) -> None:
    portal = office(home)
    for _ in range(101):
        journal.note(home, "signed_in", who="account:1", source="unknown", account=1)
    els = portal.administrator()
    page = els.get(PAGE).text
    assert page.count("Aangemeld</td>") == 100
    older = re.search(r'href="([^"]+)" rel="next"', page)
    assert older
    rest = els.get(older[1].replace("&amp;", "&")).text
    assert rest.count("Aangemeld</td>") == 1
    assert 'rel="next"' not in rest


def test_events_of_an_account_are_not_those_of_another_whose_number_begins_alike(
    home: Home,
) -> None:
    office(home)
    for number in (1, 11, 21):
        journal.note(home, "signed_in", who=f"account:{number}", source="unknown", account=number)
    assert [event.about["account"] for event in events(home, account=1)] == [1]
    assert [event.about["account"] for event in events(home, what="signed_in", count=2)] == [21, 11]


def test_checking_says_that_nothing_was_changed_or_what_was(portal: Office) -> None:
    els = portal.administrator()
    assert "Het logboek is in orde: 3 gebeurtenissen" in words_of(els.get(f"{PAGE}/nakijken").text)
    (file,) = portal.home.journal.glob("*.jsonl")
    file.write_bytes(file.read_bytes().replace(b'"receipt":7', b'"receipt":9'))
    page = words_of(els.get(f"{PAGE}/nakijken").text)
    assert "Een regel is veranderd." in page
    assert "op regel 2. Alles daarvoor klopt: 1 gebeurtenissen." in page


def test_all_of_it_can_be_taken_along_and_names_nobody(portal: Office) -> None:
    answer = portal.administrator().get(f"{PAGE}/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="logboek.csv"'
    first, *lines = csv.reader(io.StringIO(answer.text))
    assert first == ["number", "moment", "what", "who", "source", "about"]
    assert [line[2] for line in lines] == ["invited", "confirmed", "confirmed"]
    assert lines[1][5] == "month=2026-10 receipt=7 stek_id=zaventem"
    assert "Jan" not in answer.text


def test_all_that_the_journal_may_hold_has_a_word_in_every_language() -> None:
    for key in (*who._TEXTS, *who._COUNTS):
        for tongue in TONGUES.values():
            assert tongue.say(f"about_{key}")


def test_a_year_of_sign_ins_is_read_at_once_the_newest_of_each_account(home: Home) -> None:
    office(home)
    for number in (1, 2, 1):
        journal.note(home, "signed_in", who=f"account:{number}", source="unknown", account=number)
    newest, second, _ = journal.read(home)
    assert last_signed_in(home) == {1: newest.moment, 2: second.moment}
    file = home.journal / "2020.jsonl"
    line = newest.line.replace(b'"account":1', b'"account":7')
    file.write_bytes(b"\n".join([line] * 20_000))
    began = time.process_time()
    assert set(last_signed_in(home)) == {1, 2, 7}
    assert time.process_time() - began < 1
