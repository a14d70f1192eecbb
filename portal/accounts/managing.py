"""Accounts that there are, and how an administrator changes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from sqlalchemy import Connection, update

from pipelines.contracts import Language
from portal.accounts import people
from portal.accounts.inviting import withdraw_invitation
from portal.accounts.room import Room
from portal.accounts.sessions import end_sessions_of
from portal.accounts.tables import accounts
from portal.accounts.values import Account, Role


class Changes(TypedDict, total=False):
    """What may be changed of an account; what is left out stays as it is."""

    role: Role
    stekken: Sequence[str]
    is_active: bool
    language: Language
    name: str


class Managing(Room):
    """Who there is."""

    def all(self) -> tuple[Account, ...]:
        """Every account, closed ones too, in the order of their numbers."""
        with self.database.reading() as connection:
            return tuple(people.found(connection))

    def get(self, number: int) -> Account:
        """The account with that number; AccountError `account_unknown`."""
        with self.database.reading() as connection:
            return people.numbered(connection, number)

    def is_empty(self) -> bool:
        """Whether nobody was ever invited."""
        return not self.all()

    def change(self, number: int, **changes: Unpack[Changes]) -> Account:
        """Change what is given; who gets another role than coordinator loses their Stekken.

        Another role, or a closed account, ends its sessions: what somebody may do begins anew.

        Errors: AccountError; `last_administrator` when nobody could administer any more.
        """
        with self.database.writing() as connection:
            old = people.numbered(connection, number)
            new = _changed(old, changes)
            if new["role"] != old.role or not new["is_active"]:
                _let_go(connection, old, is_closed=not new["is_active"])
            people.write_stekken(connection, number, new.pop("stekken"))
            connection.execute(update(accounts).where(accounts.c.number == number).values(**new))
            return people.numbered(connection, number)


def _changed(old: Account, changes: Changes) -> Changes:
    """All that may be changed, as it will be."""
    role = changes.get("role", old.role)
    kept = old.stekken if role == "coordinator" else ()
    new = Changes(
        role=role,
        stekken=tuple(changes.get("stekken", kept)),
        is_active=changes.get("is_active", old.is_active),
        language=changes.get("language", old.language),
        name=changes.get("name", old.name).strip(),
    )
    people.checked_fields(
        email=old.email, name=new["name"], role=new["role"], language=new["language"]
    )
    people.check_stekken(new["role"], new["stekken"])
    return new


def _let_go(connection: Connection, account: Account, *, is_closed: bool) -> None:
    people.check_another_administers(connection, account)
    end_sessions_of(connection, account.number)
    if is_closed:
        withdraw_invitation(connection, account.number)
