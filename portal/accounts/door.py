"""The door of the accounts: one object with all that can be asked of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, delete

from pipelines import clock as clocks
from pipelines.home import Home
from portal.accounts.database import Database, address
from portal.accounts.factors import Factors
from portal.accounts.hashing import Hashing
from portal.accounts.inviting import Inviting
from portal.accounts.keys import Keys
from portal.accounts.managing import Managing
from portal.accounts.provided import Provided
from portal.accounts.reminders import Reminders
from portal.accounts.sealing import Seal
from portal.accounts.sessions import Sessions, remove_ended
from portal.accounts.signing_in import SigningIn
from portal.accounts.tables import invitations, reminders
from portal.accounts.values import Lifetimes

KEY_FILE = "second-factor.key"
_REMINDERS_KEPT = timedelta(days=400)  # a month is delivered within its year


class Accounts(Managing, Inviting, SigningIn, Factors, Provided, Sessions, Reminders, Keys):
    """Who there is; may be used from many threads at once."""

    @classmethod
    def open(
        cls,
        url: str,
        *,
        clock: Callable[[], datetime] = clocks.now,
        hashing: Hashing | None = None,
        lifetimes: Lifetimes | None = None,
        key_file: Path | None = None,
    ) -> Accounts:
        """The accounts in the database at that address (see `accounts_url`), made when missing.

        The key that second factors are sealed with lies beside an SQLite file, else in the data home.

        Errors: WrongUseError for an address that is none, StekError when it cannot be opened.
        """
        where = address(url)
        seal = Seal(key_file or _key_file(where))
        database = Database.open(where, clock)
        return cls(database, hashing or Hashing(), seal, lifetimes or Lifetimes())

    def close(self) -> None:
        """Let go of the database."""
        self.database.engine.dispose()

    def sweep(self) -> None:
        """Remove what is over: sessions, invitations, and reminders of over a year ago."""
        now = self.database.now()
        before = now - int(_REMINDERS_KEPT.total_seconds())
        with self.database.writing() as connection:
            remove_ended(connection, now, self.lifetimes)
            connection.execute(delete(invitations).where(invitations.c.ends_at <= now))
            connection.execute(delete(reminders).where(reminders.c.noted_at <= before))


def _key_file(where: URL) -> Path:
    if where.get_backend_name() == "sqlite":
        return Path(str(where.database)).with_name(KEY_FILE)
    return Home.from_environment().portal / KEY_FILE
