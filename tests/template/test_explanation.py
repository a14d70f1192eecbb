from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.contracts import LANGUAGES, Language, accepted_codes, streams
from pipelines.contracts.files import Entry
from pipelines.home import Home
from pipelines.landing.looking import Offer
from pipelines.landing.offers import land, land_nothing
from pipelines.months import Month
from pipelines.template.wording import template_yaml
from tests.deliveries import CHECK, VISIT, csv_file, rows
from tests.template.filling import STEK, opened, template

Row = tuple[str, ...]


def lines(path: Path) -> list[Row]:
    """The filled cells of each row of the explanation."""
    return [tuple(str(cell) for cell in row if cell) for row in opened(path).worksheets[-1].values]


def sentences(entry: Entry) -> list[tuple[str, dict[str, str]]]:
    """Every place in template.yaml with words in the three languages."""
    content = entry.content
    if set(content) == set(LANGUAGES) and all(isinstance(v, str) for v in content.values()):
        return [(entry.place, {key: str(value) for key, value in content.items()})]
    found = []
    for key, value in content.items():
        if isinstance(value, dict):
            found += sentences(entry.entry(key))
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found += [one for item in entry.entries(key) for one in sentences(item)]
    return found


SENTENCES = sentences(template_yaml())


def test_it_says_which_stek_and_month_and_by_when(home: Home, tmp_path: Path) -> None:
    told = lines(template(home, tmp_path))
    assert told[:2] == [
        ("De STEK Zaventem, oktober 2026",),
        ("Lever dit bestand ten laatste op 15 november 2026.",),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_of_every_column_what_it_asks(
    home: Home, tmp_path: Path, language: Language
) -> None:
    told = [row for row in lines(template(home, tmp_path, language)) if len(row) == 3]
    for stream in streams():
        for column in stream.columns:
            name, hint = (column.physical_name, column.title.to(language)), column.hint
            assert any(r[:2] == name and r[2].startswith(hint.to(language)) for r in told), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_every_code_with_its_label(home: Home, tmp_path: Path, language: Language) -> None:
    told = set(lines(template(home, tmp_path, language)))
    for stream in streams():
        for column in stream.columns:
            if column.code_list not in (None, "stekken"):
                pairs = {(c.code, c.label.to(language)) for c in accepted_codes(column)}
                assert pairs <= told


def test_without_earlier_deliveries_nothing_was_delivered(home: Home, tmp_path: Path) -> None:
    told = lines(template(home, tmp_path))
    assert ("Blad", "september 2026", "oktober 2025") in told
    assert ("signalen", "niet geleverd", "niet geleverd") in told


def test_the_rows_that_counted_a_month_and_a_year_ago_stand_beside_each_other(
    home: Home, tmp_path: Path
) -> None:
    deliver(home, tmp_path, Month(2026, 9), visits=7, checks=1)
    deliver(home, tmp_path, Month(2025, 10), visits=12, checks=0)
    land_nothing(home, STEK, Month(2026, 9), ["signals"], None)
    told = lines(template(home, tmp_path))
    assert ("bezoeken", "7 rijen", "12 rijen") in told
    assert ("rechtenchecks", "1 rij", "niet geleverd") in told
    assert ("signalen", "0 rijen", "niet geleverd") in told
    assert ("doorverwijzingen", "niet geleverd", "niet geleverd") in told


def test_a_correction_counts_and_a_refused_delivery_does_not(home: Home, tmp_path: Path) -> None:
    deliver(home, tmp_path, Month(2026, 9), visits=7, checks=0)
    deliver(home, tmp_path, Month(2026, 9), visits=9, checks=0)
    wrong = rows(VISIT, "bezoek_id", 20, stek_id="tienen", datum="2026-09-15")
    hand_in(home, tmp_path / "wrong.csv", csv_file(wrong), Month(2026, 9))
    assert ("bezoeken", "9 rijen", "niet geleverd") in lines(template(home, tmp_path))


def test_what_another_stek_delivered_is_not_compared_with(home: Home, tmp_path: Path) -> None:
    data = csv_file(rows(VISIT, "bezoek_id", 5, stek_id="tienen", datum="2026-09-15"))
    (tmp_path / "tienen.csv").write_bytes(data)
    list(land(home, [Offer(tmp_path / "tienen.csv", "tienen", Month(2026, 9))]))
    assert ("bezoeken", "niet geleverd", "niet geleverd") in lines(template(home, tmp_path))


def deliver(home: Home, folder: Path, month: Month, *, visits: int, checks: int) -> None:
    day = f"{month}-15"
    hand_in(home, folder / "v.csv", csv_file(rows(VISIT, "bezoek_id", visits, datum=day)), month)
    if checks:
        lines_of = rows(CHECK, "check_id", checks, datum=day, bezoek_id="")
        hand_in(home, folder / "c.csv", csv_file(lines_of), month)


def hand_in(home: Home, path: Path, data: bytes, month: Month) -> None:
    path.write_bytes(data)
    list(land(home, [Offer(path, STEK, month)]))


@pytest.mark.parametrize(("place", "said"), SENTENCES, ids=[place for place, _ in SENTENCES])
def test_a_sentence_is_short_and_has_the_same_gaps_in_every_language(
    place: str, said: dict[str, str]
) -> None:
    gaps = {language: set(re.findall(r"{(\w+)}", text)) for language, text in said.items()}
    assert gaps["nl"] == gaps["fr"] == gaps["en"]
    for text in said.values():
        assert all(len(part.split()) <= 25 for part in re.split(r"[.:] ", text))


def test_every_conditional_column_says_when_it_is_needed() -> None:
    conditional = {c.name for one in streams() for c in one.columns if c.is_conditional}
    assert template_yaml().entry("sometimes").content.keys() == conditional


def test_months_have_twelve_names_in_every_language() -> None:
    names = template_yaml().entry("months")
    assert {len(set(names.texts(language))) for language in LANGUAGES} == {12}
    assert [names.texts(language)[9] for language in LANGUAGES] == ["oktober", "octobre", "October"]
