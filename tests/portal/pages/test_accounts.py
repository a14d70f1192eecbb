from __future__ import annotations

import re

import pytest

from pipelines import journal
from pipelines.home import Home
from tests.portal.mail.servers import Box, mail_server
from tests.portal.pages.administration import PASSWORD, Office, office, words_of

INVITED = {"name": "Jan Janssens", "email": "jan@voorbeeld.be", "role": "coordinator"}


@pytest.fixture
def portal(home: Home) -> Office:
    return office(home)


def events(home: Home) -> list[tuple[str, object]]:
    return [(event.what, event.about.get("account")) for event in reversed(journal.read(home))]


def test_somebody_is_invited_by_a_link_that_is_shown_once_and_works(portal: Office) -> None:
    els = portal.administrator()
    form = INVITED | {"stekken": ["zaventem", "tienen"], "language": "fr"}
    answer = els.post("/beheer/accounts", data=form)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    link = re.search(r'value="https://stek\.example\.org/uitnodiging/([^"]+)"', answer.text)
    assert link
    assert link[1] not in els.get("/beheer/accounts").text
    jan = portal.accounts.accept(link[1], PASSWORD)
    assert (jan.name, jan.role, jan.language) == ("Jan Janssens", "coordinator", "fr")
    assert jan.stekken == ("tienen", "zaventem")
    assert events(portal.home)[-1] == ("invited", jan.number)


def test_what_was_filled_in_wrong_is_told_and_stays_in_the_form(portal: Office) -> None:
    els = portal.administrator()
    answer = els.post("/beheer/accounts", data=INVITED | {"language": "nl"})
    assert answer.status_code == 422
    assert "<title>Fout: Accounts" in answer.text
    assert "Een coördinator hoort bij minstens één Stek. Kies er een." in words_of(answer.text)
    assert 'value="jan@voorbeeld.be"' in answer.text
    twice = INVITED | {"email": "els@voorbeeld.be", "stekken": ["tienen"], "language": "nl"}
    assert "al een account met dit e-mailadres" in els.post("/beheer/accounts", data=twice).text
    assert len(portal.accounts.all()) == 1


def test_the_invitation_is_mailed_where_a_mail_server_is_set_and_says_when_it_is_not(
    home: Home,
) -> None:
    box = Box()
    form = INVITED | {"stekken": ["zaventem"], "language": "nl"}
    with mail_server(box) as server:
        portal = office(home, server)
        els = portal.administrator()
        answer = els.post("/beheer/accounts", data=form)
        assert "De uitnodiging is ook gemaild." in words_of(answer.text)
        box.refused = ("mia@voorbeeld.be",)
        answer = els.post("/beheer/accounts", data=form | {"email": "mia@voorbeeld.be"})
        assert "Mailen is niet gelukt: de mailserver aanvaardt dit bericht niet." in words_of(
            answer.text
        )
    (message,) = box.messages
    assert message["To"] == "jan@voorbeeld.be"
    assert "https://stek.example.org/uitnodiging/" in message.get_content()


def test_another_role_is_asked_to_be_sure_of_because_it_ends_sessions(portal: Office) -> None:
    els, jan = portal.administrator(), portal.member("jan", "coordinator", "zaventem")
    browser = portal.as_(jan)
    path = f"/beheer/accounts/{jan.number}"
    form = {"name": "Jan", "role": "analyst", "language": "nl", "stekken": ["zaventem"]}
    answer = els.post(path, data=form)
    assert "Jan een andere rol geven?" in words_of(answer.text)
    assert portal.accounts.get(jan.number).role == "coordinator"
    assert browser.get("/account").status_code == 200
    assert els.post(path, data=form | {"zeker": "ja"}).status_code == 303
    assert portal.accounts.get(jan.number).role == "analyst"
    assert portal.accounts.get(jan.number).stekken == ()
    assert browser.get("/account").headers["location"].startswith("/aanmelden")


def test_name_language_and_stekken_change_at_once_and_end_nothing(portal: Office) -> None:
    els, jan = portal.administrator(), portal.member("jan", "coordinator", "zaventem")
    browser = portal.as_(jan)
    form = {"name": "Jan J.", "role": "coordinator", "language": "en", "stekken": ["tienen"]}
    assert els.post(f"/beheer/accounts/{jan.number}", data=form).status_code == 303
    changed = portal.accounts.get(jan.number)
    assert (changed.name, changed.language, changed.stekken) == ("Jan J.", "en", ("tienen",))
    assert browser.get("/account").status_code == 200


def test_inviting_again_takes_password_code_and_session_away(portal: Office) -> None:
    els, jan = portal.administrator(), portal.member("jan", "coordinator", "zaventem")
    browser = portal.as_(jan)
    path = f"/beheer/accounts/{jan.number}/uitnodigen"
    assert "Het wachtwoord en de code op de telefoon vervallen" in els.get(path).text
    assert portal.accounts.get(jan.number).has_password
    assert "uitnodiging/" in els.post(path).text
    assert not portal.accounts.get(jan.number).has_password
    assert browser.get("/account").status_code == 303
    assert events(portal.home)[-1] == ("account_reset", jan.number)


def test_an_account_is_closed_after_a_word_and_opened_again(portal: Office) -> None:
    els, jan = portal.administrator(), portal.member("jan", "coordinator", "zaventem")
    path = f"/beheer/accounts/{jan.number}"
    assert "Het account van Jan sluiten?" in words_of(els.get(f"{path}/sluiten").text)
    assert els.post(f"{path}/sluiten").status_code == 303
    assert not portal.accounts.get(jan.number).is_active
    assert "Gesloten" in words_of(els.get("/beheer/accounts").text)
    assert els.post(f"{path}/openen").status_code == 303
    assert portal.accounts.get(jan.number).is_active
    assert [what for what, _ in events(portal.home)] == ["account_closed", "account_changed"]


def test_the_last_administrator_cannot_be_closed_and_is_told_why(portal: Office) -> None:
    els = portal.administrator()
    answer = els.post("/beheer/accounts/1/sluiten")
    assert answer.status_code == 422
    assert "Dit is de laatste beheerder." in words_of(answer.text)
    form = {"name": "Els", "role": "policy", "language": "nl", "zeker": "ja"}
    assert els.post("/beheer/accounts/1", data=form).status_code == 422
    assert portal.accounts.get(1).role == "administrator"


def test_an_account_that_is_not_there_is_a_404(portal: Office) -> None:
    els = portal.administrator()
    for number in ("99", "0", "01", "x", "-1", "1e0"):
        assert els.get(f"/beheer/accounts/{number}").status_code == 404
        assert els.post(f"/beheer/accounts/{number}/sluiten").status_code == 404


def test_when_somebody_signed_in_last_is_read_from_the_journal(portal: Office) -> None:
    els, jan = portal.administrator(), portal.member("jan", "coordinator", "zaventem")
    journal.note(
        portal.home, "signed_in", who=f"account:{jan.number}", source="unknown", account=jan.number
    )
    today = words_of(els.get("/beheer/accounts").text)
    moment = journal.read(portal.home)[0].moment
    assert f"{moment.day} " in today.partition("De STEK Zaventem")[2][:80]
    assert "nog niet" in today
