from __future__ import annotations

import time
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.accounts import AccountError, Accounts, Hashing
from portal.accounts.tables import accounts as table
from tests.portal.accounts.conftest import Clock
from tests.portal.accounts.somebody import PASSWORD, invited, somebody


def test_only_the_right_password_of_the_right_address_signs_in(accounts: Accounts) -> None:
    account = somebody(accounts)
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) == account
    for email, password in [
        ("an@voorbeeld.be", "vijf blauwe fietsen"),
        ("an@voorbeeld.be", ""),
        ("an@voorbeeld.be", PASSWORD + "x" * 1_000_000),
        ("an@voorbeeld.be", PASSWORD.upper()),
        ("bo@voorbeeld.be", PASSWORD),
        ("", PASSWORD),
        ("' or 1=1 --", PASSWORD),
    ]:
        assert accounts.sign_in(email, password) is None


def test_an_accent_counts_the_same_from_every_keyboard(accounts: Accounts) -> None:
    _, token = invited(accounts)
    accounts.accept(token, "de geïnde café")
    assert accounts.sign_in("an@voorbeeld.be", "de gei\u0308nde cafe\u0301")


def test_who_is_known_cannot_be_told_from_the_time_it_takes(tmp_path: Path) -> None:
    slower = Hashing(passes=2, memory_kib=8192, lanes=1)
    accounts = Accounts.open(f"sqlite:///{tmp_path / 'accounts.sqlite'}", hashing=slower)
    somebody(accounts, "known")
    invited(accounts, "waiting")
    accounts.change(somebody(accounts, "closed").number, is_active=False)
    names = ("known", "waiting", "closed", "unknown")
    quickest = dict.fromkeys(names, float("inf"))
    for name in names * 5:
        began = time.thread_time()
        assert accounts.sign_in(f"{name}@voorbeeld.be", "een fout wachtwoord") is None
        quickest[name] = min(quickest[name], time.thread_time() - began)
    accounts.close()
    assert max(quickest.values()) < 1.5 * min(quickest.values())


def test_a_password_is_hashed_again_when_hashes_cost_more(
    accounts: Accounts, url: str, clock: Clock
) -> None:
    account = somebody(accounts)
    session = accounts.begin_session(account.number, is_complete=True)
    before = _hash(accounts)
    dearer = Accounts.open(url, clock=clock, hashing=Hashing(passes=2, memory_kib=16, lanes=1))
    assert dearer.sign_in("an@voorbeeld.be", "vijf blauwe fietsen") is None
    assert _hash(accounts) == before
    assert dearer.sign_in("an@voorbeeld.be", PASSWORD) == account
    after = _hash(accounts)
    assert "m=16,t=2,p=1" in after
    assert dearer.sign_in("an@voorbeeld.be", PASSWORD) == account
    dearer.close()
    assert _hash(accounts) == after != before
    assert accounts.session(session)


def test_a_new_password_asks_the_old_one_and_ends_the_other_sessions(accounts: Accounts) -> None:
    account, new = somebody(accounts), "vijf blauwe fietsen"
    own = accounts.begin_session(account.number, is_complete=True)
    other = accounts.begin_session(account.number, is_complete=True)
    assert not accounts.change_password(account.number, "een fout wachtwoord", new, keep=own)
    assert accounts.session(other)
    assert accounts.change_password(account.number, PASSWORD, new, keep=own)
    assert accounts.session(own)
    assert accounts.session(other) is None
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) is None
    assert accounts.sign_in("an@voorbeeld.be", new)
    assert accounts.change_password(account.number, new, PASSWORD)
    assert accounts.session(own) is None


def test_a_new_password_must_be_one_that_may_be_chosen(accounts: Accounts) -> None:
    account = somebody(accounts)
    with pytest.raises(AccountError) as caught:
        accounts.change_password(account.number, PASSWORD, "voorbeeld")
    assert caught.value.reason == "password_short"
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD)


def _hash(accounts: Accounts) -> str:
    with accounts.database.reading() as connection:
        return str(connection.scalar(select(table.c.password)))
