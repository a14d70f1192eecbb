"""The answers to programs: releases, their tables, what the columns mean, rows, and codes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from pipelines.contracts import LANGUAGES, Code, Words
from pipelines.files import sha256
from pipelines.publication.publisher import publisher
from portal.api.asking import Part, choice_asked, no_query, part_asked, release_asked, table_asked
from portal.published import cutting
from portal.published.answers import ASK_AGAIN, TYPES, cached, kept
from portal.published.choice import Choice
from portal.published.shelf import LATEST, Release, release, releases
from portal.published.tables import Table, known_codes, tables

if TYPE_CHECKING:
    import polars as pl
    from starlette.requests import Request
    from starlette.responses import Response

AT: Final = "/api/v1"
JSON, CSV, PARQUET = TYPES[".json"], TYPES[".csv"], TYPES[".parquet"]


def all_releases(request: Request, _form: str) -> Response:
    """Every release, the newest first."""
    no_query(request)
    home = request.app.state.portal.home
    newest = release(home, LATEST)
    return _json(
        request,
        {
            "latest": str(newest.number) if newest else None,
            "releases": [_release(one) for one in releases(home)],
        },
    )


def one_release(request: Request, _form: str) -> Response:
    """One release, and what changed since the one before."""
    no_query(request)
    one = release_asked(request)
    return _json(request, _release(one), _place(one))


def all_tables(request: Request, _form: str) -> Response:
    """The tables of a release."""
    no_query(request)
    one = release_asked(request)
    told = [_table(one, table) for table in tables(one).values()]
    return _json(request, {"release": str(one.number), "tables": told}, _place(one, "/tables"))


def description(request: Request, _form: str) -> Response:
    """What a table tells, what its columns mean, and the codes in them."""
    no_query(request)
    one = release_asked(request)
    table = table_asked(request, one)
    content = _table(one, table) | {
        "release": str(one.number),
        "key": list(table.key),
        "columns": [
            {
                "name": column.name,
                "kind": column.kind,
                "title": _words(column.title),
                "meaning": _words(column.meaning),
                "codes": _codes(column.codes),
            }
            for column in table.columns
        ],
        "licence": publisher().licence.page,
    }
    return _json(request, content, _place(one, f"/tables/{table.name}/description"))


def rows(request: Request, form: str) -> Response:
    """The rows of a table, all or a choice, as JSON in pages or whole as CSV or Parquet."""
    one = release_asked(request)
    table = table_asked(request, one)
    choice = choice_asked(request, table)
    part = part_asked(request, is_paged=form == JSON)
    chosen = cutting.rows(one, table, choice)
    shown = chosen.slice(part.offset, part.limit)
    at = f"{AT}/releases/{one.number}/tables/{table.name}"
    headers = {
        "Vary": "Accept",
        "Content-Location": f"{at}{_query(choice, part)}",
        "Link": ", ".join(_links(at, choice, part, chosen.height)),
        "Cache-Control": cached(request, ASK_AGAIN),
    }
    name = "\n".join([cutting.name_of(one, table, choice, form), str(part)])
    body = partial(_FORMS[form], one, table, shown, part, chosen.height)
    return kept(request, sha256(name.encode())[:32], form, body, headers)


def codes(request: Request, _form: str) -> Response:
    """What the codes mean that may stand in a table, by column."""
    no_query(request)
    return _json(request, {name: _codes(known) for name, known in known_codes().items()})


def _as_json(one: Release, table: Table, shown: pl.DataFrame, part: Part, total: int) -> bytes:
    content = {
        "release": str(one.number),
        "table": table.name,
        "is_sample": one.is_sample,
        "total": total,
        "offset": part.offset,
        "limit": part.limit,
        "rows": shown.fill_nan(None).to_dicts(),
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False).encode()


def _as_csv(_one: Release, _table: Table, shown: pl.DataFrame, _part: Part, _total: int) -> bytes:
    return cutting.csv_of(shown)


def _as_parquet(
    _one: Release, _table: Table, shown: pl.DataFrame, _part: Part, _total: int
) -> bytes:
    return cutting.parquet_of(shown)


_FORMS: Final = {JSON: _as_json, CSV: _as_csv, PARQUET: _as_parquet}
FORMS: Final = tuple(_FORMS)


def _release(one: Release) -> dict[str, Any]:
    at = f"{AT}/releases/{one.number}"
    return {
        "number": str(one.number),
        "day": one.number.day.isoformat(),
        "is_sample": one.is_sample,
        "n_rows": one.n_rows,
        "changes": [_words(told) for told in one.changes],
        "tables": f"{at}/tables",
        "files": f"/downloads/{one.number}",
    }


def _table(one: Release, table: Table) -> dict[str, Any]:
    at = f"{AT}/releases/{one.number}/tables/{table.name}"
    return {
        "name": table.name,
        "title": _words(table.title),
        "reading": _words(table.reading),
        "rows": at,
        "description": f"{at}/description",
        "files": [f"/downloads/{one.number}/{path}" for _, path in table.files],
    }


def _codes(known: Sequence[Code]) -> list[dict[str, Any]]:
    return [{"code": one.code, "label": _words(one.label)} for one in known]


def _words(words: Words) -> dict[str, str]:
    return {language: words.to(language) for language in LANGUAGES}


def _json(request: Request, content: object, headers: Mapping[str, str] | None = None) -> Response:
    body = json.dumps(content, ensure_ascii=False).encode()
    own = {"Vary": "Accept", "Cache-Control": cached(request, ASK_AGAIN), **(headers or {})}
    return kept(request, sha256(body)[:32], JSON, lambda: body, own)


def _place(one: Release, below: str = "") -> dict[str, str]:
    """Where the same stands for good: who asked for `latest` may ask for another next month."""
    return {"Content-Location": f"{AT}/releases/{one.number}{below}"}


def _query(choice: Choice, part: Part) -> str:
    asked = {"offset": part.offset, "limit": part.limit}
    paging = urlencode({name: value for name, value in asked.items() if value})
    told = "&".join(filter(None, [choice.query, paging]))
    return f"?{told}" if told else ""


def _links(at: str, choice: Choice, part: Part, total: int) -> list[str]:
    """What its columns mean, and the pages before and after (RFC 8288)."""
    links = [f'<{at}/description>; rel="describedby"; type="{JSON}"']
    if part.limit is None:
        return links
    if part.offset + part.limit < total:
        after = Part(part.offset + part.limit, part.limit)
        links.append(f'<{at}{_query(choice, after)}>; rel="next"')
    if part.offset:
        before = Part(max(part.offset - part.limit, 0), part.limit)
        links.append(f'<{at}{_query(choice, before)}>; rel="prev"')
    return links
