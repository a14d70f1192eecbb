"""Sessions looked up a moment ago, and keys that end."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.home import Home
from portal.accounts import Account, AccountError, Accounts, Session, accounts_url
from portal.accounts.keys import MOST_KEYS, VALID
from portal.recent import MOST, SECONDS, Recent
from tests.portal.reading.asking import Reader, portal_over, signed_in
from tests.portal.reading.releases import PAGE, site

ACCOUNT = Account(
    number=1, email="a@stek.example", name="A", role="policy", stekken=(), language="nl",
    is_active=True, has_password=True, has_second_factor=False,
)  # fmt: skip
START = datetime(2026, 11, 20, 12, tzinfo=UTC)
SESSION = Session(ACCOUNT, is_complete=True, began_at=START, ends_at=START)


@dataclass
class Clock:
    """A clock that is set by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds

    def moment(self) -> datetime:
        return START + timedelta(seconds=self.seconds)


def test_a_session_is_remembered_for_a_moment_and_no_longer() -> None:
    clock = Clock(100)
    recent = Recent(clock)
    recent.keep("token", SESSION)
    clock.seconds += SECONDS - 0.1
    assert recent.get("token") == SESSION
    clock.seconds += 0.2
    assert recent.get("token") is None
    assert recent.get("another") is None


def test_a_session_that_is_half_way_is_never_remembered() -> None:
    recent = Recent()
    recent.keep("token", replace(SESSION, is_complete=False))
    assert recent.get("token") is None


def test_only_so_many_sessions_are_remembered() -> None:
    recent = Recent()
    for number in range(MOST + 1):
        recent.keep(str(number), SESSION)
    assert recent.get("0") is None
    assert recent.get("1") == SESSION


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    home = Home(tmp_path / "home")
    site(home, ".site-one", PAGE)
    return signed_in(portal_over(home, asyncio.Runner()), home, "policy")


def test_who_signs_out_reads_no_more_at_once(reader: Reader) -> None:
    assert reader.get("/cijfers/").status == 200
    assert reader.get("/cijfers/").status == 200
    assert reader.post("/afmelden").status == 303
    assert reader.get("/cijfers/").to == "/aanmelden?naar=/cijfers/"
    reader.runner.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Accounts:
    return Accounts.open(accounts_url(Home(tmp_path / "home")), clock=clock.moment)


@pytest.fixture
def number(accounts: Accounts) -> int:
    invited = accounts.invite("b@stek.example", "B", "policy", (), "nl")
    return accounts.accept(invited.token, "een lange zin om te onthouden").number


def test_a_key_ends_after_a_year(accounts: Accounts, number: int, clock: Clock) -> None:
    made, token = accounts.make_key(number, "rapport")
    clock.seconds = VALID.total_seconds() - 1
    session = accounts.session_of_key(token)
    assert session is not None
    assert session.account.number == number
    assert session.ends_at == made.ends_at
    clock.seconds += 1
    assert accounts.session_of_key(token) is None
    assert accounts.keys(number) == ()


def test_a_key_tells_its_owner_when_it_was_used(
    accounts: Accounts, number: int, clock: Clock
) -> None:
    made, token = accounts.make_key(number, "rapport")
    assert made.seen_at is None
    clock.seconds = 7200
    accounts.session_of_key(token)
    (key,) = accounts.keys(number)
    assert key.seen_at == clock.moment()


def test_a_closed_account_and_a_new_invitation_end_its_keys(
    accounts: Accounts, number: int
) -> None:
    _, token = accounts.make_key(number, "rapport")
    accounts.change(number, is_active=False)
    assert accounts.session_of_key(token) is None
    accounts.change(number, is_active=True)
    assert accounts.session_of_key(token) is not None
    accounts.renew_invitation(number)
    assert accounts.session_of_key(token) is None


def test_what_is_kept_of_a_key_lets_nobody_in(accounts: Accounts, number: int) -> None:
    _, token = accounts.make_key(number, "rapport")
    with accounts.database.engine.connect() as connection:
        row = connection.exec_driver_sql("select * from keys").one()
    assert token not in map(str, row)
    assert accounts.session_of_key(row.token_sha256) is None


def test_there_are_only_so_many_keys_of_an_account(accounts: Accounts, number: int) -> None:
    for count in range(MOST_KEYS):
        accounts.make_key(number, f"key {count}")
    with pytest.raises(AccountError, match="ten keys"):
        accounts.make_key(number, "one more")
