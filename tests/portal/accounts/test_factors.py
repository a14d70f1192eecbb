from __future__ import annotations

import base64
import stat
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from sqlalchemy import update

from portal.accounts import AccountError, Accounts
from portal.accounts.tables import factors
from tests.portal.accounts.conftest import Clock
from tests.portal.accounts.somebody import at_once, code, somebody


@pytest.fixture
def secret(accounts: Accounts, clock: Clock) -> str:
    """The second factor of account 1, taken into use two minutes ago."""
    number = somebody(accounts).number
    factor = accounts.new_factor(number)
    assert accounts.confirm_factor(number, code(factor.secret, clock().timestamp()))
    clock.forward(minutes=2)
    return factor.secret


def test_the_codes_of_the_tests_are_those_of_the_rfc() -> None:
    # RFC 6238, appendix B, the last six of eight digits.
    shared = base64.b32encode(b"12345678901234567890").decode()
    published = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {moment: code(shared, moment) for moment in published} == published


def test_a_second_factor_is_in_use_from_its_first_right_code(
    accounts: Accounts, clock: Clock
) -> None:
    number = somebody(accounts).number
    factor = accounts.new_factor(number)
    assert not accounts.get(number).has_second_factor
    assert not accounts.confirm_factor(number, "000000")
    assert accounts.proposed_factor(number) == factor
    right = code(factor.secret, clock().timestamp())
    assert not accounts.check_factor(number, right)
    assert accounts.confirm_factor(number, f" {right[:3]} {right[3:]} ")
    assert accounts.get(number).has_second_factor
    assert accounts.proposed_factor(number) is None
    assert not accounts.check_factor(number, right)


def test_an_app_reads_issuer_account_and_secret(accounts: Accounts) -> None:
    factor = accounts.new_factor(somebody(accounts).number)
    parts = urlsplit(factor.uri)
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/Stek monitor:an@voorbeeld.be"
    assert parse_qs(parts.query) == {"secret": [factor.secret], "issuer": ["Stek monitor"]}
    assert len(factor.secret) == 32
    assert factor.qr_svg.startswith('<svg xmlns="http://www.w3.org/2000/svg"')  # else no image
    assert "style" not in factor.qr_svg  # the pages allow no styles but those of their files


@pytest.mark.parametrize(
    ("steps", "is_right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_may_be_one_step_early_or_late(
    accounts: Accounts, clock: Clock, secret: str, steps: int, is_right: bool
) -> None:
    assert accounts.check_factor(1, code(secret, clock().timestamp() + 30 * steps)) is is_right


def test_a_code_counts_once_and_no_older_one_after_it(
    accounts: Accounts, clock: Clock, secret: str
) -> None:
    now = clock().timestamp()
    assert accounts.check_factor(1, code(secret, now))
    assert not accounts.check_factor(1, code(secret, now))
    assert not accounts.check_factor(1, code(secret, now - 30))
    assert accounts.check_factor(1, code(secret, now + 30))


def test_of_many_who_give_the_same_code_at_once_one_comes_in(
    accounts: Accounts, clock: Clock, secret: str
) -> None:
    right = code(secret, clock().timestamp())
    assert at_once(4, lambda _: accounts.check_factor(1, right)).count(True) == 1


def test_five_wrong_codes_close_the_check_for_fifteen_minutes(
    accounts: Accounts, clock: Clock, secret: str
) -> None:
    wrong = ("000000", "", "12345", "١٢٣٤٥٦", code(secret, clock().timestamp() + 3600))
    for place, text in enumerate(wrong):
        assert accounts.factor_locked_until(1) is None, place
        assert not accounts.check_factor(1, text)
    until = accounts.factor_locked_until(1)
    assert until is not None
    assert (until - clock()).total_seconds() == 15 * 60
    clock.forward(minutes=15, seconds=-1)
    assert not accounts.check_factor(1, code(secret, clock().timestamp()))
    clock.forward(seconds=1)
    assert accounts.factor_locked_until(1) is None
    assert accounts.check_factor(1, code(secret, clock().timestamp()))


def test_a_right_code_lets_the_wrong_ones_be_forgotten(
    accounts: Accounts, clock: Clock, secret: str
) -> None:
    for _ in range(3):
        for _ in range(4):
            assert not accounts.check_factor(1, "000000")
        clock.forward(minutes=1)
        assert accounts.check_factor(1, code(secret, clock().timestamp()))


def test_a_new_factor_leaves_the_old_one_in_use_until_it_is_confirmed(
    accounts: Accounts, clock: Clock, secret: str
) -> None:
    new = accounts.new_factor(1).secret
    assert accounts.check_factor(1, code(secret, clock().timestamp()))
    clock.forward(minutes=1)
    assert not accounts.check_factor(1, code(new, clock().timestamp()))
    assert accounts.confirm_factor(1, code(new, clock().timestamp()))
    clock.forward(minutes=1)
    assert not accounts.check_factor(1, code(secret, clock().timestamp()))
    assert accounts.check_factor(1, code(new, clock().timestamp()))


def test_a_factor_that_was_removed_is_asked_no_more(
    accounts: Accounts, clock: Clock, secret: str
) -> None:
    accounts.remove_factor(1)
    assert not accounts.get(1).has_second_factor
    assert not accounts.check_factor(1, code(secret, clock().timestamp()))


def test_a_secret_is_read_with_its_key_alone(accounts: Accounts, clock: Clock, secret: str) -> None:
    key: Path = accounts.seal.file
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    kept = key.read_bytes()
    for lost in (bytes(32), b"short"):
        key.write_bytes(lost)
        with pytest.raises(AccountError) as caught:
            accounts.check_factor(1, code(secret, clock().timestamp()))
        assert caught.value.reason == "factor_unreadable"
    key.unlink()
    with pytest.raises(AccountError):
        accounts.check_factor(1, code(secret, clock().timestamp()))
    key.write_bytes(kept)
    assert accounts.check_factor(1, code(secret, clock().timestamp()))


def test_a_secret_that_is_put_under_another_account_opens_nothing(
    accounts: Accounts, clock: Clock, secret: str
) -> None:
    other = somebody(accounts, "bo").number
    accounts.remove_factor(1)
    own = accounts.new_factor(other).secret
    with accounts.database.writing() as connection:
        connection.execute(update(factors).values(number=1))
    with pytest.raises(AccountError, match="key of second factors"):
        accounts.confirm_factor(1, code(own, clock().timestamp()))
