"""The words beside a look ahead: `words.yaml`, in three languages."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipelines.contracts import Words, words
from pipelines.contracts.files import Entry, parse_yaml

CATALOGUE = Path(__file__).with_name("words.yaml")


@cache
def say(key: str) -> Words:
    """The words under that key; ContractError when a language is missing."""
    return words(_catalogue().entry(key))


@cache
def _catalogue() -> Entry:
    return parse_yaml(CATALOGUE.read_text("utf-8"), f"foresight/{CATALOGUE.name}:")
