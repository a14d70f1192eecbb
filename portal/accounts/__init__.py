"""Who there is: accounts, how they sign in, and the sessions that follow.

Kept in one database, SQLite or PostgreSQL, that `Accounts.open(url)` opens. Plain synchronous Python
that may be called from many threads at once.
"""

from portal.accounts.door import Accounts
from portal.accounts.hashing import Hashing
from portal.accounts.reasons import REASONS, AccountError
from portal.accounts.url import accounts_url
from portal.accounts.values import (
    ROLES,
    Account,
    Factor,
    Invitation,
    Lifetimes,
    Role,
    Session,
)

__all__ = [
    "REASONS",
    "ROLES",
    "Account",
    "AccountError",
    "Accounts",
    "Factor",
    "Hashing",
    "Invitation",
    "Lifetimes",
    "Role",
    "Session",
    "accounts_url",
]
