"""A real PostgreSQL server for a test session: Debian's, in a folder of its own, behind a socket."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

_COLD = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")  # nothing here must last
_PATIENCE = 30  # seconds for a server to begin or to end


@dataclass(frozen=True)
class PostgreSQL:
    """A server that listens on a socket in `folder`, and whose superuser is `postgres`."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=itertools.count, repr=False)

    def new_schema(self) -> str:
        """The address of a new, empty schema: a tenth of what a database of its own would cost."""
        name = f"test_{next(self._numbers)}"
        self.run(f"create schema {name}")
        return f"{self.url}&options=-csearch_path%3D{name}"

    @property
    def url(self) -> str:
        """The address of the database `postgres`, as every driver reads it."""
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def run(self, statement: str) -> None:
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgreSQL]:
    """The server that the tests of one process share; a machine without PostgreSQL fails them."""
    with running_server() as server:
        yield server


@contextmanager
def running_server() -> Iterator[PostgreSQL]:
    """A server as long as the block lasts, run by somebody who is not root: PostgreSQL wants that."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path is short
    programs, user = _programs(), _user()
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-locale"]
    try:
        subprocess.run(
            [*map(str, initdb), "--no-sync", "-E", "UTF8"],
            check=True, capture_output=True, user=user, group=_group(user), cwd=folder,
        )  # fmt: skip
        with _serving(programs, data, folder, user) as server:
            yield server
    finally:
        shutil.rmtree(folder)


@contextmanager
def _serving(programs: Path, data: Path, folder: Path, user: str | None) -> Iterator[PostgreSQL]:
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", *_COLD)
    command = [str(programs / "postgres"), "-D", str(data)]
    for setting in settings:
        command += ["-c", setting]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(
            command, stdout=log, stderr=log, user=user, group=_group(user), cwd=folder
        ) as process,
    ):
        try:
            yield _ready(PostgreSQL(folder), process)
        finally:
            process.send_signal(2)  # a fast shutdown: who is connected is sent away
            process.wait(_PATIENCE)


def _ready(server: PostgreSQL, process: subprocess.Popen[bytes]) -> PostgreSQL:
    until = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            server.run("select 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return server
    pytest.fail(f"PostgreSQL did not start: {(server.folder / 'log').read_text('utf-8')}")


def _programs() -> Path:
    """Where initdb and postgres are: the newest of Debian's, or on the path."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    anywhere = shutil.which("initdb")
    if not debian and anywhere is None:
        pytest.fail("There is no PostgreSQL: apt-get install postgresql, or run `make programs`.")
    return debian[-1].parent if debian else Path(str(anywhere)).resolve().parent


def _user() -> str | None:
    """Who runs the server: whoever runs the tests, but for root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _group(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None
