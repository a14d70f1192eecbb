"""The catalogue: every text in every language, with the same gaps to fill, and each in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards import words
from dashboards.words import CATALOGUE, Tongue, catalogue
from pipelines.contracts import LANGUAGES
from pipelines.errors import ContractError

BUILT_UP = ("month_", "month_short_", "quarter_", "state_", "short_", "column_", "per_")


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_text_has_the_same_gaps_in_every_language(key: str) -> None:
    gaps = [set(re.findall(r"{(\w+)}", catalogue()[key][language])) for language in LANGUAGES]
    assert gaps[0] == gaps[1] == gaps[2]


def test_a_missing_translation_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("hello: {nl: Dag, en: Hello}")
    monkeypatch.setattr(words, "CATALOGUE", path)
    with pytest.raises(ContractError, match=r"words\.yaml: hello has no words in fr"):
        catalogue.__wrapped__()


def test_every_text_is_said_somewhere() -> None:
    folder = CATALOGUE.parent
    texts = [*folder.glob("*.py"), *(folder / "templates").iterdir()]
    said = "".join(path.read_text("utf-8") for path in texts)
    unsaid = {key for key in catalogue() if f'"{key}"' not in said and f"'{key}'" not in said}
    assert not {key for key in unsaid if not key.startswith(BUILT_UP)}


@pytest.mark.parametrize(
    ("period", "nl", "fr", "en"),
    [
        ("2026-10", "in oktober 2026", "en octobre 2026", "in October 2026"),
        (
            "2026-Q3",
            "in het derde kwartaal van 2026",
            "au troisième trimestre 2026",
            "in the third quarter of 2026",
        ),
        ("2025", "in 2025", "en 2025", "in 2025"),
    ],
)
def test_a_period_is_said_as_people_say_it(period: str, nl: str, fr: str, en: str) -> None:
    assert [Tongue(language).within(period) for language in LANGUAGES] == [nl, fr, en]


def test_numbers_follow_the_language() -> None:
    assert [Tongue(language).number(1234567) for language in LANGUAGES] == [
        "1.234.567",
        "1\u202f234\u202f567",
        "1,234,567",
    ]
    assert [Tongue(language).percent(42) for language in LANGUAGES] == ["42%", "42\u00a0%", "42%"]
