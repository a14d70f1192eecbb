"""The catalogue: every text in every language, with the same gaps to fill, and each in use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dashboards import tongue
from dashboards.tongue import CATALOGUE, Text, Tongue, catalogue
from pipelines.contracts import LANGUAGES
from pipelines.errors import ContractError

BUILT_UP = ("calendar_", "key_", "quarter_", "state_", "short_", "column_", "per_")


@pytest.mark.parametrize("key", sorted(catalogue()))
def test_a_text_has_the_same_gaps_in_every_language(key: str) -> None:
    gaps = [set(re.findall(r"{(\w+)}", written(catalogue()[key][own]))) for own in LANGUAGES]
    assert gaps[0] == gaps[1] == gaps[2]


def written(text: Text) -> str:
    return text if isinstance(text, str) else " ".join(text.values())


def test_a_missing_translation_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("hello: {nl: Dag, en: Hello}")
    monkeypatch.setattr(tongue, "CATALOGUE", tmp_path)
    with pytest.raises(ContractError, match=r"words\.yaml: hello has no words in fr"):
        catalogue.__wrapped__()


def test_every_text_is_said_somewhere() -> None:
    folder = CATALOGUE.parent
    texts = [*folder.rglob("*.py"), *(folder / "templates").iterdir()]
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


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("{nl: {one: een, other: veel}, fr: un, en: one}", "hello has no text for one and other"),
        ("{nl: {one: een}, fr: {one: un, other: x}, en: {one: a, other: b}}", "one and other"),
    ],
)
def test_a_text_with_forms_has_every_form_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, lacking: str
) -> None:
    (tmp_path / "words.yaml").write_text(f"hello: {text}")
    monkeypatch.setattr(tongue, "CATALOGUE", tmp_path)
    with pytest.raises(ContractError, match=lacking):
        catalogue.__wrapped__()


def test_a_number_decides_the_form_of_a_word(tmp_path: Path) -> None:
    """French says one for none too: CLDR."""
    forms = {"nl": ("Stek", "Stekken"), "fr": ("Stek", "Stekken"), "en": ("Stek", "Stekken")}
    lines = (
        f"{own}: {{one: '{{count}} {one}', other: '{{count}} {more}'}}"
        for own, (one, more) in forms.items()
    )
    (tmp_path / "words.yaml").write_text(f"many: {{{', '.join(lines)}}}")
    said = [[Tongue(own, (tmp_path,)).say("many", count=n) for n in (0, 1, 2)] for own in LANGUAGES]
    assert said == [
        ["0 Stekken", "1 Stek", "2 Stekken"],
        ["0 Stek", "1 Stek", "2 Stekken"],
        ["0 Stekken", "1 Stek", "2 Stekken"],
    ]
