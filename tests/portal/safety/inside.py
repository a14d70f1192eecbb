"""The portal asked in this process: the whole application, its home and its accounts, no workers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import httpx2

from pipelines.home import Home
from portal.accounts import Hashing, Role
from portal.app import application
from portal.settings import Settings

if TYPE_CHECKING:
    from portal.portal import Portal

QUICK = Hashing(passes=1, memory_kib=8, lanes=1)  # what a hash costs is tested elsewhere
ADDRESS = "https://stek.example"
OURS = {"sec-fetch-site": "same-origin"}


@dataclass(frozen=True)
class Inside:
    """The application and what it works with; `tokens` has a session of each role."""

    app: Any
    portal: Portal
    tokens: Mapping[str, str]

    def ask(
        self, method: str, path: str, who: str = "", body: bytes = b"", **headers: str
    ) -> httpx2.Response:
        """What is answered to somebody of that role, or to nobody."""
        cookie = {"cookie": f"__Host-stek={self.tokens[who]}"} if who else {}
        told = {name.replace("_", "-"): text for name, text in headers.items()}
        return asyncio.run(self._asked(method, path, body, OURS | cookie | told))

    async def _asked(
        self, method: str, path: str, body: bytes, headers: Mapping[str, str]
    ) -> httpx2.Response:
        transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            return await client.request(method, path, content=body, headers=headers)


def inside(home: Home, *, is_open: bool = False, public_url: str = ADDRESS) -> Inside:
    """The portal over an empty home, and a session of each role, and account 5, which has none."""
    home.landing.mkdir(parents=True, exist_ok=True)
    (home.landing / "sample.json").write_text('{"as_of": "2026-11-20"}', "utf-8")
    url = f"sqlite:///{home.root / 'portal/accounts.sqlite'}"
    app: Any = application(Settings(home, url, public_url=public_url, is_open=is_open))
    portal: Portal = app.app.state.portal
    portal = replace(portal, accounts=replace(portal.accounts, hashing=QUICK))
    app.app.state.portal = portal
    roles: tuple[Role, ...] = ("coordinator", "analyst", "policy", "administrator")
    tokens: dict[str, str] = {role: _session(portal, role) for role in roles}
    portal.accounts.invite("somebody@example.org", "Somebody", "policy", (), "nl")
    return Inside(app, portal, tokens)


def _session(portal: Portal, role: Role) -> str:
    own = ("zaventem",) if role == "coordinator" else ()
    invited = portal.accounts.invite(f"{role}@example.org", role.title(), role, own, "nl")
    return portal.accounts.begin_session(invited.account.number, is_complete=True)
