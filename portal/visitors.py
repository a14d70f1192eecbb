"""The visitor: who asks, in which language, from where."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from pipelines.contracts import LANGUAGES, Language

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from portal.accounts import Account, Session

# `__Host-`: set over TLS (or on the machine itself) only, for this host and no other, on every path.
SESSION_COOKIE = "__Host-stek"
LANGUAGE_COOKIE = "__Host-taal"


@dataclass(frozen=True)
class Visitor:
    """Who asks; `session` is None for who is not signed in. `source` is the address asked from."""

    session: Session | None
    language: Language
    source: str
    token: str = ""

    @property
    def account(self) -> Account | None:
        """The account, when its sign-in is complete."""
        return self.session.account if self.session and self.session.is_complete else None

    @property
    def who(self) -> str:
        """As the journal calls them."""
        return f"account:{self.session.account.number}" if self.session else "unknown"


async def visitor_of(
    request: Request, *, reads_published: bool = False, may_be_machine: bool = False
) -> Visitor:
    """Who asks this, by their cookie; a machine by the key that somebody made for it."""
    token = request.cookies.get(SESSION_COOKIE, "")
    session = await _session(request, token, reads_published=reads_published) if token else None
    if session is None and may_be_machine and (key := key_in(request)):
        accounts = request.app.state.portal.accounts
        session = await run_in_threadpool(accounts.session_of_key, key)
    return Visitor(session, _language(request, session), _source(request), token)


async def _session(request: Request, token: str, *, reads_published: bool) -> Session | None:
    portal = request.app.state.portal
    session: Session | None = portal.recent.get(token) if reads_published else None
    if session is not None:
        return session
    session = await run_in_threadpool(portal.accounts.session, token)
    if reads_published and session is not None:
        portal.recent.keep(token, session)
    else:
        portal.recent.forget(token)
    return session


def unknown(request: Request) -> Visitor:
    """Who asks, when who is signed in cannot be looked up."""
    return Visitor(None, _language(request, None), _source(request))


def key_in(request: Request) -> str:
    """The key that a machine shows (RFC 6750); empty when it shows none."""
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.casefold() == "bearer" else ""


def _source(request: Request) -> str:
    """The address asked from; what a proxy says that is none stays out of the journal."""
    host = request.client.host if request.client else ""
    without_zone = host.partition("%")[0]  # which is a name that anybody chose
    try:
        return str(ip_address(without_zone))
    except ValueError:
        return "unknown"


def _language(request: Request, session: Session | None) -> Language:
    """The language chosen, else the account's, else the first that the browser asks for."""
    asked = [request.cookies.get(LANGUAGE_COOKIE, "")]
    if session:
        asked.append(session.account.language)
    asked += [part.strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((one for text in asked for one in LANGUAGES if one == text), "nl")


def remember(response: Response, token: str) -> None:
    """Give the visitor the cookie of a session; it ends with the browser, or before."""
    response.set_cookie(SESSION_COOKIE, token, secure=True, httponly=True, samesite="lax", path="/")


def forget(response: Response) -> None:
    """Take the cookie of a session back."""
    response.delete_cookie(SESSION_COOKIE, secure=True, httponly=True, samesite="lax", path="/")
