"""A real portal for tests: a server process on this machine, and people who sign in to it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlencode

from pipelines.contracts import Language
from pipelines.home import CHECKOUT, Home
from portal.accounts import Accounts, Role, accounts_url

SENTENCE = "een lange zin om te onthouden"  # what every account of a test signs in with
START = 60  # seconds: machines that test are busy
SESSION = re.compile(r"__Host-stek=([^;]+)")


@dataclass(frozen=True)
class Answer:
    """What the portal answered: the status, the headers with small names, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def to(self) -> str:
        """Where it sends the browser on to."""
        return self.headers.get("location", "")


@dataclass(frozen=True)
class Person:
    """Somebody at a browser: a cookie, or none."""

    port: int
    token: str = ""

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, None, headers)

    def post(self, path: str, form: Mapping[str, str] | None = None, **headers: str) -> Answer:
        typed = {"content-type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form or {}).encode(), typed | headers)

    def hand_in(self, path: str, file: Path | bytes, name: str, **fields: str) -> Answer:
        """Post a form with a file, as a browser without a script does."""
        body, kind = multipart(file if isinstance(file, bytes) else file.read_bytes(), name, fields)
        return self.ask("POST", path, body, {"content-type": kind})

    def ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        own = {"sec-fetch-site": "same-origin", "accept-language": "nl"}
        if self.token:
            own["cookie"] = f"__Host-stek={self.token}"
        try:
            connection.request(
                method, path, body, own | {k.replace("_", "-"): v for k, v in headers.items()}
            )
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()


def multipart(data: bytes, name: str, fields: Mapping[str, str]) -> tuple[bytes, str]:
    """A form with a file in the field `bestand`: its body and its content type."""
    border = "----stek-tests"
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{border}\r\nContent-Disposition: form-data; name="bestand"; filename="{name}"\r\n'
    parts += [head.encode(), b"Content-Type: application/octet-stream\r\n\r\n", data, b"\r\n"]
    return b"".join(
        [*parts, f"--{border}--\r\n".encode()]
    ), f"multipart/form-data; boundary={border}"


@dataclass(frozen=True)
class Server:
    """A running portal: its process, its port, the home it works for."""

    process: subprocess.Popen[bytes]
    port: int
    home: Home

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def anybody(self) -> Person:
        return Person(self.port)

    def sign_in(self, email: str) -> Person:
        """Sign in with the password that every account of a test has."""
        answer = self.anybody.post("/aanmelden", {"email": email, "password": SENTENCE})
        found = SESSION.search(answer.headers.get("set-cookie", ""))
        if answer.status != 303 or found is None:
            raise AssertionError(f"{email} could not sign in: {answer.status}")
        return Person(self.port, found[1])

    def kill(self) -> None:
        """End it as a power cut does, with its workers."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()


def member(
    home: Home, email: str, role: Role, *stekken: str, language: Language = "nl"
) -> Accounts:
    """An account that accepted its invitation."""
    accounts = Accounts.open(accounts_url(home))
    invited = accounts.invite(email, email.partition("@")[0].title(), role, stekken, language)
    accounts.accept(invited.token, SENTENCE)
    return accounts


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running(home: Home, log: Path, **environment: str) -> Iterator[Server]:
    """A portal over that home, until the block ends."""
    server = started(home, log, environment)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()


def started(
    home: Home, log: Path, environment: Mapping[str, str] = MappingProxyType({}), *, port: int = 0
) -> Server:
    """A portal that answers; what it says goes to `log`."""
    port = port or free_port()
    settings = {"STEK_HOME": str(home.root), "STEK_RUNNER": "no", **environment}
    with log.open("ab") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipelines.cli", "serve", "--port", str(port)],
            cwd=CHECKOUT, env={**os.environ, **settings}, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
    server = Server(process, port, home)
    last = time.monotonic() + START
    while time.monotonic() < last and process.poll() is None:
        try:
            server.anybody.get("/aanmelden")
        except OSError:
            time.sleep(0.1)
        else:
            return server
    raise AssertionError(f"the portal did not start: {log.read_text('utf-8')[-2000:]}")
