"""Sessions: who signed in, until when; a random token outside, its SHA-256 inside."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, update
from sqlalchemy.exc import OperationalError

from pipelines.clock import BELGIUM
from pipelines.errors import DiskFullError
from portal.accounts.people import ACCOUNT, account_in
from portal.accounts.reasons import AccountError
from portal.accounts.room import Room
from portal.accounts.tables import accounts, sessions
from portal.accounts.tokens import kept, new_token
from portal.accounts.values import Lifetimes, Session

TOUCHED_AFTER = 60  # seconds: so that reading pages writes once a minute, not once a page
HALF_WAY = timedelta(minutes=15)  # to find a telephone; as long as a locked second factor

_SESSION = ACCOUNT.add_columns(
    sessions.c.is_complete, sessions.c.began_at, sessions.c.seen_at
).join_from(accounts, sessions, sessions.c.number == accounts.c.number)


class Sessions(Room):
    """Who is in."""

    def begin_session(self, number: int, *, is_complete: bool) -> str:
        """The token of a new session; half way when it is not complete, and then short."""
        with self.database.writing() as connection:
            return self._begun(connection, number, is_complete=is_complete)

    def session(self, token: str) -> Session | None:
        """The session of that token; None when it ended, or its account was closed."""
        with self.database.reading() as connection:
            own = sessions.c.token_sha256 == kept(token)
            row = connection.execute(_SESSION.where(own, accounts.c.is_active)).first()
        now = self.database.now()
        if row is None or self._ends_at(row) <= now:
            return None
        if now - row.seen_at >= TOUCHED_AFTER:
            self._touch(token, now)
        return Session(account_in(row), row.is_complete, _moment(row.began_at), self._end(row))

    def complete_session(self, token: str) -> str:
        """The token of a complete session in the place of that one, which ends.

        Errors: AccountError `session_over`.
        """
        session = self.session(token)
        if session is None:
            raise AccountError("session_over")
        with self.database.writing() as connection:
            own = sessions.c.token_sha256 == kept(token)
            if not connection.execute(delete(sessions).where(own)).rowcount:
                raise AccountError("session_over")
            return self._begun(connection, session.account.number, is_complete=True)

    def end_session(self, token: str) -> None:
        """End that session, if there is one."""
        with self.database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.token_sha256 == kept(token)))

    def end_sessions(self, number: int, *, keep: str = "") -> None:
        """End every session of an account, but for the one whose token is `keep`."""
        with self.database.writing() as connection:
            end_sessions_of(connection, number, keep=keep)

    def _begun(self, connection: Connection, number: int, *, is_complete: bool) -> str:
        token, now = new_token(), self.database.now()
        row = {"token_sha256": kept(token), "number": number, "is_complete": is_complete}
        connection.execute(insert(sessions).values(**row, began_at=now, seen_at=now))
        return token

    def _touch(self, token: str, now: int) -> None:
        try:
            with self.database.writing() as connection:
                own = sessions.c.token_sha256 == kept(token)
                connection.execute(update(sessions).where(own).values(seen_at=now))
        except (DiskFullError, OperationalError):
            # Reading goes on where nothing can be written: the session then ends a little sooner.
            return

    def _ends_at(self, row: Row[*tuple[Any, ...]]) -> int:
        longest = self.lifetimes.longest if row.is_complete else HALF_WAY
        idle, whole = self.lifetimes.idle.total_seconds(), longest.total_seconds()
        return int(min(row.seen_at + idle, row.began_at + whole))

    def _end(self, row: Row[*tuple[Any, ...]]) -> datetime:
        return _moment(self._ends_at(row))


def end_sessions_of(connection: Connection, number: int, *, keep: str = "") -> None:
    """End the sessions of an account, but for the one whose token is `keep`."""
    others = sessions.c.token_sha256 != kept(keep)
    connection.execute(delete(sessions).where(sessions.c.number == number, others))


def remove_ended(connection: Connection, now: int, lifetimes: Lifetimes) -> None:
    """Remove the rows of sessions that ended by themselves."""
    idle = sessions.c.seen_at <= now - int(lifetimes.idle.total_seconds())
    old = sessions.c.began_at <= now - int(lifetimes.longest.total_seconds())
    halves = sessions.c.is_complete.is_(False)
    half_old = halves & (sessions.c.began_at <= now - int(HALF_WAY.total_seconds()))
    connection.execute(delete(sessions).where(or_(idle, old, half_old)))


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, BELGIUM)
