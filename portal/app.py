"""The application: routes, what stands around them, and what starts and stops with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.types import ASGIApp

from portal.access import routes
from portal.errors import ANSWERS
from portal.portal import Portal
from portal.published.answers import PACKED
from portal.routes import PAGES
from portal.safety.headers import WithHeaders
from portal.safety.slashes import with_or_without_slash
from portal.settings import Settings


def application(settings: Settings) -> ASGIApp:
    """The portal over one data home, as an ASGI application."""
    portal = Portal.open(settings)
    app = Starlette(
        routes=routes(PAGES),
        middleware=[
            Middleware(
                GZipMiddleware,
                minimum_size=1_000,
                compresslevel=5,
                exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, *PACKED),
            ),
            Middleware(
                SessionMiddleware,  # of a sign-in at a provider alone, for the minutes it takes
                secret_key=settings.secret,
                session_cookie="__Host-aanmelden",
                max_age=600,
                https_only=True,
            ),
        ],
        exception_handlers=ANSWERS,
        lifespan=_lifespan,
    )
    app.state.portal = portal
    app.router.redirect_slashes = False
    app.router.default = with_or_without_slash(app.router)
    return WithHeaders(app, is_behind_tls=settings.is_behind_tls, is_open=settings.is_open)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    portal: Portal = app.state.portal
    await portal.desk.start()
    if portal.settings.has_runner:
        await portal.runner.start()
    try:
        yield
    finally:
        await portal.runner.stop()
        await portal.desk.stop()
