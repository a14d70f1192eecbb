from __future__ import annotations

from typing import Any

import pytest

from portal.accounts import Account, AccountError, Accounts
from tests.portal.accounts.somebody import PASSWORD, invited, somebody

AN: dict[str, Any] = {
    "issuer": "https://login.voorbeeld.be", "subject": "s-1", "email": "an@voorbeeld.be",
    "name": "An", "role": "coordinator", "stekken": ("zaventem",),
}  # fmt: skip


def provided(accounts: Accounts, **told: object) -> Account:
    return accounts.from_provider(**AN | told)


def refused(accounts: Accounts, **told: object) -> str:
    before = accounts.all()
    with pytest.raises(AccountError) as caught:
        provided(accounts, **told)
    assert accounts.all() == before
    return caught.value.reason


def test_an_account_is_made_at_the_first_sign_in_and_found_at_the_next(accounts: Accounts) -> None:
    first = provided(accounts)
    assert first.is_from_provider
    assert first.is_active
    assert not first.has_password
    assert not first.is_invited
    assert provided(accounts) == first
    assert accounts.all() == (first,)
    assert accounts.sign_in("an@voorbeeld.be", "") is None


def test_what_the_provider_says_counts_at_every_sign_in(accounts: Accounts) -> None:
    first = provided(accounts)
    session = accounts.begin_session(first.number, is_complete=True)
    accounts.change(first.number, language="fr")
    moved = provided(accounts, email="anna@voorbeeld.be", name="Anna", stekken=("tienen",))
    assert (moved.number, moved.email, moved.name) == (first.number, "anna@voorbeeld.be", "Anna")
    assert moved.stekken == ("tienen",)
    assert moved.language == "fr"
    assert accounts.session(session)
    raised = provided(accounts, email="anna@voorbeeld.be", role="analyst", stekken=())
    assert (raised.number, raised.role, raised.stekken) == (first.number, "analyst", ())
    assert accounts.session(session) is None


def test_an_account_with_a_password_is_never_taken_over_by_its_address(accounts: Accounts) -> None:
    local = somebody(accounts, role="administrator")
    assert refused(accounts, email="AN@voorbeeld.be") == "local_account"
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) == local
    other = provided(accounts, email="bo@voorbeeld.be")
    assert refused(accounts, email="an@voorbeeld.be") == "local_account"
    assert accounts.get(other.number) == other


def test_whoever_was_invited_and_chose_no_password_is_that_account(accounts: Accounts) -> None:
    account, token = invited(accounts)
    assert provided(accounts).number == account.number
    assert accounts.invited(token) is None
    with pytest.raises(AccountError) as caught:
        accounts.renew_invitation(account.number)
    assert caught.value.reason == "provider_account"


def test_another_subject_or_another_issuer_is_another_person(accounts: Accounts) -> None:
    provided(accounts)
    assert refused(accounts, subject="s-2") == "email_known"
    assert refused(accounts, issuer="https://elders.be") == "email_known"
    assert provided(accounts, issuer="https://elders.be", email="bo@voorbeeld.be").number == 2


def test_an_account_that_was_closed_here_stays_closed(accounts: Accounts) -> None:
    account = provided(accounts)
    accounts.change(account.number, is_active=False)
    assert refused(accounts) == "account_closed"


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"stekken": ()}, "stek_missing"),
        ({"stekken": ("nergens",)}, "stek_unknown"),
        ({"role": "policy"}, "stek_needless"),
        ({"role": "boss", "stekken": ()}, "role_wrong"),
        ({"email": ""}, "email_wrong"),
        ({"name": ""}, "name_wrong"),
    ],
)
def test_claims_that_make_no_account_are_refused(
    accounts: Accounts, told: dict[str, Any], reason: str
) -> None:
    assert refused(accounts, **told) == reason
