from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from pipelines.checking.check import check
from pipelines.contracts import (
    LANGUAGES,
    Column,
    Language,
    Stream,
    accepted_codes,
    code_list,
    streams,
)
from pipelines.home import Home
from pipelines.reading.codes import codebook, yes_no
from pipelines.template import limits
from tests.checking.rows import staged
from tests.template.filling import offered, opened, template, validations

COLUMNS = [(one, column) for one in streams() for column in one.columns]
CODED = [(s, c) for s, c in COLUMNS if c.code_list and c.code_list != "stekken"]
TEXTS = [(one, column) for one, column in COLUMNS if column.type == "text"]


def called(value: object) -> str:
    return getattr(value, "physical_name", str(value))


def day(serial: object) -> date:
    return date(1899, 12, 30) + timedelta(int(str(serial)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_title_a_hint_and_an_answer_that_a_spreadsheet_can_show(
    home: Home, tmp_path: Path, language: Language
) -> None:
    book = opened(template(home, tmp_path, language))
    for stream in streams():
        found = validations(book[stream.physical_name])
        for column in stream.columns:
            one = found[column.physical_name]
            assert one.showInputMessage
            assert str(one.sqref).endswith("2001")
            assert one.promptTitle == one.errorTitle == column.title.to(language)
            assert str(one.prompt).startswith(column.hint.to(language))
            assert (len(str(one.promptTitle)) <= 32, len(str(one.prompt)) <= 255) == (True, True)
            assert 0 < len(str(one.error)) <= 255


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drop_down_offers_the_labels_of_exactly_its_codes(
    home: Home, tmp_path: Path, language: Language
) -> None:
    book = opened(template(home, tmp_path, language))
    for stream, column in CODED:
        one = validations(book[stream.physical_name])[column.physical_name]
        labels = [code.label.to(language) for code in accepted_codes(column)]
        assert (one.type, bool(one.showDropDown)) == ("list", False)  # true hides the arrow
        assert offered(book, one) == labels, (stream.name, column.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_drop_down_offers_reads_back_as_its_own_code(
    home: Home, tmp_path: Path, language: Language
) -> None:
    book = opened(template(home, tmp_path, language))
    for stream, column in CODED:
        one = validations(book[stream.physical_name])[column.physical_name]
        known = yes_no() if column.type == "yes_no" else codebook(column)
        read = [known.read(choice).code for choice in offered(book, one)]
        assert read == [code.code for code in accepted_codes(column)], (stream.name, column.name)


def test_a_wrong_choice_is_stopped_but_several_themes_may_be_typed(
    home: Home, tmp_path: Path
) -> None:
    book = opened(template(home, tmp_path))
    for stream, column in CODED:
        one = validations(book[stream.physical_name])[column.physical_name]
        assert bool(one.showErrorMessage) is (column.type != "codes"), (stream.name, column.name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hint_of_the_themes_names_them_all(
    home: Home, tmp_path: Path, language: Language
) -> None:
    hint = str(validations(opened(template(home, tmp_path, language))["bezoeken"])["thema"].prompt)
    assert all(code.label.to(language) in hint for code in code_list("themes"))


def test_the_only_stek_offered_is_the_one_that_the_template_is_for(
    home: Home, tmp_path: Path
) -> None:
    book = opened(template(home, tmp_path))
    for stream in streams():
        one = validations(book[stream.physical_name])["stek_id"]
        assert (one.type, offered(book, one), bool(one.showErrorMessage)) == (
            "list", ["zaventem"], True,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "column", "days"),
    [
        ("bezoeken", "datum", (date(2026, 10, 1), date(2026, 10, 31))),
        ("rechtenchecks", "datum", (date(2026, 10, 1), date(2026, 10, 31))),
        ("signalen", "datum", (date(2026, 10, 1), date(2026, 10, 31))),
        ("doorverwijzingen", "datum_doorverwijzing", (date(2000, 1, 1), date(2026, 10, 31))),
        ("doorverwijzingen", "datum_resultaat", (date(2000, 1, 1),)),
        ("doorverwijzingen", "opgevolgd_tot", (date(2000, 1, 1),)),
    ],
)
def test_a_date_is_held_to_the_month(
    home: Home, tmp_path: Path, sheet: str, column: str, days: tuple[date, ...]
) -> None:
    one = validations(opened(template(home, tmp_path))[sheet])[column]
    limits_set = tuple(day(serial) for serial in (one.formula1, one.formula2) if serial)
    assert (one.type, bool(one.showErrorMessage), limits_set) == ("date", True, days)
    # openpyxl leaves `between` out: it is the standard's own default.
    assert one.operator in ({None, "between"} if len(days) == 2 else {"greaterThanOrEqual"})


@pytest.mark.parametrize(("column", "most"), [("bedrag_maand", 5000), ("bedrag_eenmalig", 25000)])
def test_an_amount_is_held_to_the_limits_of_the_contract(
    home: Home, tmp_path: Path, column: str, most: int
) -> None:
    one = validations(opened(template(home, tmp_path))["doorverwijzingen"])[column]
    assert (one.type, int(str(one.formula1)), int(str(one.formula2))) == ("decimal", 0, most)


@pytest.mark.parametrize(("stream", "column"), TEXTS, ids=called)
def test_the_length_of_a_text_is_what_the_contract_takes(
    home: Home, tmp_path: Path, stream: Stream, column: Column
) -> None:
    one = validations(opened(template(home, tmp_path))[stream.physical_name])[column.physical_name]
    assert (one.type, bool(one.showErrorMessage)) == ("textLength", True)
    least, most = int(str(one.formula1)), int(str(one.formula2))
    taken = [
        length
        for length in (least - 1, least, most, most + 1)
        if length and fits(stream, column, length)
    ]
    assert taken == sorted({least, most})


def fits(stream: Stream, column: Column, length: int) -> bool:
    """Whether a text of that length breaks no rule about its own column."""
    rows = staged(stream.name, [[{column.name: "a" * length}]])
    broken = check(stream, rows).offenders["rule"]
    return f"{stream.name}.{column.name}_is_well_formed" not in broken.to_list()


@pytest.mark.parametrize(("stream", "column"), COLUMNS, ids=called)
def test_a_wrong_cell_is_answered_with_the_message_of_the_rule_it_would_break(
    stream: Stream, column: Column
) -> None:
    messages = {rule.message for rule in stream.rules if rule.columns[:1] == (column.name,)}
    assert limits.what_to_do(stream, column) in messages
