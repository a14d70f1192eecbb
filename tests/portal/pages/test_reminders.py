from __future__ import annotations

from datetime import date

import pytest

from pipelines import clock, journal
from pipelines.home import Home
from portal.settings import MailServer
from tests.portal.mail.servers import SENDER, Box, mail_server
from tests.portal.pages.administration import deliver, office, words_of
from tests.portal.server import free_port

PAGE = "/beheer/herinneringen"


@pytest.fixture(autouse=True)
def _zaventem_lacks_signals_on_the_20th_of_november(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda _: date(2026, 11, 20))
    deliver(home, 1, "zaventem", "2026-10", "2026-11-10T10:00:00", "signals")


def test_without_a_mail_server_the_text_can_be_copied_and_said_to_be_sent(home: Home) -> None:
    portal = office(home)
    els = portal.administrator()
    jan = portal.member("jan", "coordinator", "zaventem")
    page = els.get(PAGE).text
    assert "jan@voorbeeld.be" in page
    assert "Oktober 2026, de uiterste dag was 15 november 2026:\n- Signalen\n" in page
    assert "Nu versturen" not in page
    form = {"account": str(jan.number), "stek": "zaventem"}
    assert els.post(f"{PAGE}/gedaan", data=form).headers["location"] == f"{PAGE}?gedaan=ja"
    assert els.post(f"{PAGE}/gedaan", data=form).status_code == 303  # a second click
    after = words_of(els.get(f"{PAGE}?gedaan=ja").text)
    assert "Er is nu niets te versturen." in after
    assert "De STEK Zaventem oktober 2026 Jan" in after
    assert [event.what for event in journal.read(home)] == ["reminder_sent"]


def test_with_a_mail_server_one_button_sends_all_and_tells_what_did_not_go(home: Home) -> None:
    box = Box(refused=("mia@voorbeeld.be",))
    with mail_server(box) as server:
        portal = office(home, server)
        els = portal.administrator()
        portal.member("jan", "coordinator", "zaventem")
        portal.member("mia", "coordinator", "zaventem")
        assert "Nu versturen" in els.get(PAGE).text
        target = els.post(PAGE).headers["location"]
    assert target == f"{PAGE}?verstuurd=1&mislukt=1&waarom=refused"
    page = words_of(els.get(target).text)
    assert "Er is één bericht verstuurd." in page
    assert "Eén bericht is niet verstuurd: de mailserver aanvaardt dit bericht niet." in page
    assert box.recipients == ["jan@voorbeeld.be"]


def test_a_mail_server_that_is_down_is_told_on_the_page(home: Home) -> None:
    portal = office(home, MailServer("127.0.0.1", free_port(), SENDER, "none", "", ""))
    els = portal.administrator()
    portal.member("jan", "coordinator", "zaventem")
    page = words_of(els.get(els.post(PAGE).headers["location"]).text)
    assert "de mailserver antwoordt niet" in page
    assert "Niet verstuurd" in page


def test_stekken_that_lack_something_and_have_nobody_are_named(home: Home) -> None:
    portal = office(home)
    els = portal.administrator()
    portal.member("jan", "coordinator", "zaventem")
    nobody = words_of(els.get(PAGE).text).partition("er is niemand om het te vragen:")[2]
    assert "STEK Tienen" in nobody
    assert "Zaventem" not in nobody.partition(". Nodig er een coördinator uit.")[0]


def test_what_an_address_says_that_is_no_count_is_not_shown(home: Home) -> None:
    els = office(home).administrator()
    assert els.get(f"{PAGE}?verstuurd=<b>&mislukt=veel&waarom=niets").text == els.get(PAGE).text
