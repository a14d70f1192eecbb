from __future__ import annotations

import logging
import re
import traceback

import pytest

from pipelines.contracts import LANGUAGES
from pipelines.home import CHECKOUT
from portal.accounts import REASONS, AccountError, Accounts
from tests.portal.accounts.conftest import Clock
from tests.portal.accounts.somebody import PASSWORD, code, invited


def test_no_address_name_password_or_token_is_ever_logged(
    accounts: Accounts, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    engine = logging.getLogger("sqlalchemy.engine.Engine.accounts")
    assert engine.level == logging.WARNING  # it says no SQL unless somebody asks for it
    caplog.set_level(logging.DEBUG)
    engine.setLevel(logging.INFO)
    account, invitation = invited(accounts, "sofie")
    accounts.accept(invitation, PASSWORD)
    factor = accounts.new_factor(account.number)
    right = code(factor.secret, clock().timestamp())
    accounts.confirm_factor(account.number, right)
    session = accounts.begin_session(account.number, is_complete=True)
    accounts.sign_in("sofie@voorbeeld.be", PASSWORD)
    accounts.session(session)
    engine.setLevel(logging.WARNING)
    assert "insert into accounts" in caplog.text.lower()  # the engine did log, at its loudest
    for secret in ("sofie", PASSWORD, invitation, factor.secret, right, session):
        assert secret not in caplog.text.casefold(), "a secret was logged"


def test_what_is_secret_or_personal_is_not_in_a_repr(accounts: Accounts) -> None:
    invitation = accounts.invite("sofie@voorbeeld.be", "Sofie", "analyst", (), "nl")
    factor = accounts.new_factor(1)
    session = accounts.session(accounts.begin_session(1, is_complete=True))
    told = repr([invitation, factor, session, accounts])
    assert "Invitation(account=Account(number=1, role='analyst'" in told
    for secret in ("ofie", invitation.token, factor.secret, "svg"):
        assert secret not in told


def test_an_error_names_nobody_even_in_its_trace(accounts: Accounts) -> None:
    email, name = "sofie@voorbeeld.be", "Sofie"
    accounts.invite(email, name, "policy", (), "nl")
    with pytest.raises(AccountError) as caught:
        accounts.invite(email, name, "policy", (), "nl")
    told = "".join(traceback.format_exception(caught.value))
    assert "inviting.py" in told
    assert "sofie" not in told.casefold()


def test_every_reason_is_told_in_three_languages_and_given_somewhere() -> None:
    modules = (CHECKOUT / "portal/accounts").glob("*.py")
    source = "".join(path.read_text("utf-8") for path in modules)
    assert set(re.findall(r'AccountError\("(\w+)"\)', source)) == REASONS.keys()
    for reason in REASONS:
        error = AccountError(reason)
        assert str(error) == error.words.en
        assert len({error.words.to(language) for language in LANGUAGES}) == len(LANGUAGES)
