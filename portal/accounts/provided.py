"""Accounts of people who sign in at their own organisation (OpenID Connect)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from portal.accounts import people
from portal.accounts.inviting import made, withdraw_invitation
from portal.accounts.reasons import AccountError
from portal.accounts.room import Room
from portal.accounts.sessions import end_sessions_of
from portal.accounts.tables import accounts
from portal.accounts.values import Account, Role


class Provided(Room):
    """Who a provider says that somebody is."""

    def from_provider(
        self,
        issuer: str,
        subject: str,
        *,
        email: str,
        name: str,
        role: Role,
        stekken: Sequence[str],
    ) -> Account:
        """The account of that subject, made or brought up to date with what the provider says.

        Whoever was invited and never chose a password is the same account from then on. An account
        with a password is never taken over: an address proves nothing about who holds it here.

        Errors: AccountError `local_account`, `email_known`, `account_closed`, or what is wrong.
        """
        people.check_stekken(role, stekken)
        fields = people.checked_fields(email=email, name=name, role=role, language="nl")
        fields |= {"issuer": issuer, "subject": subject}
        with self.database.writing() as connection:
            number = _number(connection, issuer, subject, fields["email_key"])
            if number is None:
                number = made(connection, fields | {"made_at": self.database.now()})
            else:
                del fields["language"]  # the person's own choice
                _bring_up_to_date(connection, people.numbered(connection, number), fields)
            people.write_stekken(connection, number, stekken)
            return people.numbered(connection, number)


def _number(connection: Connection, issuer: str, subject: str, email_key: str) -> int | None:
    """The account of that subject, else the one that waits under that address; None for a new one."""
    own = (accounts.c.issuer == issuer) & (accounts.c.subject == subject)
    number = connection.scalar(select(accounts.c.number).where(own))
    for other in people.found(connection, accounts.c.email_key == email_key):
        if other.number != number and other.has_password:
            raise AccountError("local_account")
        if other.number != number and (number is not None or other.is_from_provider):
            raise AccountError("email_known")
        number = other.number
    return number


def _bring_up_to_date(connection: Connection, old: Account, fields: dict[str, object]) -> None:
    if not old.is_active:
        raise AccountError("account_closed")
    if fields["role"] != old.role:
        end_sessions_of(connection, old.number)
    withdraw_invitation(connection, old.number)
    connection.execute(update(accounts).where(accounts.c.number == old.number).values(**fields))
