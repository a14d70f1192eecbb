"""One account, for the administrator: changed, invited again, closed and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from portal.access import Page
from portal.accounts import ROLES, Account, AccountError
from portal.frame import render, tongue_of
from portal.pages.accounts import ADMINISTRATOR, ALL, Filled, choices, invited, told

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.portal import Portal

_ONE = f"{ALL}/{{number}}"


def account_of_page(request: Request) -> Response:
    """One account, and the form to change it with."""
    return _one(request)


def _one(request: Request, problem: str = "", filled: Filled | None = None) -> Response:
    account = _account(request)
    return render(
        request, "account_of.html.jinja", 422 if problem else 200, problem=problem, one=account,
        filled=filled or Filled.about(account), **choices(request),
    )  # fmt: skip


async def change(request: Request) -> Response:
    """Change an account; another role is asked to be sure of, because it ends sessions."""
    form = await request.form(max_files=0, max_fields=60)
    return await run_in_threadpool(
        _change, request, Filled.of(form), is_sure=form.get("zeker") == "ja"
    )


def _change(request: Request, wanted: Filled, *, is_sure: bool) -> Response:
    portal: Portal = request.app.state.portal
    account = _account(request)
    if wanted.role in ROLES and wanted.role != account.role and not is_sure:
        return _ask(request, account, wanted)
    try:
        portal.accounts.change(
            account.number, name=wanted.name, role=wanted.role, language=wanted.language,
            stekken=wanted.stekken if wanted.role == "coordinator" else (),
        )  # fmt: skip
    except AccountError as error:
        return _one(request, told(request, error), wanted)
    portal.note(request.state.visitor, "account_changed", account=account.number, role=wanted.role)
    return RedirectResponse(f"{ALL}?gedaan=ja", 303)


def _ask(request: Request, account: Account, wanted: Filled) -> Response:
    tongue = tongue_of(request)
    kept = [
        ("zeker", "ja"), ("name", wanted.name), ("role", wanted.role),
        ("language", wanted.language), *(("stekken", stek_id) for stek_id in wanted.stekken),
    ]  # fmt: skip
    return render(
        request, "account_sure.html.jinja", one=account, kept=kept, problem="",
        action=f"{ALL}/{account.number}",
        question=tongue.say("people_role_title", name=account.name),
        explained=tongue.say("people_role_ask", role=tongue.say(f"role_{wanted.role}")),
    )  # fmt: skip


def again_page(request: Request) -> Response:
    """Whether to invite somebody again, and what goes by it."""
    return _sure(request, "again", "uitnodigen")


def close_page(request: Request) -> Response:
    """Whether to close an account, and what that means."""
    return _sure(request, "close", "sluiten")


def _sure(request: Request, step: str, at: str, problem: str = "") -> Response:
    tongue, account = tongue_of(request), _account(request)
    return render(
        request, "account_sure.html.jinja", 422 if problem else 200, one=account, kept=(),
        problem=problem, action=f"{ALL}/{account.number}/{at}",
        question=tongue.say(f"people_{step}_title", name=account.name),
        explained=tongue.say(f"people_{step}_ask"),
    )  # fmt: skip


def invite_again(request: Request) -> Response:
    """Take password, second factor and sessions away, and show a new link, once."""
    portal: Portal = request.app.state.portal
    try:
        invitation = portal.accounts.renew_invitation(_account(request).number)
    except AccountError as error:
        return _sure(request, "again", "uitnodigen", told(request, error))
    return invited(request, invitation, "account_reset")


def close(request: Request) -> Response:
    """Close an account; its sessions end."""
    portal: Portal = request.app.state.portal
    number = _account(request).number
    try:
        portal.accounts.change(number, is_active=False)
    except AccountError as error:
        return _sure(request, "close", "sluiten", told(request, error))
    portal.note(request.state.visitor, "account_closed", account=number)
    return RedirectResponse(f"{ALL}?gedaan=ja", 303)


def open_again(request: Request) -> Response:
    """Open a closed account again."""
    portal: Portal = request.app.state.portal
    number = _account(request).number
    portal.accounts.change(number, is_active=True)
    portal.note(request.state.visitor, "account_changed", account=number)
    return RedirectResponse(f"{ALL}?gedaan=ja", 303)


def _account(request: Request) -> Account:
    """The account that the address names, or a 404."""
    portal: Portal = request.app.state.portal
    number = request.path_params["number"]
    known = {str(account.number): account for account in portal.accounts.all()}
    if number not in known:
        raise HTTPException(404)
    return known[number]


PAGES = (
    Page(_ONE, account_of_page, ADMINISTRATOR),
    Page(_ONE, change, ADMINISTRATOR, ("POST",)),
    Page(f"{_ONE}/uitnodigen", again_page, ADMINISTRATOR),
    Page(f"{_ONE}/uitnodigen", invite_again, ADMINISTRATOR, ("POST",)),
    Page(f"{_ONE}/sluiten", close_page, ADMINISTRATOR),
    Page(f"{_ONE}/sluiten", close, ADMINISTRATOR, ("POST",)),
    Page(f"{_ONE}/openen", open_again, ADMINISTRATOR, ("POST",)),
)
