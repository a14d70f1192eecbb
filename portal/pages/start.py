"""Where people come in: the first page of each role, signing in and out, the language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from pipelines.contracts import LANGUAGES
from portal.access import FACTOR, SIGN_IN, Page
from portal.frame import render, tongue_of
from portal.safety.limits import too_often
from portal.visitors import LANGUAGE_COOKIE, forget, remember

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.portal import Portal

_YEAR = 31_536_000  # seconds
SIGN_OUT_ELSEWHERE = "/afmelden/oidc"  # where who signed in at a provider is signed out of that too


def first(request: Request) -> Response:
    """The page that a role begins at."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    account = visitor.account
    if account is None:
        return RedirectResponse("/cijfers/" if portal.settings.is_open else SIGN_IN, 303)
    if account.role == "coordinator":
        return RedirectResponse(f"/stek/{account.stekken[0]}", 303)
    if account.role == "administrator":
        return RedirectResponse("/beheer/accounts", 303)
    return render(request, "start.html.jinja")


def sign_in_page(request: Request) -> Response:
    """The form to sign in with."""
    if request.state.visitor.account:
        return RedirectResponse("/", 303)
    return _sign_in(request, target=own_address(request.query_params.get("naar", "")))


def _sign_in(
    request: Request, *, target: str = "/", status: int = 200, problem: str = "", email: str = ""
) -> Response:
    provider = request.app.state.portal.settings.provider
    return render(
        request, "sign_in.html.jinja", status, target=target, problem=problem, email=email,
        provider=provider,
    )  # fmt: skip


async def sign_in(request: Request) -> Response:
    """Sign in with an e-mail and a password; what is wrong is not told apart."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    form = await request.form(max_files=0, max_fields=5)
    email, password = str(form.get("email", ""))[:320], str(form.get("password", ""))[:1000]
    target = own_address(str(form.get("naar", "")))
    if not await run_in_threadpool(portal.limits.sign_in, visitor.source, email):
        await run_in_threadpool(portal.note, visitor, "locked_out")
        raise too_often(3600)
    account = await portal.hashing.take(partial(portal.accounts.sign_in, email, password))
    if account is None:
        await run_in_threadpool(portal.note, visitor, "sign_in_failed")
        return _sign_in(
            request,
            target=target,
            status=422,
            problem=tongue_of(request).say("sign_in_wrong"),
            email=email,
        )
    return await signed_in(request, account.number, has_factor=account.has_second_factor, to=target)


async def signed_in(request: Request, number: int, *, has_factor: bool, to: str = "/") -> Response:
    """Begin a session for an account, complete unless a second factor is still asked."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    token = await run_in_threadpool(
        portal.accounts.begin_session, number, is_complete=not has_factor
    )
    if visitor.token:
        await run_in_threadpool(portal.accounts.end_session, visitor.token)
    response = RedirectResponse(FACTOR if has_factor else to, 303)
    remember(response, token)
    if not has_factor:
        await run_in_threadpool(portal.note, visitor, "signed_in", account=number)
    return response


def factor_page(request: Request) -> Response:
    """The form for the code of the second factor."""
    session = request.state.visitor.session
    if session is None or session.is_complete:
        return RedirectResponse("/", 303)
    return render(request, "factor.html.jinja", problem="")


async def factor(request: Request) -> Response:
    """Complete the sign-in with a code."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    session = visitor.session
    if session is None or session.is_complete:
        return RedirectResponse("/", 303)
    form = await request.form(max_files=0, max_fields=5)
    code, number = str(form.get("code", ""))[:12], session.account.number
    if not await run_in_threadpool(portal.accounts.check_factor, number, code):
        await run_in_threadpool(portal.note, visitor, "sign_in_failed", account=number)
        return render(
            request, "factor.html.jinja", 422, problem=tongue_of(request).say("factor_wrong")
        )
    token = await run_in_threadpool(portal.accounts.complete_session, visitor.token)
    response = RedirectResponse("/", 303)
    remember(response, token)
    await run_in_threadpool(portal.note, visitor, "signed_in", account=number)
    return response


def sign_out(request: Request) -> Response:
    """End the session."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    to = SIGN_IN
    if visitor.session:
        portal.accounts.end_session(visitor.token)
        portal.note(visitor, "signed_out")
        if portal.settings.provider and visitor.session.account.is_from_provider:
            to = SIGN_OUT_ELSEWHERE
    response = RedirectResponse(to, 303)
    forget(response)
    return response


def language(request: Request) -> Response:
    """Choose a language, and go back to where that was done."""
    chosen = request.path_params["language"]
    if chosen not in LANGUAGES:
        raise HTTPException(404)
    response = RedirectResponse(own_address(request.query_params.get("terug", "")), 303)
    response.set_cookie(LANGUAGE_COOKIE, chosen, max_age=_YEAR, secure=True, samesite="lax")
    return response


def own_address(target: str) -> str:
    """An address within the portal, or its first page."""
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    # A browser passes over tabs and ends of lines: "/<tab>/elsewhere" leads elsewhere.
    return target if is_path and target.isprintable() else "/"


PAGES = (
    Page("/", first, None),
    Page(SIGN_IN, sign_in_page, None),
    Page(SIGN_IN, sign_in, None, ("POST",)),
    Page(FACTOR, factor_page, None),
    Page(FACTOR, factor, None, ("POST",)),
    Page("/afmelden", sign_out, None, ("POST",)),
    Page("/taal/{language}", language, None),
)
