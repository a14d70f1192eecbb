"""Who may: every page with the roles that may see it, and the one gate that all stand behind."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal.accounts import Role
from portal.errors import of_fault
from portal.safety.bodies import bounded
from portal.safety.same_site import is_of_this_site
from portal.visitors import Visitor, visitor_of

if TYPE_CHECKING:
    from portal.accounts import Session

# How a machine says who it is: with a key that somebody made for it (RFC 6750).
_HOW = {"WWW-Authenticate": 'Bearer realm="stek"'}
Handler = Callable[[Request], Response | Awaitable[Response]]
Method = Literal["GET", "POST"]
EVERY_ROLE: frozenset[Role] = frozenset(get_args(Role))
SIGN_IN = "/aanmelden"
FACTOR = "/aanmelden/code"
NEW_FACTOR = "/account/code"
# A second factor guards what lets somebody into all the rest; the issue asks it of nobody else.
MUST_HAVE_FACTOR: frozenset[Role] = frozenset({"administrator"})


@dataclass(frozen=True)
class Page:
    """One address: what answers it, and who may ask; `may` None for everybody, signed in or not.

    An address with `{stek_id}` is also held against the Stekken of a coordinator. `is_published`
    for what everybody may read where the settings say that the published site is open.
    `is_half_way` for what somebody may ask who has still to give, or to set, a second factor.
    """

    path: str
    handler: Handler
    may: frozenset[Role] | None
    methods: tuple[Method, ...] = ("GET",)
    is_published: bool = False
    is_half_way: bool = False
    is_for_machines: bool = False
    takes_file: bool = False  # and weighs by itself what comes in; no other form may be large


def routes(pages: Sequence[Page]) -> list[Route]:
    """The pages as Starlette knows them, each behind the gate."""
    return [
        Route(page.path, _gated(page), methods=list(page.methods), name=page.handler.__name__)
        for page in pages
    ]


def _gated(page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def behind_the_gate(request: Request) -> Response:
        try:
            return await _answer(page, request if page.takes_file else bounded(request))
        except HTTPException:
            raise
        except Exception as error:  # the server would log its words, which may quote a value
            return await of_fault(request, error)

    return behind_the_gate


async def _answer(page: Page, request: Request) -> Response:
    visitor = await visitor_of(
        request, reads_published=page.is_published, may_be_machine=page.is_published
    )
    request.state.visitor = visitor
    if not is_of_this_site(request):
        raise HTTPException(403)
    if (turned := await _turned_away(page, visitor, request)) is not None:
        return turned
    if inspect.iscoroutinefunction(page.handler):
        answer: Response = await page.handler(request)
        return answer
    return await run_in_threadpool(page.handler, request)  # type: ignore[arg-type]  # as asked above


async def _turned_away(page: Page, visitor: Visitor, request: Request) -> Response | None:
    """Where to go first, as an answer; None when the page may be seen.

    Errors: HTTPException 404 for what is not this account's, as for what is not there; 401 for a
    machine that is not signed in.
    """
    if page.may is None or (page.is_published and request.app.state.portal.settings.is_open):
        return None
    session = visitor.session
    if session is None:
        return _sign_in_first(page, request)
    if not page.is_half_way and (first := _first(session)):
        return _first_of_all(page, first)
    if not may(page, session, request.path_params.get("stek_id")):
        await run_in_threadpool(request.app.state.portal.refused, visitor, page.path)
        raise HTTPException(404)
    return None


def may(page: Page, session: Session, stek_id: str | None) -> bool:
    """Whether that page, for that Stek, is for this account."""
    account = session.account
    is_own = account.role != "coordinator" or stek_id is None or stek_id in account.stekken
    return page.may is None or (account.role in page.may and is_own)


def _first(session: Session) -> str | None:
    """What must be done before anything else: give the second factor, or set one."""
    if not session.is_complete:
        return FACTOR
    account = session.account
    is_bare = account.role in MUST_HAVE_FACTOR and account.has_password
    return NEW_FACTOR if is_bare and not account.has_second_factor else None


def _first_of_all(page: Page, first: str) -> Response:
    if page.is_for_machines:
        raise HTTPException(401, headers=_HOW)
    return RedirectResponse(first, 303)


def _sign_in_first(page: Page, request: Request) -> Response:
    if page.is_for_machines or request.method != "GET":
        raise HTTPException(401, headers=_HOW if page.is_for_machines else None)
    return RedirectResponse(f"{SIGN_IN}?naar={quote(request.url.path)}", 303)
