from __future__ import annotations

from pipelines.months import Month
from portal.accounts import Accounts
from tests.portal.accounts.somebody import at_once, somebody

OCTOBER = Month(2026, 10)


def test_a_reminder_is_noted_once_for_each_person_month_stek_and_kind(accounts: Accounts) -> None:
    an, bo = somebody(accounts, "an").number, somebody(accounts, "bo").number
    assert not accounts.reminded("zaventem", OCTOBER, "before")
    assert accounts.note_reminder("zaventem", OCTOBER, "before", an)
    assert not accounts.note_reminder("zaventem", OCTOBER, "before", an)
    assert accounts.reminded("zaventem", OCTOBER, "before")
    assert accounts.reminded("zaventem", OCTOBER, "before", an)
    assert not accounts.reminded("zaventem", OCTOBER, "before", bo)
    assert accounts.note_reminder("zaventem", OCTOBER, "before", bo)
    assert accounts.note_reminder("zaventem", OCTOBER, "after", an)
    assert accounts.note_reminder("zaventem", OCTOBER.next(), "before", an)
    assert accounts.note_reminder("tienen", OCTOBER, "before", an)


def test_of_two_who_would_send_a_reminder_at_once_one_does(accounts: Accounts) -> None:
    number = somebody(accounts).number
    sent = at_once(4, lambda _: accounts.note_reminder("zaventem", OCTOBER, "before", number))
    assert sent.count(True) == 1
