from __future__ import annotations

import pytest

from pipelines.files import sha256
from portal.accounts import AccountError, Accounts
from tests.portal.accounts.conftest import Clock
from tests.portal.accounts.somebody import (
    PASSWORD,
    all_that_is_kept,
    at_once,
    invited,
    outcome,
    somebody,
)


def test_whoever_is_invited_chooses_a_password_and_signs_in(accounts: Accounts) -> None:
    assert accounts.is_empty()
    account, token = invited(accounts)
    assert not accounts.is_empty()
    assert account.is_invited
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) is None
    assert accounts.invited(token) == account
    accepted = accounts.accept(token, PASSWORD)
    assert accepted.has_password
    assert not accepted.is_invited
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) == accepted == accounts.get(account.number)


def test_a_link_works_once(accounts: Accounts) -> None:
    _, token = invited(accounts)
    accounts.accept(token, PASSWORD)
    assert accounts.invited(token) is None
    with pytest.raises(AccountError, match="older than 7 days") as caught:
        accounts.accept(token, "vijf blauwe fietsen")
    assert caught.value.reason == "invitation_over"
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD)


def test_of_two_who_use_a_link_at_once_one_chooses_the_password(accounts: Accounts) -> None:
    _, token = invited(accounts)
    words = [f"{n} groene fietsen" for n in ("vier", "vijf", "zes", "acht")]
    answers = at_once(4, lambda n: outcome(lambda: accounts.accept(token, words[n]).number))
    assert sorted(answers) == ["1", *["invitation_over"] * 3]
    works = [accounts.sign_in("an@voorbeeld.be", word) is not None for word in words]
    assert works == [answer == "1" for answer in answers]


def test_a_link_works_for_seven_days(accounts: Accounts, clock: Clock) -> None:
    _, token = invited(accounts)
    clock.forward(days=7, seconds=-1)
    assert accounts.invited(token)
    clock.forward(seconds=1)
    assert accounts.invited(token) is None


def test_a_password_that_may_not_be_chosen_leaves_the_link_as_it_was(accounts: Accounts) -> None:
    _, token = invited(accounts)
    with pytest.raises(AccountError, match="at least 12"):
        accounts.accept(token, "te kort")
    assert accounts.accept(token, PASSWORD)


@pytest.mark.parametrize("token", ["", "x", "é" * 43, "\ud800"])
def test_nobody_is_invited_by_a_link_that_was_never_made(accounts: Accounts, token: str) -> None:
    invited(accounts)
    assert accounts.invited(token) is None


def test_a_new_link_takes_the_password_the_code_the_sessions_and_the_older_link_away(
    accounts: Accounts,
) -> None:
    account = somebody(accounts)
    accounts.new_factor(account.number)
    session = accounts.begin_session(account.number, is_complete=True)
    first = accounts.renew_invitation(account.number)
    assert first.account.is_invited
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) is None
    assert accounts.proposed_factor(account.number) is None
    assert accounts.session(session) is None
    second = accounts.renew_invitation(account.number)
    assert accounts.invited(first.token) is None
    assert accounts.accept(second.token, "vijf blauwe fietsen").number == account.number


def test_a_closed_account_is_not_invited_again_and_its_link_no_longer_works(
    accounts: Accounts,
) -> None:
    account, token = invited(accounts)
    accounts.change(account.number, is_active=False)
    assert accounts.invited(token) is None
    with pytest.raises(AccountError, match="closed"):
        accounts.renew_invitation(account.number)


def test_only_the_hash_of_a_link_a_password_and_a_session_is_kept(accounts: Accounts) -> None:
    account, token = invited(accounts)
    assert token not in all_that_is_kept(accounts)
    assert sha256(token.encode()) in all_that_is_kept(accounts)
    accounts.accept(token, PASSWORD)
    session = accounts.begin_session(account.number, is_complete=True)
    factor = accounts.new_factor(account.number)
    kept = all_that_is_kept(accounts)
    assert "an@voorbeeld.be" in kept
    assert not any(secret in kept for secret in (PASSWORD, session, factor.secret))
