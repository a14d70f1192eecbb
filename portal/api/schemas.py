"""What the answers look like, as JSON Schema (2020-12)."""

from __future__ import annotations

from typing import Any, Final

from pipelines.contracts import LANGUAGES

Schema = dict[str, Any]


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def ref(name: str) -> Schema:
    """The schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


_TEXT: Final[Schema] = {"type": "string"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}
_FLAG: Final[Schema] = {"type": "boolean"}
_NUMBER: Final[Schema] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}\.[1-9]\d*$"}
_ADDRESS: Final[Schema] = {"type": "string", "pattern": "^/"}
_TOLD_OF_TABLE: Final[dict[str, Schema]] = {
    "name": _TEXT,
    "title": ref("Words"),
    "reading": ref("Words"),
    "rows": _ADDRESS,
    "description": _ADDRESS,
    "files": _list(_ADDRESS),
}
SCHEMAS: Final[dict[str, Schema]] = {
    "Words": _object(**dict.fromkeys(LANGUAGES, _TEXT)),
    "Code": _object(code=_TEXT, label=ref("Words")),
    "Release": _object(
        number=_NUMBER, day={"type": "string", "format": "date"}, is_sample=_FLAG, n_rows=_COUNT,
        changes=_list(ref("Words")), tables=_ADDRESS, files=_ADDRESS,
    ),
    "Releases": _object(
        latest={"type": ["string", "null"], "pattern": _NUMBER["pattern"]},
        releases=_list(ref("Release")),
    ),
    "Table": _object(**_TOLD_OF_TABLE),
    "Tables": _object(release=_NUMBER, tables=_list(ref("Table"))),
    "Column": _object(
        name=_TEXT, kind={"enum": ["string", "integer", "number", "boolean"]},
        title=ref("Words"), meaning=ref("Words"), codes=_list(ref("Code")),
    ),
    "Description": _object(
        **_TOLD_OF_TABLE, release=_NUMBER, key=_list(_TEXT), columns=_list(ref("Column")),
        licence={"type": "string", "format": "uri"},
    ),
    "Rows": _object(
        release=_NUMBER, table=_TEXT, is_sample=_FLAG, total=_COUNT, offset=_COUNT, limit=_COUNT,
        rows=_list(
            {
                "type": "object",
                "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
            }
        ),
    ),
    "Codes": {"type": "object", "additionalProperties": _list(ref("Code"))},
    "Problem": _object(
        type={"type": "string"}, title=_TEXT, status={"type": "integer"}, detail=_TEXT,
    ),
}  # fmt: skip
