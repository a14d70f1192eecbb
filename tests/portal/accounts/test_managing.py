from __future__ import annotations

from typing import Any

import pytest

from portal.accounts import AccountError, Accounts
from tests.portal.accounts.somebody import PASSWORD, at_once, invited, outcome, somebody

RIGHT: dict[str, Any] = {
    "email": "an@voorbeeld.be", "name": "An", "role": "coordinator", "stekken": ("zaventem",),
    "language": "nl",
}  # fmt: skip
WRONG = [
    ("email", "an", "email_wrong"),
    ("email", "an@voorbeeld", "email_wrong"),
    ("email", "an@voorbeeld.be\nBcc: x@y.be", "email_wrong"),
    ("email", "an@voor beeld.be", "email_wrong"),
    ("email", f"{'a' * 250}@b.be", "email_wrong"),
    ("name", "  ", "name_wrong"),
    ("name", "An\nBcc: x@y.be", "name_wrong"),
    ("name", "a" * 101, "name_wrong"),
    ("role", "boss", "role_wrong"),
    ("language", "de", "language_wrong"),
    ("stekken", (), "stek_missing"),
    ("stekken", ("zaventem", "nergens"), "stek_unknown"),
    ("role", "analyst", "stek_needless"),
]


@pytest.mark.parametrize(("field", "value", "reason"), WRONG)
def test_an_account_is_not_made_with_what_may_not_be(
    accounts: Accounts, field: str, value: object, reason: str
) -> None:
    with pytest.raises(AccountError) as caught:
        accounts.invite(**RIGHT | {field: value})
    assert caught.value.reason == reason
    assert accounts.is_empty()
    accounts.invite(**RIGHT)


def test_an_address_is_known_however_it_is_written(accounts: Accounts) -> None:
    somebody(accounts)
    with pytest.raises(AccountError) as caught:
        accounts.invite(**RIGHT | {"email": " AN@Voorbeeld.BE "})
    assert caught.value.reason == "email_known"
    assert accounts.sign_in(" AN@Voorbeeld.BE ", PASSWORD)


def test_accounts_come_in_the_order_of_their_numbers_with_their_stekken(accounts: Accounts) -> None:
    accounts.invite(**RIGHT | {"stekken": ("zaventem", "kalmthout", "zaventem")})
    somebody(accounts, "bo", "analyst")
    told = [(one.number, one.name, one.role, one.stekken) for one in accounts.all()]
    assert told == [
        (1, "An", "coordinator", ("kalmthout", "zaventem")),
        (2, "Bo", "analyst", ()),
    ]


def test_what_is_not_given_stays_as_it_is(accounts: Accounts) -> None:
    account = somebody(accounts)
    changed = accounts.change(account.number, language="fr")
    assert (changed.language, changed.role, changed.name) == ("fr", "coordinator", "An")
    assert changed.stekken == ("zaventem",)
    assert accounts.change(account.number, name="Anna", stekken=["tienen"]).stekken == ("tienen",)
    assert accounts.get(account.number).name == "Anna"


def test_who_gets_another_role_than_coordinator_loses_their_stekken(accounts: Accounts) -> None:
    account = somebody(accounts)
    assert accounts.change(account.number, role="policy").stekken == ()
    with pytest.raises(AccountError) as caught:
        accounts.change(account.number, role="coordinator")
    assert caught.value.reason == "stek_missing"
    assert accounts.get(account.number).role == "policy"


def test_another_role_ends_the_sessions_and_another_name_does_not(accounts: Accounts) -> None:
    account = somebody(accounts)
    session = accounts.begin_session(account.number, is_complete=True)
    accounts.change(account.number, name="Anna", stekken=["tienen"])
    assert accounts.session(session)
    accounts.change(account.number, role="analyst")
    assert accounts.session(session) is None


def test_closing_an_account_ends_its_sessions_and_opening_it_does_not_bring_them_back(
    accounts: Accounts,
) -> None:
    account = somebody(accounts)
    session = accounts.begin_session(account.number, is_complete=True)
    assert not accounts.change(account.number, is_active=False).is_active
    assert accounts.session(session) is None
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) is None
    accounts.change(account.number, is_active=True)
    assert accounts.session(session) is None
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "analyst"}])
def test_the_last_administrator_stays_until_another_can_sign_in(
    accounts: Accounts, change: dict[str, Any]
) -> None:
    last = somebody(accounts, "an", "administrator")
    somebody(accounts, "bo", "analyst")
    other, token = invited(accounts, "cas", "administrator")
    with pytest.raises(AccountError) as caught:
        accounts.change(last.number, **change)
    assert caught.value.reason == "last_administrator"
    assert accounts.get(last.number) == last
    accounts.accept(token, PASSWORD)
    accounts.change(last.number, **change)
    with pytest.raises(AccountError, match="last administrator"):
        accounts.change(other.number, **change)


def test_administrators_who_close_each_other_at_once_leave_one(accounts: Accounts) -> None:
    numbers = [somebody(accounts, name, "administrator").number for name in ("an", "bo", "cas")]

    def close(place: int) -> str:
        return outcome(lambda: accounts.change(numbers[place], is_active=False).is_active)

    assert sorted(at_once(3, close)) == ["False", "False", "last_administrator"]
    assert sum(one.is_active for one in accounts.all()) == 1


def test_there_is_no_account_of_a_number_that_was_never_given(accounts: Accounts) -> None:
    for ask in (accounts.get, accounts.change, accounts.renew_invitation, accounts.new_factor):
        with pytest.raises(AccountError) as caught:
            ask(7)
        assert caught.value.reason == "account_unknown"
