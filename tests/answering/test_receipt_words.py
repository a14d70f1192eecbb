from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import get_args

import pytest

from pipelines.answering.receipt_words import Teller, receipt_yaml, told
from pipelines.answering.signs import visible
from pipelines.contracts import LANGUAGES
from pipelines.landing.verifying import Verdict, Verification


def words_in(text: str) -> int:
    return len(re.findall(r"[^\W_]+", text))


def test_a_moment_is_told_in_belgian_time_in_summer_and_winter() -> None:
    """Belgium is two hours ahead of Greenwich in summer and one in winter."""
    teller = Teller("nl")
    summer, winter = (
        datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
        datetime(2026, 1, 31, 23, 5, tzinfo=UTC),
    )
    assert teller.moment(summer) == "donderdag 2 juli 2026 om 00.30 uur"
    assert teller.moment(winter) == "zondag 1 februari 2026 om 00.05 uur"


def test_signs_that_cannot_be_seen_are_named() -> None:
    assert visible("mei\u202exslx.csv\x07\udce9") == "mei[U+202E]xslx.csv[U+0007][U+DCE9]"
    assert visible("Été – de Stek’s „bezoeken” №1 €.xlsx") == "Été – de Stek’s „bezoeken” №1 €.xlsx"


def all_words(entry: dict[str, object], place: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    for key, value in entry.items():
        if isinstance(value, dict) and set(value) == set(LANGUAGES):
            yield f"{place}.{key}", value
        else:
            assert isinstance(value, dict), f"{place}.{key} is not in three languages"
            yield from all_words(value, f"{place}.{key}")


def test_every_sentence_is_there_in_three_languages_and_short() -> None:
    found = dict(all_words(dict(receipt_yaml().content)))
    assert len(found) > 35
    for place, said in found.items():
        for language, text in said.items():
            assert text, (place, language)
            sentences = re.split(r"(?<=[.!?])\s", str(text))
            assert max(words_in(sentence) for sentence in sentences) <= 25, (place, language)
        assert {len(re.findall(r"{\w+}", str(text))) for text in said.values()} in (
            {0},
            {1},
            {2},
            {5},
        )


@pytest.mark.parametrize("verdict", get_args(Verdict))
def test_every_outcome_of_a_check_has_a_sentence_of_its_own(verdict: Verdict) -> None:
    others = set(get_args(Verdict)) - {verdict}
    for language in LANGUAGES:
        said = told(Verification(verdict), language)
        assert said.endswith(".")
        assert words_in(said) <= 25
        assert said not in {told(Verification(other), language) for other in others}
