"""What is filled in with the template passes the check, by openpyxl and saved by LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipelines.checking.examination import Delivered, Examination, examine
from pipelines.contracts import LANGUAGES, Language, accepted_codes, streams
from pipelines.home import Home
from pipelines.landing.door import look_at
from tests.template.filling import (
    MONTH,
    ROWS,
    STEK,
    converted,
    filled,
    offered,
    opened,
    template,
    validations,
)

HARMLESS = {"code_label", "yes_no_spelling", "code_spelling", "other_sheets_ignored"}


def examined(path: Path) -> list[Examination]:
    """Every stream of the file, checked; the file is not refused."""
    seen = look_at(path)
    assert seen.refusal is None
    assert seen.file is not None
    assert {repair.kind for repair in seen.file.repairs} <= HARMLESS
    assert not any(sheet.repairs for sheet in seen.file.sheets)
    streams_named = frozenset(sheet.stream for sheet in seen.file.sheets)
    return list(examine([Delivered(STEK, MONTH, seen.file, streams_named)]))


def assert_everything_counts(found: list[Examination]) -> None:
    assert [one.stream.name for one in found] == [stream.name for stream in streams()]
    for one in found:
        assert {rule: count for rule, count in one.rules.items() if count} == {}
        outcome = one.outcomes[0]
        assert (outcome.outcome, outcome.rows, outcome.held_back) == ("accepted", ROWS, 0)
        assert set(one.repairs["kind"]) <= HARMLESS


def assert_every_code_was_read(found: list[Examination]) -> None:
    for one in found:
        for column in one.stream.columns:
            if column.code_list and column.code_list != "stekken" and column.type != "yes_no":
                values = one.rows[column.name]
                read = set(values.explode() if column.type == "codes" else values)
                assert read == {code.code for code in accepted_codes(column)}, column.name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sjablonen")


@pytest.fixture(scope="module")
def empty(folder: Path) -> Mapping[Language, Path]:
    """The template in each language; to be read only."""
    return {language: template(Home(folder), folder, language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def filled_in(empty: Mapping[Language, Path]) -> Path:
    """The Dutch one with every choice made; to be read only."""
    return filled(empty["nl"])


@pytest.fixture(scope="module")
def saved(empty: Mapping[Language, Path]) -> Mapping[str, Mapping[Language, Path]]:
    """The empty ones as LibreOffice saves them, by kind and language."""
    return {
        kind: dict(zip(empty, converted(kind, *empty.values()), strict=True))
        for kind in ("ods", "xlsx")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_every_choice_of_every_list_nothing_is_held_back(
    empty: Mapping[Language, Path], language: Language
) -> None:
    found = examined(filled(empty[language]))
    assert_everything_counts(found)
    assert_every_code_was_read(found)
    assert found[0].rows["is_first_contact"].sum() == ROWS / 2
    assert {str(amount) for amount in found[2].rows["amount_month_eur"]} == {
        "0.00", "1234.50", "12.34", "5000.00",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_saved_by_libreoffice_nothing_is_held_back_either(filled_in: Path, kind: str) -> None:
    found = examined(*converted(kind, filled_in))
    assert_everything_counts(found)
    assert_every_code_was_read(found)


def test_libreoffice_saves_the_first_sheet_as_text_that_reads_the_same(filled_in: Path) -> None:
    (visits,) = examined(*converted("csv", filled_in))
    assert (visits.stream.name, visits.rows.height) == ("visits", ROWS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_an_empty_template_opens_in_libreoffice_and_stays_an_empty_template(
    saved: Mapping[str, Mapping[Language, Path]], kind: str, language: Language
) -> None:
    seen = look_at(saved[kind][language])
    assert seen.is_clean
    assert seen.refusal is not None
    assert seen.refusal.reason == "empty_file"


def test_libreoffice_keeps_the_lists_the_checks_and_the_hints(
    empty: Mapping[Language, Path], saved: Mapping[str, Mapping[Language, Path]]
) -> None:
    before, after = opened(empty["nl"]), opened(saved["xlsx"]["nl"])
    for stream in streams():
        ours = validations(before[stream.physical_name])
        theirs = validations(after[stream.physical_name])
        for name, one in ours.items():
            kept = theirs[name]
            assert (kept.type, kept.prompt, kept.error) == (one.type, one.prompt, one.error)
            if one.type == "list":
                assert offered(after, kept) == offered(before, one)


def test_it_prints(filled_in: Path) -> None:
    (printed,) = converted("pdf", filled_in)
    assert printed.read_bytes().startswith(b"%PDF")


def test_several_themes_typed_with_a_comma_between_are_all_read(
    empty: Mapping[Language, Path], tmp_path: Path
) -> None:
    book = opened(filled(empty["fr"]))
    book["bezoeken"]["L2"] = "Énergie, Santé | Démarches administratives"
    book.save(tmp_path / "bezoeken.xlsx")
    themes = examined(tmp_path / "bezoeken.xlsx")[0].rows["themes"].to_list()
    assert themes[0] == ["energie", "gezondheid", "administratie"]
