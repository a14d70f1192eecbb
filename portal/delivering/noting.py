"""Noting what was done already: a journal that cannot be written to undoes nothing of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from pipelines.errors import place_of

if TYPE_CHECKING:
    from starlette.requests import Request

_LOG = logging.getLogger("stek.portal")


async def noted(request: Request, what: str, **about: str | int) -> None:
    """Write in the journal what a visitor did; when that fails, the log says so and all goes on.

    What was landed is landed and signed: to answer with an error would say that it is not.
    """
    portal, visitor = request.app.state.portal, request.state.visitor
    try:
        await run_in_threadpool(portal.note, visitor, what, **about)
    except Exception as error:
        kind = type(error).__name__
        _LOG.error("%s stands in no journal: %s at %s", what, kind, place_of(error))
