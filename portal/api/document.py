"""The description of the API for programs: OpenAPI 3.1, made from the questions themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from pipelines.publication.publisher import publisher
from portal.api.answers import CSV, JSON
from portal.api.asking import LAST_OFFSET, MOST_ROWS, ROWS
from portal.api.operations import OPERATIONS, Operation
from portal.api.problems import MEDIA_TYPE
from portal.api.schemas import SCHEMAS, Schema, ref
from portal.published.choice import FILTERS, MOST_VALUES, PERIOD
from portal.published.tables import known_codes

if TYPE_CHECKING:
    from portal.settings import Settings

VERSION: Final = "1.0.0"
_RELEASE: Final = r"^(latest|\d{4}-\d{2}-\d{2}\.[1-9]\d*)$"
_TABLE: Final = r"^[a-z][a-z0-9_]*$"
_PROBLEMS: Final = {
    "400": "What stands behind the address cannot be asked; the detail says what can",
    "401": "Show the key of an account: `Authorization: Bearer stek_...`",
    "404": "There is no such release or table",
    "406": "It cannot be had in that form",
}

_EITHER: Final = "Rows with this value; several times for rows with either value"
_SAID: Final = {
    "limit": f"The most rows; {ROWS} in JSON and all in CSV and Parquet when it is left out",
    "offset": "How many rows come before the first",
}


def document(settings: Settings, tables: Iterable[str] = ()) -> dict[str, Any]:
    """The whole description; `tables` are names to try it with."""
    names = list(tables)
    paths = {one.path: {"get": _operation(one, settings, names)} for one in OPERATIONS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Stek monitor",
            "version": VERSION,
            "summary": "Released figures, read-only",
            "description": "Rights that people have and do not get. Small numbers are hidden.",
            "license": {"name": publisher().licence.code, "url": publisher().licence.page},
        },
        "servers": [{"url": settings.public_url}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "__Host-stek"},
            },
        },
        "security": [] if settings.is_open else [{"key": []}, {"session": []}],
    }


def _operation(one: Operation, settings: Settings, tables: list[str]) -> dict[str, Any]:
    problems = {status: _problem(said) for status, said in _PROBLEMS.items() if _fits(one, status)}
    if settings.is_open:
        problems.pop("401", None)
    return {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": [*_in_path(one, tables), *(_in_query() if one.has_choice else ())],
        "responses": {"200": _answer(one), "304": {"description": "Not changed"}, **problems},
    }


def _fits(one: Operation, status: str) -> bool:
    return status != "404" or "{" in one.path


def _answer(one: Operation) -> dict[str, Any]:
    return {
        "description": one.summary,
        "headers": {"ETag": {"schema": {"type": "string"}, "required": True}},
        "content": {form: _content(one, form) for form in one.forms},
    }


def _content(one: Operation, form: str) -> dict[str, Schema]:
    if form == JSON:
        return {"schema": ref(one.schema)}
    return {"schema": {"type": "string"}} if form == CSV else {}  # Parquet is bytes


def _problem(said: str) -> dict[str, Any]:
    return {"description": said, "content": {MEDIA_TYPE: {"schema": ref("Problem")}}}


def _in_path(one: Operation, tables: list[str]) -> list[dict[str, Any]]:
    known = {
        "release": ({"type": "string", "pattern": _RELEASE}, ["latest"]),
        "table": ({"type": "string", "pattern": _TABLE}, tables),
    }
    return [
        {
            "name": name, "in": "path", "required": True, "schema": known[name][0],
            "examples": {example: {"value": example} for example in known[name][1]},
        }
        for name in re.findall(r"{(\w+)}", one.path)
    ]  # fmt: skip


def _in_query() -> list[dict[str, Any]]:
    numbers: dict[str, Schema] = {
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS},
        "offset": {"type": "integer", "minimum": 0, "maximum": LAST_OFFSET, "default": 0},
    }
    choices = {
        name: {"type": "array", "maxItems": MOST_VALUES, "minItems": 1, "items": _code(name)}
        for name in FILTERS
    }
    return [
        {"name": name, "in": "query", "schema": schema, "description": _SAID.get(name, _EITHER)}
        for name, schema in {**choices, **numbers}.items()
    ]


def _code(name: str) -> Schema:
    if name == "period":
        return {"type": "string", "pattern": f"^{PERIOD}$"}
    known = [one.code for one in known_codes().get(name, ())]
    return {"type": "string", "enum": known} if known else {"type": "string", "pattern": _TABLE}
