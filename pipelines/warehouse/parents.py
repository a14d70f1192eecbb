"""What a SQL file reads, found by DuckDB's own parser.

Names with a schema (`records.visits`) are parents, bare names are the file's own CTEs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import duckdb

from pipelines.errors import ContractError


def parents(sql: str, place: str) -> tuple[str, ...]:
    """The tables that one SELECT reads, sorted; ContractError naming `place` for anything else.

    >>> parents("with seen as (from facts.visits) from seen", "sql/facts/seen.sql")
    ('facts.visits',)
    """
    text = duckdb.execute("select json_serialize_sql(?)", [sql]).fetchone()
    tree: Mapping[str, object] = json.loads(str(text[0])) if text else {}
    if tree.get("error"):
        raise ContractError(f"{place}: not one SELECT that DuckDB reads: {tree['error_message']}")
    statements = tree.get("statements")
    if not isinstance(statements, list) or len(statements) != 1:
        raise ContractError(f"{place}: write exactly one SELECT.")
    return tuple(sorted(set(_names_with_schema(statements))))


def _names_with_schema(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if node.get("type") == "BASE_TABLE" and node.get("schema_name"):
            yield f"{node['schema_name']}.{node['table_name']}"
        for child in node.values():
            yield from _names_with_schema(child)
    elif isinstance(node, list):
        for child in node:
            yield from _names_with_schema(child)
