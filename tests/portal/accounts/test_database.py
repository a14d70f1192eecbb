from __future__ import annotations

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from pipelines.errors import DiskFullError, StekError, WrongUseError
from pipelines.home import CHECKOUT, Home
from portal.accounts import Accounts, accounts_url
from portal.accounts.tables import about
from tests.portal.accounts.conftest import QUICK, Clock
from tests.portal.accounts.somebody import PASSWORD, at_once, invited, somebody
from tests.portal.postgres import PostgreSQL


def test_accounts_are_there_when_the_database_is_opened_again(accounts: Accounts, url: str) -> None:
    account = somebody(accounts)
    again = Accounts.open(url, hashing=QUICK)
    assert again.all() == (account,)
    again.close()


def test_twenty_who_sign_in_and_read_at_once_are_all_served(
    accounts: Accounts, clock: Clock
) -> None:
    for place in range(20):
        somebody(accounts, f"p{place}")

    def a_visit(place: int) -> int:
        account = accounts.sign_in(f"p{place}@voorbeeld.be", PASSWORD)
        assert account is not None
        token = accounts.begin_session(account.number, is_complete=False)
        token = accounts.complete_session(token)
        for _ in range(5):
            clock.forward(seconds=10)  # by twenty at once: every reading touches its session
            assert accounts.session(token)
        accounts.end_session(token)
        return account.number

    assert at_once(20, a_visit) == list(range(1, 21))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_several_may_make_the_same_database_at_once(
    postgres: PostgreSQL, tmp_path: Path, kind: str
) -> None:
    url = f"sqlite:///{tmp_path / 'new.sqlite'}" if kind == "sqlite" else postgres.new_schema()
    opened = at_once(6, lambda _: Accounts.open(url, hashing=QUICK))
    somebody(opened[0])
    assert [len(one.all()) for one in opened] == [1] * 6
    for one in opened:
        one.close()


def test_a_database_of_a_newer_portal_is_left_alone(accounts: Accounts, url: str) -> None:
    with accounts.database.writing() as connection:
        connection.execute(update(about).values(value="2"))
    with pytest.raises(StekError, match="newer portal"):
        Accounts.open(url)


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://u:geheim@h/d"]
)
def test_an_address_that_accounts_cannot_be_kept_at_is_refused(url: str) -> None:
    with pytest.raises(WrongUseError, match="STEK_ACCOUNTS") as caught:
        Accounts.open(url)
    assert "geheim" not in str(caught.value)


def test_a_server_that_does_not_answer_is_told_without_its_address(tmp_path: Path) -> None:
    with pytest.raises(StekError, match="STEK_ACCOUNTS") as caught:
        Accounts.open(f"postgresql://sofie:geheim@/stek?host={tmp_path}")
    assert not {"sofie", "geheim", str(tmp_path)} & set(str(caught.value).split())
    assert caught.value.__suppress_context__


def test_a_file_that_is_no_database_is_told_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "accounts.sqlite"
    file.write_bytes(b"not a database, but long enough to look like one" * 100)
    before = file.read_bytes()
    for place in (file, tmp_path, file / "below"):
        with pytest.raises(StekError, match="cannot be opened"):
            Accounts.open(f"sqlite:///{place}")
    assert file.read_bytes() == before


def test_accounts_are_there_again_when_the_server_was_started_again(
    postgres: PostgreSQL, accounts: Accounts
) -> None:
    account = somebody(accounts)
    postgres.run(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where pid <> pg_backend_pid() and backend_type = 'client backend'"
    )
    assert accounts.all() == (account,)


def test_accounts_are_kept_in_a_private_room_of_the_home(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STEK_ACCOUNTS", raising=False)
    accounts = Accounts.open(accounts_url(home), hashing=QUICK)
    number = somebody(accounts).number
    accounts.new_factor(number)
    room = home.root / "portal"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (room, *room.iterdir())}
    accounts.close()
    assert modes.pop("portal") == 0o700
    assert {"accounts.sqlite", "accounts.sqlite-wal", "second-factor.key"} <= modes.keys()
    assert {name for name, mode in modes.items() if mode & 0o077 and "lock" not in name} == set()
    monkeypatch.setenv("STEK_ACCOUNTS", "postgresql://u@h/d")
    assert accounts_url(home) == "postgresql://u@h/d"


def at_most(times: int, act: Callable[[int], object]) -> None:
    for place in range(times):
        act(place)


def test_a_full_disk_is_told_and_nothing_half_is_kept(tmp_path: Path) -> None:
    accounts = Accounts.open(f"sqlite:///{tmp_path / 'accounts.sqlite'}", hashing=QUICK)
    account = somebody(accounts)
    with accounts.database.reading() as connection:
        n_pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count = {n_pages}")
    with pytest.raises(DiskFullError):
        at_most(500, lambda place: invited(accounts, f"p{place}"))
    assert accounts.sign_in("an@voorbeeld.be", PASSWORD) == account
    for one in accounts.all()[1:]:
        assert one.stekken == ("zaventem",)
    accounts.close()


_ANOTHER = """
import sys
from portal.accounts import Accounts
accounts = Accounts.open(sys.argv[1])
print(len(accounts.all()))
accounts.close()
"""


def test_what_is_opened_twice_in_a_process_is_not_taken_away_by_another(tmp_path: Path) -> None:
    """Closing a file by hand lets go of SQLite's locks in the whole process (POSIX)."""
    url = f"sqlite:///{tmp_path / 'portal' / 'accounts.sqlite'}"
    first = Accounts.open(url)
    assert first.is_empty()
    second = Accounts.open(url)
    seen = []
    for number in range(2):  # whoever thinks that nobody else is there takes the log away
        first.invite(f"{number}@voorbeeld.be", "Sofie", "policy", (), "nl")
        another = [sys.executable, "-c", _ANOTHER, url]
        seen.append(subprocess.run(another, cwd=CHECKOUT, capture_output=True, check=True).stdout)
    assert seen == [b"1\n", b"2\n"]
    second.close()
    first.close()
