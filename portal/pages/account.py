"""The own account: an invitation accepted, the password, the second factor."""

from __future__ import annotations

import base64
from functools import partial
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from portal.access import EVERY_ROLE, NEW_FACTOR, SIGN_IN, Page
from portal.accounts import AccountError
from portal.frame import render, tongue_of
from portal.pages.start import signed_in
from portal.safety.limits import too_often

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.portal import Portal

_INVITATION = "/uitnodiging/{token}"


def invitation_page(request: Request) -> Response:
    """The form in which somebody who was invited chooses a password."""
    return _invitation(request)


def _invitation(request: Request, problem: str = "") -> Response:
    portal: Portal = request.app.state.portal
    invited = portal.accounts.invited(request.path_params["token"])
    if invited is None:
        return render(request, "invitation_over.html.jinja", 404)
    status = 422 if problem else 200
    return render(request, "invitation.html.jinja", status, invited=invited, problem=problem)


async def accept_invitation(request: Request) -> Response:
    """Set the password of an invited account, and sign in."""
    portal: Portal = request.app.state.portal
    form = await request.form(max_files=0, max_fields=5)
    password, again = str(form.get("password", "")), str(form.get("again", ""))
    if password != again:
        return await run_in_threadpool(
            _invitation, request, tongue_of(request).say("password_twice")
        )
    try:
        accept = partial(portal.accounts.accept, request.path_params["token"], password)
        account = await portal.hashing.take(accept)
    except AccountError as error:
        return await run_in_threadpool(
            _invitation, request, error.words.to(tongue_of(request).language)
        )
    await run_in_threadpool(
        portal.note, request.state.visitor, "invitation_accepted", account=account.number
    )
    return await signed_in(request, account.number, has_factor=False)


def account_page(request: Request) -> Response:
    """The own account."""
    return _account(request)


def _account(request: Request, problem: str = "") -> Response:
    return render(
        request, "account.html.jinja", 422 if problem else 200, problem=problem,
        is_done=request.query_params.get("gedaan") == "wachtwoord",
    )  # fmt: skip


async def change_password(request: Request) -> Response:
    """Choose another password; every other session of the account ends."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    form = await request.form(max_files=0, max_fields=5)
    old, new, again = (str(form.get(name, "")) for name in ("old", "password", "again"))
    if new != again:
        return _account(request, tongue_of(request).say("password_twice"))
    number = visitor.account.number
    if not portal.limits.sign_in(visitor.source, visitor.account.email):  # a guess is a guess
        await run_in_threadpool(portal.note, visitor, "locked_out", account=number)
        raise too_often(3600)
    change = partial(portal.accounts.change_password, number, old, new, keep=visitor.token)
    try:
        is_changed = await portal.hashing.take(change)
    except AccountError as error:
        return _account(request, error.words.to(tongue_of(request).language))
    if not is_changed:
        return _account(request, tongue_of(request).say("password_old_wrong"))
    await run_in_threadpool(portal.note, visitor, "password_changed", account=number)
    return RedirectResponse("/account?gedaan=wachtwoord", 303)


def new_factor_page(request: Request) -> Response:
    """The square to read with an app, and the form for its first code."""
    if not request.state.visitor.session.is_complete:
        return RedirectResponse(SIGN_IN, 303)
    return _new_factor(request)


def _new_factor(request: Request, problem: str = "") -> Response:
    """The square again as long as its first code was not right: a phone may have read it."""
    portal: Portal = request.app.state.portal
    number = request.state.visitor.session.account.number
    made = portal.accounts.proposed_factor(number) or portal.accounts.new_factor(number)
    drawing = base64.b64encode(made.qr_svg.encode()).decode()
    return render(
        request, "new_factor.html.jinja", 422 if problem else 200, problem=problem,
        secret=made.secret, square=f"data:image/svg+xml;base64,{drawing}",
    )  # fmt: skip


async def confirm_factor(request: Request) -> Response:
    """Keep the second factor, once its first code is right."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    if not visitor.session.is_complete:
        raise HTTPException(404)
    form = await request.form(max_files=0, max_fields=5)
    number = visitor.session.account.number
    code = str(form.get("code", ""))[:12]
    if not await run_in_threadpool(portal.accounts.confirm_factor, number, code):
        wrong = tongue_of(request).say("factor_wrong")
        return await run_in_threadpool(_new_factor, request, wrong)
    await run_in_threadpool(portal.note, visitor, "second_factor_set", account=number)
    return RedirectResponse("/account", 303)


PAGES = (
    Page(_INVITATION, invitation_page, None),
    Page(_INVITATION, accept_invitation, None, ("POST",)),
    Page("/account", account_page, EVERY_ROLE),
    Page("/account/wachtwoord", change_password, EVERY_ROLE, ("POST",)),
    Page(NEW_FACTOR, new_factor_page, EVERY_ROLE, is_half_way=True),
    Page(NEW_FACTOR, confirm_factor, EVERY_ROLE, ("POST",), is_half_way=True),
)
