"""What a program is told when it cannot be answered: problem details (RFC 9457), in its language."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from pipelines.contracts import LANGUAGES
from portal.frame import TONGUES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from dashboards.tongue import Tongue

MEDIA_TYPE: Final = "application/problem+json"
# What has words of its own for programs; for the rest, those of the pages are as true.
_OWN: Final = frozenset({400, 401, 404, 405})
_OF_PAGES: Final = frozenset({403, 413, 429, 503, 507})


class RefusedError(Exception):
    """A question that cannot be answered: the status, and the words for what to do about it."""

    def __init__(self, status: int, key: str = "", **values: str) -> None:
        super().__init__(status)
        self.status = status
        self.key = key
        self.values = values


def problem(request: Request, refused: RefusedError) -> Response:
    """That it cannot be answered, and why."""
    tongue = tongue_asked(request)
    own = tongue.say(refused.key, **refused.values) if refused.key else None
    return told(request, refused.status, detail=own)


def told(
    request: Request,
    status: int,
    headers: Mapping[str, str] | None = None,
    detail: str | None = None,
) -> Response:
    """The problem of a status; `type` is none of ours, so the title is that of the status."""
    tongue = tongue_asked(request)
    content = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or tongue.say(_key(status)),
    }
    own = {"Cache-Control": "no-store", "Content-Language": tongue.tag, "Vary": "Accept-Language"}
    body = json.dumps(content, ensure_ascii=False).encode()
    return Response(body, status, own | dict(headers or {}), media_type=MEDIA_TYPE)


def tongue_asked(request: Request) -> Tongue:
    """The language that the program asks for, else that of its owner's account."""
    asked = request.headers.get("accept-language", "").split(",")
    first = (one.strip()[:2].lower() for one in asked)
    return TONGUES[
        next(
            (at for text in first for at in LANGUAGES if at == text), request.state.visitor.language
        )
    ]


def _key(status: int) -> str:
    if status in _OWN:
        return f"api_{status}"
    return f"error_{status}" if status in _OF_PAGES else "error_500" if status >= 500 else "api_400"
