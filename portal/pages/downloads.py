"""Downloads: every release, its tables in every format, whole or by choice, and all in one zip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse

from pipelines.publication.publisher import publisher
from pipelines.publication.words import say
from portal.access import EVERY_ROLE, Page
from portal.frame import render, tongue_of
from portal.pages.table_parts import AT, described_by, part_of_table, table_page
from portal.published.answers import ASK_AGAIN, NEVER_CHANGES, TYPES, cached, kept
from portal.published.packing import name as name_of_zip
from portal.published.packing import packed
from portal.published.shelf import LATEST, Release, release, releases
from portal.published.tables import Table, tables

if TYPE_CHECKING:
    from starlette.requests import Request

    from pipelines.publication.package_files import Kind

ZIP: Final = "alles.zip"
# The description of the whole, in the order in which a reader has use for it.
METADATA: Final = (
    "datapackage.json", "catalogue.ttl", "catalogue.jsonld", "release.json", "changes.json",
    "provenance.json", "audit.md", "SHA256SUMS",
)  # fmt: skip
# What is read on the screen; all else is handed over to be kept.
_SHOWN: Final = frozenset({".json", ".md", ""})


def releases_page(request: Request) -> Response:
    """Every release, and the tables of the newest."""
    return _listed(request, release(request.app.state.portal.home, LATEST))


def release_page(request: Request) -> Response:
    """The tables of one release."""
    one = _asked(request)
    if request.path_params["release"] == LATEST:
        return _to_number(request, one, "")
    return _listed(request, one)


def _listed(request: Request, one: Release | None) -> Response:
    every = releases(request.app.state.portal.home)
    who = publisher()
    return render(
        request, "releases.html.jinja", releases=every, release=one, latest=f"{AT}/{LATEST}",
        tables=list(tables(one).values()) if one else [], file_name=say, zip=ZIP,
        metadata=[path for path in METADATA if one and path in one.sums],
        newest=release(request.app.state.portal.home, LATEST),
        cited=who.address(one.number) if one else "", publisher=who,
        licence=who.licence.title.to(tongue_of(request).language),
    )  # fmt: skip


async def download(request: Request) -> Response:
    """A file of a release, a part of a table, the page to choose that part on, or the zip of all."""
    one, path = await run_in_threadpool(_asked, request), request.path_params["path"]
    if request.path_params["release"] == LATEST:
        return _to_number(request, one, path)
    if path == ZIP:
        return _zip(request, one)
    described = await run_in_threadpool(tables, one)
    if path in described:
        return await table_page(request, one, described[path])
    if (found := _of_table(described, path)) is not None and request.query_params:
        return await part_of_table(request, one, *found)
    return await run_in_threadpool(_whole, request, one, path)


def _asked(request: Request) -> Release:
    """The release of the address; HTTPException 404 when there is none."""
    one = release(request.app.state.portal.home, request.path_params["release"])
    if one is None:
        raise HTTPException(404)
    return one


def _to_number(request: Request, one: Release, path: str) -> Response:
    """On to the numbered address, which always gives the same; `latest` gives another next month."""
    query = f"?{request.url.query}" if request.url.query else ""
    target = f"{AT}/{one.number}{'/' if path else ''}{quote(path)}{query}"
    return RedirectResponse(target, 302, {"Cache-Control": cached(request, ASK_AGAIN)})


def _of_table(described: Mapping[str, Table], path: str) -> tuple[Table, Kind] | None:
    """The table that a file is of, and its kind."""
    return next(
        ((one, kind) for one in described.values() for kind, own in one.files if own == path), None
    )


def _whole(request: Request, one: Release, path: str) -> Response:
    """A file as it was released; the checksum that was released with it is its ETag."""
    file = one.file(path)
    if file is None:
        raise HTTPException(404)
    headers = {"Cache-Control": cached(request, NEVER_CHANGES)}
    if file.suffix not in _SHOWN:
        headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    if file.suffix == ".csv":
        headers["Link"] = described_by(one, file.stem)
    media_type = TYPES.get(file.suffix, "application/octet-stream")
    return kept(request, one.sums[path], media_type, file.read_bytes, headers)


def _zip(request: Request, one: Release) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name_of_zip(one)}.zip"',
        "Cache-Control": cached(request, NEVER_CHANGES),
    }
    return StreamingResponse(packed(one), media_type="application/zip", headers=headers)


PAGES = (
    Page(AT, releases_page, EVERY_ROLE, is_published=True),
    Page(f"{AT}/{{release}}", release_page, EVERY_ROLE, is_published=True),
    Page(f"{AT}/{{release}}/{{path:path}}", download, EVERY_ROLE, is_published=True),
)
