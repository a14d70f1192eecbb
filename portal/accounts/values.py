"""What is told about accounts, as values; what is secret or personal stays out of their repr."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, get_args

from pipelines.contracts import Language

Role = Literal["coordinator", "analyst", "policy", "administrator"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Account:
    """Somebody who may come in; only a coordinator has Stekken."""

    number: int
    email: str = field(repr=False)
    name: str = field(repr=False)
    role: Role
    stekken: tuple[str, ...]
    language: Language
    is_active: bool
    has_password: bool
    has_second_factor: bool
    is_from_provider: bool = False

    @property
    def is_invited(self) -> bool:
        """Whether it still waits for the invitation to be accepted."""
        return not (self.has_password or self.is_from_provider)


@dataclass(frozen=True)
class Invitation:
    """What an invitation link is made of; the token is told once and kept nowhere."""

    account: Account
    token: str = field(repr=False)


@dataclass(frozen=True)
class Factor:
    """A second factor to put in an authenticator app: the same secret three times (RFC 6238)."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)
    qr_svg: str = field(repr=False)


@dataclass(frozen=True)
class Session:
    """Somebody who signed in; `is_complete` False while the second factor is still asked."""

    account: Account
    is_complete: bool
    began_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Lifetimes:
    """When sessions end: unused for `idle`, and `longest` after they began whatever is done.

    OWASP's Session Management Cheat Sheet: 15 to 30 minutes idle where much is at stake, hours where
    little is; a working day is 4 to 8 hours. A delivery may be typed over between two clicks.
    """

    idle: timedelta = timedelta(minutes=60)
    longest: timedelta = timedelta(hours=12)
