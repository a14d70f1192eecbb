"""The words around the tables: one catalogue in three languages, filled in where braces stand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipelines.contracts import Words, words
from pipelines.contracts.files import Entry, parse_yaml

CATALOGUE = Path(__file__).with_name("words.yaml")


def say(key: str, **values: object) -> Words:
    """The words under that key, filled in; ContractError when a language is missing."""
    text = _said(key)
    return text.filled(**values) if values else text


def column_words(name: str) -> tuple[Words, Words | None] | None:
    """The title of a column, and its meaning when it is written here; None for an unknown column."""
    columns = _catalogue().entry("columns")
    if not columns.has(name):
        return None
    entry = columns.entry(name)
    return words(entry), words(entry.entry("meaning")) if entry.has("meaning") else None


@cache
def _said(key: str) -> Words:
    return words(_catalogue().entry(key))


@cache
def _catalogue() -> Entry:
    return parse_yaml(CATALOGUE.read_text("utf-8"), f"publication/{CATALOGUE.name}:")
