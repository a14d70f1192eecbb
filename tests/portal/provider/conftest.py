"""A real provider and a real portal, each a process; without the provider these tests fail."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipelines.home import CHECKOUT, Home
from portal.accounts import Accounts, accounts_url
from tests.portal.provider.browser import Browser
from tests.portal.server import Server, free_port, member, started

CANAILLE = CHECKOUT / "var" / "oidc" / "bin" / "python"
CLIENT_ID, CLIENT_SECRET = "stek-monitor", "geheim van de client"
LOCAL = "gert@voorbeeld.be"  # an analyst with a password of the portal's own


@dataclass(frozen=True)
class Provider:
    """The provider as a process; what it says goes to a log."""

    process: subprocess.Popen[str]
    port: int

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"  # another site than the portal's 127.0.0.1

    def give(self, user: str, *groups: str) -> None:
        """Let somebody have these roles, and no other."""
        self._ask({"user": user, "groups": groups})

    @contextmanager
    def saying(self, claims: Mapping[str, str | int], *, is_bare: bool = False) -> Iterator[None]:
        """Let its identity tokens say other things, or nothing of a person but who it is."""
        self._ask({"claims": dict(claims), "is_bare": is_bare})
        yield
        self._ask({"claims": {}, "is_bare": False})

    def _ask(self, asked: dict[str, object]) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


@dataclass(frozen=True)
class Scene:
    """The portal, the provider that it is set to, and what the portal said."""

    portal: Server
    provider: Provider
    log: Path
    accounts: Accounts
    browsers: list[Browser] = field(default_factory=list)

    @property
    def browser(self) -> Browser:
        """Another one at every call, that was nowhere yet."""
        self.browsers.append(Browser(self.portal.address))
        return self.browsers[-1]

    def known(self, email: str) -> tuple[str, tuple[str, ...]] | None:
        """The role and the Stekken of the account with that address; None when there is none."""
        found = {one.email: (one.role, one.stekken) for one in self.accounts.all()}
        return found.get(email)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    room = tmp_path_factory.mktemp("provider")
    home = Home(room / "home")
    member(home, LOCAL, "analyst").close()
    port = free_port()
    provider = _provider(room / "provider.log", f"http://127.0.0.1:{port}")
    try:
        settings = {
            "STEK_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "STEK_OIDC_ISSUER": provider.issuer,
            "STEK_OIDC_CLIENT": CLIENT_ID,
            "STEK_OIDC_SECRET": CLIENT_SECRET,
            "STEK_OIDC_NAME": "Voorbeeldvereniging",
            "STEK_OIDC_ROLES": "groups",
        }
        portal = started(home, room / "portal.log", settings, port=port)
        accounts = Accounts.open(accounts_url(home))
        scene = Scene(portal, provider, room / "portal.log", accounts)
        try:
            yield scene
        finally:
            for browser in scene.browsers:
                browser.close()
            accounts.close()
            portal.stop()
    finally:
        provider.stop()


def _provider(log: Path, portal: str) -> Provider:
    if not CANAILLE.exists():
        pytest.fail("There is no provider to test with; run `make programs`.")
    port = free_port()
    script = Path(__file__).with_name("canaille_server.py")
    with log.open("w") as said:
        process = subprocess.Popen(
            [str(CANAILLE), str(script), str(port), portal, str(log.with_suffix(".sqlite"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True,
        )  # fmt: skip
    provider = Provider(process, port)
    assert process.stdout is not None
    if process.stdout.readline() != "ready\n":
        provider.stop()
        pytest.fail(f"the provider did not start: {log.read_text('utf-8')[-2000:]}")
    return provider
