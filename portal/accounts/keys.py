"""Keys: what a program shows instead of a password, to read what is published and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    Row,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import OperationalError

from pipelines.clock import BELGIUM
from pipelines.errors import DiskFullError
from portal.accounts.people import ACCOUNT, account_in
from portal.accounts.reasons import AccountError
from portal.accounts.room import Room
from portal.accounts.tables import accounts, metadata
from portal.accounts.tokens import kept, new_token
from portal.accounts.values import Session

VALID = timedelta(days=365)  # long enough for a report a month, short enough to be looked at again
MOST_KEYS = 10  # of one account: one for each program
MOST_SIGNS = 60  # of a name
PREFIX = "stek_"  # so that whoever finds one, a person or a scanner for secrets, knows what it is
TOUCHED_AFTER = 3600  # seconds: when it was used last is told by the day

keys = Table(
    "keys",
    metadata,
    Column("key_number", Integer, primary_key=True),
    Column("number", Integer, ForeignKey("accounts.number", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("token_sha256", Text, nullable=False, unique=True),
    Column("made_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False, server_default="0"),
    Index("keys_of_account", "number"),
    sqlite_autoincrement=True,
)
_HELD = ACCOUNT.add_columns(
    keys.c.key_number, keys.c.made_at.label("key_made_at"), keys.c.ends_at, keys.c.seen_at
).join_from(accounts, keys, keys.c.number == accounts.c.number)


@dataclass(frozen=True)
class Key:
    """A key as its owner sees it; what it is was told once. `seen_at` None when it was never used."""

    number: int
    name: str
    made_at: datetime
    ends_at: datetime
    seen_at: datetime | None


class Keys(Room):
    """What programs come in with."""

    def make_key(self, number: int, name: str) -> tuple[Key, str]:
        """A new key for an account, and what it is: told now and never again.

        Errors: AccountError `key_name_wrong`, `keys_enough`.
        """
        if not 0 < len(name := name.strip()) <= MOST_SIGNS or not name.isprintable():
            raise AccountError("key_name_wrong")
        token, now = PREFIX + new_token(), self.database.now()
        with self.database.writing() as connection:
            _remove_ended(connection, now)
            own = select(func.count()).select_from(keys).where(keys.c.number == number)
            if connection.execute(own).scalar_one() >= MOST_KEYS:
                raise AccountError("keys_enough")
            row = {"number": number, "name": name, "token_sha256": kept(token), "made_at": now}
            ends = now + int(VALID.total_seconds())
            made = insert(keys).values(**row, ends_at=ends).returning(keys)
            return _key(connection.execute(made).one()), token

    def keys(self, number: int) -> tuple[Key, ...]:
        """The keys of an account that still work, in the order in which they were made."""
        own = (keys.c.number == number) & (keys.c.ends_at > self.database.now())
        with self.database.reading() as connection:
            rows = connection.execute(select(keys).where(own).order_by(keys.c.key_number))
            return tuple(_key(row) for row in rows)

    def withdraw_key(self, number: int, key_number: int) -> bool:
        """Let a key of that account no longer work; whether there was one."""
        with self.database.writing() as connection:
            own = (keys.c.number == number) & (keys.c.key_number == key_number)
            return bool(connection.execute(delete(keys).where(own)).rowcount)

    def session_of_key(self, token: str) -> Session | None:
        """Who a program reads for; None when the key ended, or its account was closed."""
        now = self.database.now()
        own = (keys.c.token_sha256 == kept(token)) & (keys.c.ends_at > now) & accounts.c.is_active
        with self.database.reading() as connection:
            row = connection.execute(_HELD.where(own)).first()
        if row is None:
            return None
        if now - row.seen_at >= TOUCHED_AFTER:
            self._seen(row.key_number, now)
        began, ends = _moment(row.key_made_at), _moment(row.ends_at)
        return Session(account_in(row), is_complete=True, began_at=began, ends_at=ends)

    def _seen(self, key_number: int, now: int) -> None:
        try:
            with self.database.writing() as connection:
                own = keys.c.key_number == key_number
                connection.execute(update(keys).where(own).values(seen_at=now))
        except (DiskFullError, OperationalError):
            return  # reading goes on where nothing can be written


def withdraw_keys_of(connection: Connection, number: int) -> None:
    """Let every key of an account no longer work."""
    connection.execute(delete(keys).where(keys.c.number == number))


def _remove_ended(connection: Connection, now: int) -> None:
    connection.execute(delete(keys).where(keys.c.ends_at <= now))


def _key(row: Row[*tuple[Any, ...]]) -> Key:
    seen = _moment(row.seen_at) if row.seen_at else None
    return Key(row.key_number, row.name, _moment(row.made_at), _moment(row.ends_at), seen)


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, BELGIUM)
