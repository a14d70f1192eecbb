"""A slash too many, or too few, at the end of an address: on to the page, within this portal.

Starlette's own way on names the host that the request names, which is whatever somebody wrote there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.routing import Match

if TYPE_CHECKING:
    from starlette.routing import Router
    from starlette.types import ASGIApp, Receive, Scope, Send


def with_or_without_slash(router: Router) -> ASGIApp:
    """What answers where the router has no page: the way to the page that is meant, or a 404."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        meant = _meant(router, scope) if scope["type"] == "http" else None
        if meant is None:
            await router.not_found(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        to = f"{quote(meant)}?{query}" if query else quote(meant)
        await RedirectResponse(to, 307)(scope, receive, send)

    return answer


def _meant(router: Router, scope: Scope) -> str | None:
    """The path of the page, which every browser takes for a path: two slashes begin a host."""
    path = scope["path"]
    meant = path.rstrip("/") if path.endswith("/") else f"{path}/"
    is_one = any(
        route.matches({**scope, "path": meant})[0] is not Match.NONE for route in router.routes
    )
    return meant if is_one and not meant.startswith(("//", "/\\")) else None
