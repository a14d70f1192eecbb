"""What each part of `Accounts` works with."""

from __future__ import annotations

from dataclasses import dataclass

from portal.accounts.database import Database
from portal.accounts.hashing import Hashing
from portal.accounts.sealing import Seal
from portal.accounts.values import Lifetimes


@dataclass(frozen=True)
class Room:
    """The database, what passwords cost, the key of second factors, and when sessions end."""

    database: Database
    hashing: Hashing
    seal: Seal
    lifetimes: Lifetimes
