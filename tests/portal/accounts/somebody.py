"""People to try accounts with, and what is in the database about them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from sqlalchemy import select

from portal.accounts import Account, AccountError, Accounts, Role
from portal.accounts.tables import metadata

Done = TypeVar("Done")
PASSWORD = "vier groene fietsen"  # noqa: S105  # of nobody


def invited(
    accounts: Accounts, name: str = "an", role: Role = "coordinator"
) -> tuple[Account, str]:
    """Somebody who was invited, and the token of the link."""
    stekken = ("zaventem",) if role == "coordinator" else ()
    invitation = accounts.invite(f"{name}@voorbeeld.be", name.title(), role, stekken, "nl")
    return invitation.account, invitation.token


def somebody(accounts: Accounts, name: str = "an", role: Role = "coordinator") -> Account:
    """Somebody who chose `PASSWORD`."""
    _, token = invited(accounts, name, role)
    return accounts.accept(token, PASSWORD)


def code(secret: str, moment: float) -> str:
    """The six digits of RFC 6238 (SHA-1, 30 seconds), written out from the RFC."""
    key = base64.b32decode(secret)
    digest = hmac.new(key, struct.pack(">Q", int(moment) // 30), hashlib.sha1).digest()
    at = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def all_that_is_kept(accounts: Accounts) -> str:
    """Every value of every table, as text."""
    with accounts.database.reading() as connection:
        rows = [connection.execute(select(t)).all() for t in metadata.sorted_tables]
    return repr(rows)


def at_once(n_threads: int, act: Callable[[int], Done]) -> list[Done]:
    """What comes of an act in so many threads that begin together."""
    start = Barrier(n_threads)

    def begun(place: int) -> Done:
        start.wait(30)
        return act(place)

    with ThreadPoolExecutor(n_threads) as pool:
        return list(pool.map(begun, range(n_threads)))


def outcome(act: Callable[[], object]) -> str:
    """What an act answers, or the reason that it is refused for."""
    try:
        return str(act())
    except AccountError as error:
        return error.reason
