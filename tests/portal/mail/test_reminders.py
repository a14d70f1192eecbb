from __future__ import annotations

from datetime import date

import pytest

from pipelines import clock
from pipelines.due_dates import postpone
from pipelines.home import Home
from pipelines.months import Month
from portal.mail import letters
from portal.mail.reminders import Reminder, due, gaps_by_stek, without_reader
from tests.portal.pages.administration import ADDRESS, Office, deliver, office, refuse

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _on_the_20th_of_november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda _: TODAY)


@pytest.fixture
def portal(home: Home) -> Office:
    """Zaventem delivered October but for its signals; Tienen all of it; others nothing."""
    deliver(home, 1, "zaventem", "2026-10", "2026-11-10T10:00:00", "signals")
    deliver(home, 2, "tienen", "2026-10", "2026-11-10T10:00:00")
    return office(home)


def reminders(portal: Office, today: date = TODAY) -> tuple[Reminder, ...]:
    return due(portal.home, portal.accounts, today)


def test_who_lacks_something_is_told_what_and_who_lacks_nothing_gets_no_letter(
    portal: Office,
) -> None:
    jan = portal.member("jan", "coordinator", "zaventem")
    portal.member("mia", "coordinator", "tienen")
    (one,) = reminders(portal)
    assert (one.account, one.stek_id) == (jan, "zaventem")
    (gap,) = one.gaps
    assert (str(gap.month), gap.due_on, gap.kind) == ("2026-10", date(2026, 11, 15), "after_due")
    assert (gap.missing, gap.refused) == (("signals",), ())


def test_a_stream_that_was_refused_is_told_apart_from_one_that_is_missing(portal: Office) -> None:
    portal.member("jan", "coordinator", "zaventem")
    refuse(portal.home, 3, "zaventem", "2026-10", "2026-11-11T10:00:00", "signals")
    assert reminders(portal)[0].gaps[0].refused == ("signals",)
    assert reminders(portal)[0].gaps[0].missing == ()


def test_only_a_coordinator_who_can_sign_in_is_reminded(portal: Office) -> None:
    portal.member("an", "analyst")
    portal.accounts.invite("nog@voorbeeld.be", "Nog Niet", "coordinator", ["zaventem"], "nl")
    closed = portal.member("weg", "coordinator", "zaventem")
    portal.accounts.change(closed.number, is_active=False)
    assert reminders(portal) == ()
    gaps = gaps_by_stek(portal.home, TODAY)
    assert "zaventem" in without_reader(gaps, portal.accounts.all())
    portal.member("jan", "coordinator", "zaventem")
    assert "zaventem" not in without_reader(gaps, portal.accounts.all())


def test_a_reminder_that_was_noted_does_not_come_back_but_a_colleague_still_gets_it(
    portal: Office,
) -> None:
    jan = portal.member("jan", "coordinator", "zaventem")
    mia = portal.member("mia", "coordinator", "zaventem")
    portal.accounts.note_reminder("zaventem", Month(2026, 10), "after_due", jan.number)
    assert [one.account for one in reminders(portal)] == [mia]
    later = reminders(portal, date(2026, 11, 25))
    assert [one.account for one in later] == [jan, mia]  # ten days after: once more


def test_all_months_of_a_stek_stand_in_one_letter_and_each_stek_has_its_own(home: Home) -> None:
    deliver(home, 1, "zaventem", "2026-09", "2026-10-10T10:00:00", "signals")
    postpone(home, Month(2026, 9), date(2026, 11, 15), "account:1")
    portal = office(home)
    portal.member("jan", "coordinator", "zaventem", "tienen")
    tienen, zaventem = reminders(portal)
    assert (tienen.stek_id, zaventem.stek_id) == ("tienen", "zaventem")
    assert [(str(gap.month), gap.missing) for gap in zaventem.gaps] == [
        ("2026-09", ("signals",)),
        ("2026-10", ("visits", "entitlement_checks", "referrals", "signals")),
    ]


def test_a_later_due_day_brings_the_reminder_of_before_it_again(portal: Office) -> None:
    portal.member("jan", "coordinator", "zaventem")
    postpone(portal.home, Month(2026, 10), date(2026, 11, 24), "account:1")
    assert [gap.kind for gap in reminders(portal)[0].gaps] == ["before_due"]


def test_the_letter_says_what_is_missing_until_when_and_where_to_deliver_it(
    portal: Office,
) -> None:
    portal.member("jan", "coordinator", "zaventem")
    letter = letters.reminder(reminders(portal)[0], ADDRESS)
    assert (letter.to, letter.language) == ("jan@voorbeeld.be", "nl-BE")
    assert letter.subject == "De STEK Zaventem: de cijfers van oktober 2026"
    assert letter.text == (
        "Dag Jan,\n\n"
        "Voor De STEK Zaventem missen we nog cijfers. Ze zijn welkom, ook nu de uiterste dag voorbij"
        " is. Dit hebben we nog niet:\n\n"
        "Oktober 2026, de uiterste dag was 15 november 2026:\n"
        "- Signalen\n\n"
        "Leveren doe je hier:\n"
        "https://stek.example.org/stek/zaventem/leveren\n\n"
        "Was er niets deze maand? Klik daar dan op “Niets te melden”.\n\n"
        "Heb je intussen geleverd? Dan hoef je niets te doen. Lukt het niet? Laat het SAAMO weten,"
        " dan zoeken we samen een oplossing.\n\n"
        "Bedankt. Met jouw cijfers zien we welke rechten mensen mislopen.\n\nSAAMO\n"
    )


def test_the_letter_is_in_the_language_of_the_account_and_marks_a_sample(portal: Office) -> None:
    portal.member("marie", "coordinator", "zaventem", language="fr")
    letter = letters.reminder(reminders(portal)[0], ADDRESS, is_sample=True)
    assert letter.text.startswith("Données d’exemple : chiffres fictifs.\n\nBonjour Marie,\n\n")
    assert (
        "Octobre 2026, la date limite était le 15 novembre 2026\N{NO-BREAK SPACE}:\n- Signaux\n"
        in letter.text
    )


def test_a_letter_shows_no_address_where_it_is_printed_for_a_log(portal: Office) -> None:
    portal.member("jan", "coordinator", "zaventem")
    (one,) = reminders(portal)
    assert "voorbeeld.be" not in repr(one) + repr(letters.reminder(one, ADDRESS))
