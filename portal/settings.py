"""The settings of the portal, read once from the environment; each has a default that works alone."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from pipelines.errors import WrongUseError
from pipelines.files import write_whole
from pipelines.home import Home
from portal.accounts import accounts_url

DEFAULT_ADDRESS = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Provider:
    """An OpenID Connect provider: `roles_claim` names the claim of the identity token with roles."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    roles_claim: str


@dataclass(frozen=True)
class MailServer:
    """Where reminders are handed to be sent; `security` is `starttls`, `tls` or `none`."""

    host: str
    port: int
    sender: str
    security: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class Settings:
    """How this portal is run; `is_open` when everybody may read what is published."""

    home: Home
    accounts_url: str = field(repr=False)
    public_url: str = DEFAULT_ADDRESS
    is_open: bool = False
    provider: Provider | None = None
    mail: MailServer | None = None
    quiet_seconds: float = 60
    has_runner: bool = True

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings that the variables STEK_… give; the README lists them.

        Errors: WrongUseError that names the variable.
        """
        home = Home.from_environment()
        return cls(
            home=home,
            accounts_url=accounts_url(home),
            public_url=_address(environment),
            is_open=_yes_no(environment, "STEK_OPEN"),
            provider=_provider(environment),
            mail=_mail(environment),
            quiet_seconds=float(_whole(environment, "STEK_QUIET_SECONDS", "60")),
            has_runner=_yes_no(environment, "STEK_RUNNER", "yes"),
        )

    @property
    def is_behind_tls(self) -> bool:
        """Whether people reach it over TLS, by a proxy in front of it."""
        return urlsplit(self.public_url).scheme == "https"

    @cached_property
    def secret(self) -> str:
        """What signs the short-lived cookie of a sign-in at a provider; made on first use, and kept."""
        path = self.home.portal / "secret"
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, secrets.token_urlsafe(32).encode())
        return path.read_text("ascii")


def _address(environment: Mapping[str, str]) -> str:
    address = environment.get("STEK_PUBLIC_URL", DEFAULT_ADDRESS).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
        raise WrongUseError(
            "STEK_PUBLIC_URL is the address that people type, without a path: https://stek.example.org"
        )
    return address


def _provider(environment: Mapping[str, str]) -> Provider | None:
    issuer = environment.get("STEK_OIDC_ISSUER", "")
    if not issuer:
        return None
    missing = [n for n in ("STEK_OIDC_CLIENT", "STEK_OIDC_SECRET") if not environment.get(n)]
    if missing:
        raise WrongUseError(f"With STEK_OIDC_ISSUER give {' and '.join(missing)} as well.")
    return Provider(
        issuer.rstrip("/"),
        environment["STEK_OIDC_CLIENT"],
        environment["STEK_OIDC_SECRET"],
        environment.get("STEK_OIDC_NAME", "") or str(urlsplit(issuer).hostname),
        environment.get("STEK_OIDC_ROLES", "roles"),
    )


def _mail(environment: Mapping[str, str]) -> MailServer | None:
    host = environment.get("STEK_SMTP_HOST", "")
    if not host:
        return None
    sender = environment.get("STEK_SMTP_FROM", "")
    security = environment.get("STEK_SMTP_SECURITY", "starttls")
    if "@" not in sender:
        raise WrongUseError(
            "With STEK_SMTP_HOST give STEK_SMTP_FROM: the address that mail is from."
        )
    if security not in {"starttls", "tls", "none"}:
        raise WrongUseError("STEK_SMTP_SECURITY is starttls, tls or none.")
    return MailServer(
        host,
        _whole(environment, "STEK_SMTP_PORT", "465" if security == "tls" else "587"),
        sender,
        security,
        environment.get("STEK_SMTP_USER", ""),
        environment.get("STEK_SMTP_PASSWORD", ""),
    )


def _yes_no(environment: Mapping[str, str], name: str, default: str = "no") -> bool:
    answer = environment.get(name, default)
    if answer not in {"yes", "no"}:
        raise WrongUseError(f"{name} is yes or no.")
    return answer == "yes"


def _whole(environment: Mapping[str, str], name: str, default: str) -> int:
    text = environment.get(name, default)
    if not text.isdecimal():
        raise WrongUseError(f"{name} is a whole number.")
    return int(text)
