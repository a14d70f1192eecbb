"""Every test of accounts runs on SQLite and on PostgreSQL: the same accounts, the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, text, update

from pipelines.clock import BELGIUM
from portal.accounts import Accounts, Hashing
from portal.accounts.sealing import Seal
from portal.accounts.tables import SCHEMA_VERSION, about, metadata
from tests.portal.postgres import PostgreSQL, postgres

__all__ = ["postgres"]

QUICK = Hashing(passes=1, memory_kib=8, lanes=1)  # what a hash costs is tested in test_hashing.py


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 26, 9, 0, tzinfo=BELGIUM)

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the accounts of all tests are kept, one test after another."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('accounts') / 'accounts.sqlite'}"
    server: PostgreSQL = request.getfixturevalue("postgres")
    return server.new_schema()


@pytest.fixture(scope="session")
def opened(url: str) -> Iterator[Accounts]:
    accounts = Accounts.open(url, hashing=QUICK)
    yield accounts
    accounts.close()


@pytest.fixture
def accounts(opened: Accounts, clock: Clock, tmp_path: Path) -> Iterator[Accounts]:
    """No account yet, and a clock of the test's own."""
    seal = Seal(tmp_path / "keys/second-factor.key")
    yield replace(opened, database=replace(opened.database, clock=clock), seal=seal)
    forget_all(opened)


def forget_all(accounts: Accounts) -> None:
    """Empty the tables, and begin to count again at 1."""
    with accounts.database.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table is not about:
                connection.execute(delete(table))
        connection.execute(update(about).values(value=str(SCHEMA_VERSION)))
        is_sqlite = connection.dialect.name == "sqlite"
        again = "delete from" if is_sqlite else "alter sequence accounts_number_seq restart --"
        connection.execute(text(f"{again} sqlite_sequence"))
