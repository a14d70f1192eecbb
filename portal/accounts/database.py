"""The database of the accounts: opened, made when it is missing, read from and written to.

Writers come one at a time, in SQLite (BEGIN IMMEDIATE) as in PostgreSQL (an advisory lock), so that
what a block reads before it writes still holds; what is written is small and seldom.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from pipelines.errors import DiskFullError, StekError, WrongUseError, is_disk_full
from portal.accounts.tables import SCHEMA_VERSION, about, metadata

# A writer waits this long for another; SQLite gives up after it. A write takes milliseconds.
BUSY_SECONDS = 20
_LOGS_AS = "accounts"
_WRITERS = 0x57E4  # any number, the same in every process
_NO_ROOM = frozenset({13, "53100"})  # SQLITE_FULL; PostgreSQL's SQLSTATE disk_full


@dataclass(frozen=True)
class Database:
    """An open database and the clock that it is used with."""

    engine: Engine
    clock: Callable[[], datetime]

    @classmethod
    def open(cls, url: URL, clock: Callable[[], datetime]) -> Database:
        """The database at that address, its tables made when they are missing.

        Errors: StekError when it cannot be reached, or a newer version of the portal made it.
        """
        if url.get_backend_name() == "sqlite":
            _make_private_file(Path(str(url.database)))
        database = cls(_engine(url), clock)
        try:
            database._prepare()
        except DBAPIError as error:
            database.engine.dispose()
            # Its message may quote the address, and the address may hold a password.
            raise _cannot_open(error.orig) from None
        except StekError:
            database.engine.dispose()
            raise
        return database

    def now(self) -> int:
        """The moment, in whole seconds since 1970."""
        return int(self.clock().timestamp())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only writer: all of the block is kept, or nothing.

        Errors: DiskFullError.
        """
        with self.engine.connect().execution_options(writes=True) as connection:
            try:
                with connection.begin():
                    yield connection
            except OperationalError as error:
                if _is_full(error):
                    raise DiskFullError from None
                raise

    def _prepare(self) -> None:
        with self.writing() as connection:
            metadata.create_all(connection)
            written = connection.scalar(select(about.c.value).where(about.c.key == "schema"))
            if written is None:
                row = {"key": "schema", "value": str(SCHEMA_VERSION)}
                connection.execute(insert(about).values(row))
            elif int(written) > SCHEMA_VERSION:
                raise StekError(
                    f"The accounts were written by a newer portal (version {written} of the tables, "
                    f"this one knows {SCHEMA_VERSION}). Install the newer one; nothing was changed."
                )


def address(url: str) -> URL:
    """The address of a database that accounts can be kept in; raises WrongUseError for another."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        parsed = URL.create("unknown")
    backend = parsed.get_backend_name()
    if backend == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return parsed.set(drivername="sqlite+pysqlite")
    raise WrongUseError(
        "STEK_ACCOUNTS is the address of a database: sqlite:////folder/accounts.sqlite, or "
        "postgresql+psycopg://user:password@host/database."
    )


def _engine(url: URL) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    # At DEBUG the engine logs every row that is read: addresses and hashes; at INFO every statement,
    # between the lines of a command. Ours never does.
    logging.getLogger(f"sqlalchemy.engine.Engine.{_LOGS_AS}").setLevel(logging.WARNING)
    engine = create_engine(
        url,
        logging_name=_LOGS_AS,
        hide_parameters=True,  # what is asked for are e-mail addresses and hashes
        pool_size=10,
        max_overflow=40,  # as many threads as a web process has (anyio's 40) never wait for one
        pool_pre_ping=not is_sqlite,  # a server may have been started again
        connect_args={"timeout": BUSY_SECONDS} if is_sqlite else {"connect_timeout": BUSY_SECONDS},
    )
    if is_sqlite:
        event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_in_sqlite if is_sqlite else _begin_in_postgresql)
    return engine


def _make_private_file(path: Path) -> None:
    """An empty file that only we may read, before SQLite makes one that others may read too.

    One that is there is not opened: closing it again would let go of every lock that SQLite holds on
    it in this process (POSIX), and others would then take its write-ahead log away.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise (DiskFullError() if is_disk_full(error) else _cannot_open(error)) from None


def _cannot_open(error: BaseException | None) -> StekError:
    return StekError(f"The accounts cannot be opened ({type(error).__name__}): see STEK_ACCOUNTS.")


def _set_up_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  # any driver's
    connection.isolation_level = None  # transactions begin as `_begin_in_sqlite` says
    cursor = connection.cursor()
    for pragma in ("journal_mode = wal", "foreign_keys = on"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()


def _begin_in_sqlite(connection: Connection) -> None:
    # A transaction that reads first and then writes would fail at once when another wrote between.
    is_writer = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if is_writer else "begin")


def _begin_in_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.execute(text(f"select pg_advisory_xact_lock({_WRITERS})"))


def _is_full(error: OperationalError) -> bool:
    original = error.orig
    codes = {getattr(original, "sqlite_errorcode", None), getattr(original, "sqlstate", None)}
    return bool(codes & _NO_ROOM)
