"""The portal in this process, asked as a server asks it; no path is tidied up on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

from starlette.types import ASGIApp

from pipelines.home import Home
from portal.accounts import Accounts, Role, accounts_url
from portal.app import application
from portal.settings import Settings
from tests.portal.server import Answer, member


@dataclass(frozen=True)
class Reader:
    """Somebody, or a program, that asks the portal; `own` headers go with every question."""

    app: ASGIApp
    runner: asyncio.Runner
    own: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, headers)

    def post(self, path: str, **form: str) -> Answer:
        typed = {"content_type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, typed, urlencode(form).encode())

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes = b"") -> Answer:
        own = {"sec-fetch-site": "same-origin", "accept-language": "nl", "host": "stek.example"}
        named = own | self.own | {name.replace("_", "-"): told for name, told in headers.items()}
        return self.runner.run(_asked(self.app, method, path, named.items(), body))

    def with_key(self, key: str) -> Reader:
        """A program with that key, and no cookie."""
        return Reader(self.app, self.runner, {"authorization": f"Bearer {key}"})


async def _asked(
    app: ASGIApp, method: str, path: str, headers: Iterable[tuple[str, str]], body: bytes
) -> Answer:
    place, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "http", "http_version": "1.1", "method": method, "path": unquote(place),
        "raw_path": place.encode(), "query_string": query.encode(), "root_path": "",
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
        "asgi": {"version": "3.0"},
        "headers": [(name.encode(), told.encode()) for name, told in headers],
    }  # fmt: skip
    sent: list[Any] = []
    asked = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not asked:  # a reader who stays, and says no more
            await asyncio.Event().wait()
        return asked.pop()

    async def send(message: Any) -> None:  # noqa: ANN401  # any message of a server
        sent.append(message)

    await app(scope, receive, send)
    named = {name.decode().lower(): told.decode() for name, told in sent[0]["headers"]}
    return Answer(sent[0]["status"], named, b"".join(one.get("body", b"") for one in sent[1:]))


def portal_over(home: Home, runner: asyncio.Runner, *, is_open: bool = False) -> Reader:
    """Nobody in particular, at a portal over that home."""
    settings = Settings(home, accounts_url(home), is_open=is_open, has_runner=False)
    return Reader(application(settings), runner)


def signed_in(nobody: Reader, home: Home, role: Role, *stekken: str) -> Reader:
    """Somebody of that role."""
    accounts: Accounts = member(home, f"{role}@stek.example", role, *stekken)
    number = max(one.number for one in accounts.all())
    token = accounts.begin_session(number, is_complete=True)
    accounts.close()
    return Reader(nobody.app, nobody.runner, {"cookie": f"__Host-stek={token}"})
