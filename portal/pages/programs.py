"""Figures for who fetches them with a program: how that goes, its description, and every question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.responses import JSONResponse, Response

from portal.access import EVERY_ROLE, Page
from portal.api.answers import AT
from portal.api.asking import MOST_ROWS, ROWS
from portal.api.document import document
from portal.api.operations import OPERATIONS, page_of
from portal.frame import render
from portal.pages.keys import MAY_HAVE
from portal.published.shelf import LATEST, release
from portal.published.tables import tables

if TYPE_CHECKING:
    from starlette.requests import Request

_SHOWN_AT: Final = "non_take_up"  # the table of the examples, when it is there
_EXAMPLES: Final = 3  # names of tables in the description, to try it with


def programs(request: Request) -> Response:
    """How a program fetches figures, with examples to copy."""
    settings = request.app.state.portal.settings
    account = request.state.visitor.account
    names = _tables(request)
    table = _SHOWN_AT if _SHOWN_AT in names or not names else names[0]
    return render(
        request, "programs.html.jinja", operations=OPERATIONS, rows=ROWS, most=MOST_ROWS,
        is_open=settings.is_open, may_have_keys=account is not None and account.role in MAY_HAVE,
        address=f"{settings.public_url}{AT}/releases/{LATEST}/tables/{table}",
        choice="stek_id=zaventem&period_type=month",
    )  # fmt: skip


def description(request: Request) -> Response:
    """The description for programs."""
    told = document(request.app.state.portal.settings, _tables(request)[:_EXAMPLES])
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


def _tables(request: Request) -> list[str]:
    newest = release(request.app.state.portal.home, LATEST)
    return list(tables(newest)) if newest else []


PAGES = (
    Page("/api", programs, EVERY_ROLE, is_published=True),
    Page(
        "/api/openapi.json", description, EVERY_ROLE, is_published=True, is_for_machines=True
    ),
    *(page_of(one) for one in OPERATIONS),
)  # fmt: skip
