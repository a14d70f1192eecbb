"""The keys of the own account: made, shown once, withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from portal.access import Page
from portal.accounts import AccountError, Role
from portal.frame import render, tongue_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from portal.portal import Portal

AT: Final = "/account/sleutels"
# A coordinator works with pages; who writes programs reads for policy, analyses or administers.
MAY_HAVE: Final[frozenset[Role]] = frozenset({"analyst", "policy", "administrator"})


def keys_page(request: Request) -> Response:
    """The keys that still work, and the form to make one."""
    return _keys(request, is_withdrawn=request.query_params.get("gedaan") == "ingetrokken")


def _keys(
    request: Request, *, made: str = "", problem: str = "", is_withdrawn: bool = False
) -> Response:
    accounts = request.app.state.portal.accounts
    number = request.state.visitor.session.account.number
    return render(
        request, "keys.html.jinja", 422 if problem else 200, at=AT, keys=accounts.keys(number),
        made=made, problem=problem, is_withdrawn=is_withdrawn,
    )  # fmt: skip


async def make_key(request: Request) -> Response:
    """Make a key, and show it: it is kept nowhere, so no other page can."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    form = await request.form(max_files=0, max_fields=5)
    number = visitor.session.account.number
    try:
        _, token = await run_in_threadpool(
            portal.accounts.make_key, number, str(form.get("name", ""))
        )
    except AccountError as error:
        told = error.words.to(tongue_of(request).language)
        return await run_in_threadpool(lambda: _keys(request, problem=told))
    await run_in_threadpool(portal.note, visitor, "key_made", account=number)
    return await run_in_threadpool(lambda: _keys(request, made=token))


def withdraw_key(request: Request) -> Response:
    """Let a key no longer work."""
    portal: Portal = request.app.state.portal
    visitor = request.state.visitor
    number, key = visitor.session.account.number, request.path_params["key"]
    is_number = key.isascii() and key.isdecimal() and len(key) <= 9
    if not is_number or not portal.accounts.withdraw_key(number, int(key)):
        raise HTTPException(404)
    portal.note(visitor, "key_withdrawn", account=number)
    return RedirectResponse(f"{AT}?gedaan=ingetrokken", 303)


PAGES = (
    Page(AT, keys_page, MAY_HAVE),
    Page(AT, make_key, MAY_HAVE, ("POST",)),
    Page(f"{AT}/{{key}}/intrekken", withdraw_key, MAY_HAVE, ("POST",)),
)
