"""What went wrong, as a page for people or as JSON for machines; never more than they need to know."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipelines.errors import DiskFullError, is_disk_full, place_of
from portal.api import problems
from portal.frame import render, tongue_of
from portal.visitors import unknown, visitor_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

_LOG = logging.getLogger("stek.portal")
_KNOWN = frozenset({401, 403, 404, 405, 413, 429, 503, 507})
FULL = HTTPStatus.INSUFFICIENT_STORAGE


async def _of_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return await told(request, status, headers)


async def of_fault(request: Request, error: Exception) -> Response:
    """A fault of ours; the message is left out of the log: a library may quote a value in it."""
    if is_disk_full(error) or isinstance(error, DiskFullError):
        _LOG.error("the disk is full")
        return await told(request, FULL)
    _LOG.error("a fault of ours, %s at %s", type(error).__name__, place_of(error))
    return await told(request, 500)


async def told(request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """The page, or the JSON, of an error."""
    if not hasattr(request.state, "visitor"):
        try:
            request.state.visitor = await visitor_of(request)
        except Exception as fault:  # the database may be what is wrong
            _LOG.error("nobody can be known, %s at %s", type(fault).__name__, place_of(fault))
            request.state.visitor = unknown(request)
    key = status if status in _KNOWN else 500 if status >= 500 else 400
    tongue = tongue_of(request)
    if request.url.path.startswith("/api/"):
        return problems.told(request, status, headers)
    response: Response = render(
        request, "error.html.jinja", status,
        title=tongue.say(f"error_{key}_title"), text=tongue.say(f"error_{key}"),
    )  # fmt: skip
    response.headers.update(headers or {})
    return response


ANSWERS = {HTTPException: _of_http, Exception: of_fault}
