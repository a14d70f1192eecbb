"""Invitations: the link with which somebody chooses a first password, or a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from pipelines.contracts import Language
from portal.accounts import people
from portal.accounts.keys import withdraw_keys_of
from portal.accounts.passwords import check_password
from portal.accounts.reasons import AccountError
from portal.accounts.room import Room
from portal.accounts.sessions import end_sessions_of
from portal.accounts.tables import accounts, factors, invitations
from portal.accounts.tokens import kept, new_token
from portal.accounts.values import Account, Invitation, Role

VALID = timedelta(days=7)  # long enough for a week off, short enough for a mailbox that is read


class Inviting(Room):
    """How somebody gets a password: invited, and invited again when it is lost."""

    def invite(
        self, email: str, name: str, role: Role, stekken: Sequence[str], language: Language
    ) -> Invitation:
        """Make an account and the link to its first password.

        Errors: AccountError with what is wrong; `email_known`.
        """
        fields = people.checked_fields(email=email, name=name, role=role, language=language)
        people.check_stekken(role, stekken)
        with self.database.writing() as connection:
            number = made(connection, fields | {"made_at": self.database.now()})
            people.write_stekken(connection, number, stekken)
            return self._invitation(connection, number)

    def renew_invitation(self, number: int) -> Invitation:
        """A new link; the password, second factor, sessions and keys go, and the older link too.

        Errors: AccountError `account_unknown`, `account_closed`, `provider_account`.
        """
        with self.database.writing() as connection:
            account = people.numbered(connection, number)
            if not account.is_active:
                raise AccountError("account_closed")
            if account.is_from_provider:
                raise AccountError("provider_account")
            own = accounts.c.number == number
            connection.execute(update(accounts).where(own).values(password=None))
            connection.execute(delete(factors).where(factors.c.number == number))
            end_sessions_of(connection, number)
            withdraw_keys_of(connection, number)
            withdraw_invitation(connection, number)
            return self._invitation(connection, number)

    def invited(self, token: str) -> Account | None:
        """Whom that link invites; None when it was used, replaced, or made over seven days ago."""
        with self.database.reading() as connection:
            number = self._number(connection, token)
            account = None if number is None else people.numbered(connection, number)
        return account if account and account.is_active else None

    def accept(self, token: str, password: str) -> Account:
        """Take the password that was chosen; the link has then served.

        Errors: AccountError `invitation_over`, or why the password may not be chosen.
        """
        account = self.invited(token)
        if account is None:
            raise AccountError("invitation_over")
        check_password(password, email=account.email, name=account.name)
        hashed = self.hashing.hash(password)
        with self.database.writing() as connection:
            if self._number(connection, token) is None:
                raise AccountError("invitation_over")
            withdraw_invitation(connection, account.number)
            own = accounts.c.number == account.number
            connection.execute(update(accounts).where(own).values(password=hashed))
            return people.numbered(connection, account.number)

    def _invitation(self, connection: Connection, number: int) -> Invitation:
        token = new_token()
        ends_at = self.database.now() + int(VALID.total_seconds())
        row = {"number": number, "token_sha256": kept(token), "ends_at": ends_at}
        connection.execute(insert(invitations).values(row))
        return Invitation(people.numbered(connection, number), token)

    def _number(self, connection: Connection, token: str) -> int | None:
        return connection.scalar(
            select(invitations.c.number).where(
                invitations.c.token_sha256 == kept(token),
                invitations.c.ends_at > self.database.now(),
            )
        )


def made(connection: Connection, fields: dict[str, object]) -> int:
    """The number of a new account with these columns; AccountError `email_known`."""
    try:
        row = insert(accounts).values(is_active=True, **fields).returning(accounts.c.number)
        return int(connection.execute(row).scalar_one())
    except IntegrityError:
        # The database's own message may quote the address.
        raise AccountError("email_known") from None


def withdraw_invitation(connection: Connection, number: int) -> None:
    """Let the link of an account no longer work."""
    connection.execute(delete(invitations).where(invitations.c.number == number))
