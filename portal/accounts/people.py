"""Accounts as rows: read, checked before they are written, and found by what names them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, or_, select

from pipelines.contracts import LANGUAGES
from pipelines.landing.roster import roster
from portal.accounts.reasons import AccountError
from portal.accounts.tables import account_stekken, accounts, factors
from portal.accounts.values import ROLES, Account, Role

# What a mail server takes without quotes, and nothing that could add a line to a letter.
_EMAIL = re.compile(r"[^@\s<>()\[\]\\,;:\"]+@[^@\s<>()\[\]\\,;:\"]+\.[^@\s<>()\[\]\\,;:\".]+")
_LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
_LONGEST_NAME = 100

_stekken = (
    select(func.aggregate_strings(account_stekken.c.stek_id, " "))
    .where(account_stekken.c.number == accounts.c.number)
    .scalar_subquery()
)
ACCOUNT = select(
    accounts.c.number.label("account_number"),
    accounts.c.email,
    accounts.c.name,
    accounts.c.role,
    accounts.c.language,
    accounts.c.is_active,
    accounts.c.password,
    accounts.c.issuer,
    factors.c.secret,
    _stekken.label("stekken"),
).outerjoin_from(accounts, factors, factors.c.number == accounts.c.number)


def account_in(row: Row[*tuple[Any, ...]]) -> Account:
    """The account that a row of `ACCOUNT` tells of."""
    return Account(
        number=row.account_number,
        email=row.email,
        name=row.name,
        role=row.role,
        stekken=tuple(sorted((row.stekken or "").split())),
        language=row.language,
        is_active=row.is_active,
        has_password=row.password is not None,
        has_second_factor=row.secret is not None,
        is_from_provider=row.issuer is not None,
    )


def found(connection: Connection, *conditions: ColumnElement[bool]) -> list[Account]:
    """The accounts that answer to all conditions, in the order of their numbers."""
    rows = connection.execute(ACCOUNT.where(*conditions).order_by(accounts.c.number))
    return [account_in(row) for row in rows]


def numbered(connection: Connection, number: int) -> Account:
    """The account with that number; AccountError `account_unknown` when there is none."""
    known = found(connection, accounts.c.number == number)
    if not known:
        raise AccountError("account_unknown")
    return known[0]


def email_key(email: str) -> str:
    """What addresses are compared by: no capitals, one way of writing an accent."""
    return unicodedata.normalize("NFKC", email.strip()).casefold()


def checked_fields(*, email: str, name: str, role: str, language: str) -> dict[str, Any]:
    """The columns of an account, each as it may be; AccountError names the one that may not."""
    email, name = email.strip(), name.strip()
    if not _EMAIL.fullmatch(email) or len(email) > _LONGEST_EMAIL or not email.isprintable():
        raise AccountError("email_wrong")
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise AccountError("name_wrong")
    if role not in ROLES:
        raise AccountError("role_wrong")
    if language not in LANGUAGES:
        raise AccountError("language_wrong")
    key = email_key(email)
    return {"email": email, "email_key": key, "name": name, "role": role, "language": language}


def check_stekken(role: Role, stekken: Sequence[str]) -> None:
    """Raise AccountError unless somebody with that role belongs to these Stekken."""
    if role == "coordinator" and not stekken:
        raise AccountError("stek_missing")
    if role != "coordinator" and stekken:
        raise AccountError("stek_needless")
    if not set(stekken) <= roster().keys():
        raise AccountError("stek_unknown")


def write_stekken(connection: Connection, number: int, stekken: Sequence[str]) -> None:
    """Let an account belong to exactly these Stekken."""
    connection.execute(delete(account_stekken).where(account_stekken.c.number == number))
    rows = [{"number": number, "stek_id": stek_id} for stek_id in sorted(set(stekken))]
    if rows:
        connection.execute(insert(account_stekken), rows)


def check_another_administers(connection: Connection, account: Account) -> None:
    """Raise AccountError `last_administrator` when only this account can administer."""
    can = or_(accounts.c.password.is_not(None), accounts.c.issuer.is_not(None))
    administrators = found(
        connection, accounts.c.role == "administrator", accounts.c.is_active.is_(True), can
    )
    if [one.number for one in administrators] == [account.number]:
        raise AccountError("last_administrator")
