"""The published site behind the gate: every file of it, from memory, and the way back."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from portal.access import EVERY_ROLE, SIGN_IN, Page
from portal.frame import TONGUES, render
from portal.published.answers import ASK_AGAIN, cached, is_known, moment, tag, takes_packed
from portal.published.site import Kept, Located, Sent, is_folder, locate

if TYPE_CHECKING:
    from starlette.requests import Request

    from pipelines.contracts import Language

AT: Final = "/cijfers/"
_KEPT: Final = Kept()
# Files to work with are handed over; pages and what they are made of are shown.
_TO_KEEP: Final = frozenset({".csv", ".parquet", ".xlsx"})


async def figures(request: Request) -> Response:
    """One file of the site; the first page says what to do when there is no site yet."""
    link, path = request.app.state.portal.home.site, request.path_params["path"]
    for _ in range(2):  # a site that was replaced just now is looked up once more
        where = locate(link, path)
        if where is None:
            return _elsewhere(request, path)
        back = _link_back(request, where)
        try:
            sent = _KEPT.get(where, back)
            if sent is None:
                sent = await run_in_threadpool(_KEPT.read, where, back)
        except FileNotFoundError:
            continue
        return _answer(request, where, sent)
    raise HTTPException(404)


def _elsewhere(request: Request, path: str) -> Response:
    link = request.app.state.portal.home.site
    if is_folder(link, path):
        return RedirectResponse(f"{AT}{path}/", 307)
    if not path and locate(link, path) is None:
        return render(request, "no_figures.html.jinja")
    raise HTTPException(404)


def _answer(request: Request, where: Located, sent: Sent) -> Response:
    is_packed = sent.is_packed and takes_packed(request)
    modified = where.modified_ns / 1_000_000_000
    headers = {
        "ETag": tag(sent.name, is_packed=is_packed),
        "Last-Modified": moment(modified),
        "Cache-Control": cached(request, ASK_AGAIN),
        "Vary": "Accept-Encoding, Cookie",  # who is signed in gets another link back
    }
    if where.real.suffix in _TO_KEEP:
        headers["Content-Disposition"] = f'attachment; filename="{where.real.name}"'
    if is_known(request, headers["ETag"], modified):
        return Response(status_code=304, headers=headers)
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    body = sent.body if is_packed or not sent.is_packed else sent.plain
    return Response(body, media_type=where.media_type, headers=headers)


def _link_back(request: Request, where: Located) -> str:
    """The link from a page of the site to the portal, in the language of that page."""
    if where.real.suffix != ".html":
        return ""
    first = where.path.partition("/")[0]
    language: Language = "fr" if first == "fr" else "en" if first == "en" else "nl"
    tongue = TONGUES[language]
    if request.state.visitor.account is None:
        return f'<a href="{SIGN_IN}">{escape(tongue.say("sign_in"))}</a>'
    return f'<a href="/">{escape(tongue.say("figures_back"))}</a>'


PAGES = (Page("/cijfers/{path:path}", figures, EVERY_ROLE, is_published=True),)
