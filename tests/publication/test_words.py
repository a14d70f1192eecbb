"""The words around the tables: in three languages, with the same gaps, each in use, in short Dutch."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
import yaml

from pipelines.contracts import LANGUAGES
from pipelines.home import Home
from pipelines.publication.marks import MARKS, is_shown, mark_for_count, mark_for_rate
from pipelines.publication.words import CATALOGUE, column_words, say
from tests.publication.folders import DAY, on, published

TEXTS: dict[str, dict[str, str]] = {
    key: words
    for key, words in yaml.safe_load(CATALOGUE.read_text("utf-8")).items()
    if key != "columns"
}
BUILT_UP = ("mark_", "heading_", "changed_", "used_", "file_", "per_", "period_", "sheets_text")
MOST_WORDS = 25  # a sentence in B1


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_a_text_has_the_same_gaps_in_every_language(key: str) -> None:
    gaps = [set(re.findall(r"{(\w+)}", TEXTS[key][language])) for language in LANGUAGES]
    assert gaps[0] == gaps[1] == gaps[2]


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_a_dutch_sentence_is_short(key: str) -> None:
    for sentence in re.split(r"(?<=[.?!:])\s", TEXTS[key]["nl"]):
        assert len(sentence.split()) <= MOST_WORDS, sentence


def test_every_text_is_said_somewhere() -> None:
    said = "".join(path.read_text("utf-8") for path in Path(CATALOGUE).parent.glob("*.py"))
    unsaid = {key for key in TEXTS if f'"{key}"' not in said}
    assert not {key for key in unsaid if not key.startswith(BUILT_UP)}


def test_the_sample_note_is_the_one_of_every_table(home: Home) -> None:
    table = pl.read_parquet(published(on(home, DAY)) / "take_up.parquet")
    assert table["note"].unique().to_list() == [say("sample").nl]


def test_every_mark_is_explained() -> None:
    for mark in MARKS:
        assert say(f"mark_{mark.strip('[]')}").nl


def test_an_unknown_column_has_no_words() -> None:
    assert column_words("nonesuch") is None


def test_a_hidden_figure_is_confidential_and_an_absent_one_not_available() -> None:
    assert {
        status: (is_shown(status), mark_for_count(status))
        for status in ("hidden_small", "hidden_to_protect", "hidden", "not_delivered")
    } == {
        "hidden_small": (False, "[c]"),
        "hidden_to_protect": (False, "[c]"),
        "hidden": (False, "[c]"),
        "not_delivered": (False, "[x]"),
    }
    assert mark_for_rate(0, 0, "zero") == "[z]"
    assert mark_for_rate(5, 10, "provisional") == "[c]"
