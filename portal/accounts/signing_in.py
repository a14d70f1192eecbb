"""Signing in with an e-mail address and a password."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select, update

from portal.accounts import people
from portal.accounts.passwords import LONGEST, check_password
from portal.accounts.room import Room
from portal.accounts.sessions import end_sessions_of
from portal.accounts.tables import accounts
from portal.accounts.values import Account


class SigningIn(Room):
    """Who knows their password."""

    def sign_in(self, email: str, password: str) -> Account | None:
        """The account whose address and password these are; None, in the same time, for all others.

        Whoever asks is not told whether the address is known, the account closed or not yet accepted.
        """
        own = (accounts.c.email_key == people.email_key(email)) & accounts.c.is_active
        number = self._proved(own, password)
        return None if number is None else self._account(number)

    def change_password(self, number: int, old: str, new: str, *, keep: str = "") -> bool:
        """Replace the password when the old one is right; every session but that of `keep` ends.

        Errors: AccountError with why the new one may not be chosen; it is asked after the old one.
        """
        if self._proved((accounts.c.number == number) & accounts.c.is_active, old) is None:
            return False
        account = self._account(number)
        check_password(new, email=account.email, name=account.name)
        hashed = self.hashing.hash(new)
        with self.database.writing() as connection:
            own = accounts.c.number == number
            connection.execute(update(accounts).where(own).values(password=hashed))
            end_sessions_of(connection, number, keep=keep)
        return True

    def _proved(self, own: ColumnElement[bool], password: str) -> int | None:
        """The number of that account when the password is its own."""
        with self.database.reading() as connection:
            row = connection.execute(
                select(accounts.c.number, accounts.c.password).where(own)
            ).first()
        known = row.password if row else None
        # Nobody can have chosen a longer one, and a very long one would cost time to look at.
        if not self.hashing.matches(known, password[: LONGEST + 1]) or row is None or known is None:
            return None
        if self.hashing.is_outdated(known):
            self._hash_again(row.number, known, password)
        return int(row.number)

    def _hash_again(self, number: int, known: str, password: str) -> None:
        hashed = self.hashing.hash(password)
        with self.database.writing() as connection:
            unchanged = (accounts.c.number == number) & (accounts.c.password == known)
            connection.execute(update(accounts).where(unchanged).values(password=hashed))

    def _account(self, number: int) -> Account:
        with self.database.reading() as connection:
            return people.numbered(connection, number)
