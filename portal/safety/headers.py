"""The headers of every answer: nothing runs, is shown or is sent but what is ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
    XFrameOptions,
)
from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_YEAR = 31_536_000  # seconds
SITE = "/cijfers/"  # where the published site stands


class WithHeaders:
    """The application, with these headers on every answer, also when it fails."""

    def __init__(self, app: ASGIApp, *, is_behind_tls: bool, is_open: bool) -> None:
        self.app = app
        self._of_site, self._of_portal = (
            headers(path, is_behind_tls=is_behind_tls, is_open=is_open) for path in (SITE, "/")
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        chosen = self._of_site if scope["path"].startswith(SITE) else self._of_portal

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message)
                for name, value in chosen.items():
                    own.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def headers(path: str, *, is_behind_tls: bool, is_open: bool) -> Mapping[str, str]:
    """The headers for an answer from that path.

    Scripts and styles come from files of ours alone. Plotly sets styles of its own in the pages of
    the published site, so there inline styles are allowed; scripts never. Those pages may stand in
    another page only where everybody may read them.
    """
    is_site = path.startswith(SITE)
    policy = (
        ContentSecurityPolicy()
        .default_src("'none'")
        .script_src("'self'")
        .style_src("'self'", *(["'unsafe-inline'"] if is_site else []))
        .img_src("'self'", "data:")
        .connect_src("'self'")
        .form_action("'self'")
        .base_uri("'none'")
        .frame_ancestors("*" if is_site and is_open else "'none'")
    )
    chosen = Secure(
        csp=policy,
        coop=CrossOriginOpenerPolicy().same_origin(),
        corp=CrossOriginResourcePolicy().same_origin(),
        hsts=StrictTransportSecurity().max_age(_YEAR) if is_behind_tls else None,
        permissions=PermissionsPolicy().camera().microphone().geolocation(),
        referrer=ReferrerPolicy().same_origin(),
        xcto=XContentTypeOptions().nosniff(),
        xfo=None if is_site and is_open else XFrameOptions().deny(),
    )
    return chosen.headers
