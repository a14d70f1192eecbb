from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner, Result

from pipelines.errors import WrongUseError
from pipelines.home import Home
from portal.accounts import AccountError, Accounts, accounts_url
from portal.commands.people import app
from tests.portal.accounts.conftest import QUICK
from tests.portal.accounts.somebody import PASSWORD


@pytest.fixture(autouse=True)
def _alone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("STEK_ACCOUNTS", "STEK_PUBLIC_URL"):
        monkeypatch.delenv(name, raising=False)


def stek(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), catch_exceptions=False)


def an(role: str, *more: str) -> Result:
    return stek("invite", "--email", f"{role}@voorbeeld.be", "--name", "An", "--role", role, *more)


def test_the_link_that_is_printed_lets_somebody_choose_a_password(home: Home) -> None:
    answer = an("coordinator", "--stek", "zaventem", "--stek", "tienen", "--lang", "fr")
    link = re.fullmatch(r"http://127\.0\.0\.1:8000/uitnodiging/([\w-]{43})\n", answer.stdout)
    assert link
    accounts = Accounts.open(accounts_url(home), hashing=QUICK)
    account = accounts.accept(link[1], PASSWORD)
    accounts.close()
    assert account.stekken == ("tienen", "zaventem")
    assert account.language == "fr"


def test_the_link_begins_with_the_public_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STEK_PUBLIC_URL", "https://stek.voorbeeld.be/")
    assert an("analyst").stdout.startswith("https://stek.voorbeeld.be/uitnodiging/")


def test_who_lost_everything_is_invited_again_by_number(home: Home) -> None:
    first = an("administrator").stdout
    second = stek("invite", "--again", "1")
    assert second.stdout != first
    assert "account 1;" in second.stderr
    accounts = Accounts.open(accounts_url(home), hashing=QUICK)
    assert accounts.invited(first.strip()[-43:]) is None
    assert accounts.invited(second.stdout.strip()[-43:])
    accounts.close()


def test_accounts_are_listed_by_number_without_who_they_are(home: Home) -> None:
    link = an("administrator").stdout.strip()
    an("coordinator", "--stek", "zaventem")
    an("policy")
    accounts = Accounts.open(accounts_url(home), hashing=QUICK)
    accounts.accept(link[-43:], PASSWORD)
    accounts.change(3, is_active=False)
    accounts.close()
    assert stek("accounts").stdout.splitlines() == [
        "   1  administrator  active         -",
        "   2  coordinator    invited        zaventem",
        "   3  policy         closed         -",
    ]


def test_what_is_typed_wrongly_is_told() -> None:
    with pytest.raises(WrongUseError, match="coordinator, analyst, policy, administrator"):
        an("boss")
    with pytest.raises(AccountError, match="belongs to at least one Stek"):
        an("coordinator")
