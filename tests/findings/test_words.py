"""Every word that a person reads is there in three languages, and short enough to act on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

import pytest
import yaml

from pipelines.home import CONTRACTS

LONGEST = 25  # words of a Dutch message
# What braces may become, at its longest in words; a list of codes, a place or a command is read,
# not understood, and counts for one.
FILLED = {"month": "oktober 2026", "stek": "De STEK Zaventem", "kind": "een lange vrije tekst"}
# These say what leaves the house and how long things are kept, and nothing to their readers.
WORDLESS = {"publication.yaml", "retention.yaml"}
FILES = sorted({path.name for path in CONTRACTS.glob("*.yaml")} - WORDLESS)
Spoken = Mapping[str, str]


def spoken(entry: object) -> Iterator[Spoken]:
    """Every mapping with Dutch words in a file."""
    if isinstance(entry, dict) and isinstance(entry.get("nl"), str):
        yield {str(key): str(text) for key, text in entry.items()}
    elif isinstance(entry, dict | list):
        for value in entry.values() if isinstance(entry, dict) else entry:
            yield from spoken(value)


def words_of(name: str) -> list[Spoken]:
    return list(spoken(yaml.safe_load((CONTRACTS / name).read_text("utf-8"))))


def filled(text: str) -> str:
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return text.format(**{name: FILLED.get(name, "x") for name in names})


@pytest.mark.parametrize("name", FILES)
def test_what_is_said_in_dutch_is_said_in_french_and_english(name: str) -> None:
    found = words_of(name)
    assert found
    for words in found:
        assert {"fr", "en"} <= words.keys(), words["nl"]
        assert all(words[language] for language in ("nl", "fr", "en")), words["nl"]


@pytest.mark.parametrize("name", FILES)
def test_a_dutch_message_has_at_most_twenty_five_words(name: str) -> None:
    texts = [filled(words["nl"]) for words in words_of(name)]
    assert [text for text in texts if len(text.split()) > LONGEST] == []
