"""The tables that accounts are kept in, the same in SQLite and in PostgreSQL.

Every moment (`…_at`) is in whole seconds since 1970, so that both keep exactly the same. Tokens are
kept as their SHA-256 only: who reads the database cannot come in with what it holds.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 1

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# `email_key` is how addresses are compared. A number is never given out a second time: the journal
# names accounts by it.
accounts = Table(
    "accounts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("email", Text, nullable=False),
    Column("email_key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("password", Text),
    Column("issuer", Text),
    Column("subject", Text),
    Column("made_at", BigInteger, nullable=False),
    UniqueConstraint("issuer", "subject"),
    sqlite_autoincrement=True,
)


def _owner(*, is_key: bool = False) -> Column[int]:
    """The account that a row belongs to; the row goes with it."""
    owner = ForeignKey("accounts.number", ondelete="CASCADE")
    return Column("number", Integer, owner, primary_key=is_key, nullable=False)


account_stekken = Table(
    "account_stekken",
    metadata,
    _owner(is_key=True),
    Column("stek_id", Text, primary_key=True),
)

invitations = Table(
    "invitations",
    metadata,
    _owner(is_key=True),
    Column("token_sha256", Text, nullable=False, unique=True),
    Column("ends_at", BigInteger, nullable=False),
)

# `secret` is in use, `proposed` waits for its first right code; both sealed. `last_step` is the last
# time step (of 30 seconds since 1970) whose code was taken, so that no code counts twice.
factors = Table(
    "factors",
    metadata,
    _owner(is_key=True),
    Column("secret", LargeBinary),
    Column("proposed", LargeBinary),
    Column("last_step", BigInteger, nullable=False, server_default="0"),
    Column("n_wrong", Integer, nullable=False, server_default="0"),
    Column("locked_until_at", BigInteger, nullable=False, server_default="0"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    _owner(),
    Column("is_complete", Boolean, nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Index("sessions_of_account", "number"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("stek_id", Text, primary_key=True),
    Column("month", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    _owner(is_key=True),
    Column("noted_at", BigInteger, nullable=False),
)
