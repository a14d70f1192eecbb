from __future__ import annotations

import pytest

from pipelines.contracts import LANGUAGES, Code, Column, Language, Words, stream
from pipelines.reading.codes import Codebook, spellings
from pipelines.template.choices import Choice, choice_lists, choices, shown


def column(of: str, name: str) -> Column:
    return next(one for one in stream(of).columns if one.name == name)


def test_the_list_shows_labels_in_the_order_of_the_code_list() -> None:
    assert choices(column("visits", "age_class"), "fr")[:2] == (
        Choice("0-17", "0-17 ans"),
        Choice("18-24", "18-24 ans"),
    )
    assert choices(column("visits", "is_first_contact"), "en") == (
        Choice("ja", "Yes"),
        Choice("nee", "No"),
    )


def book(*codes: Code) -> Codebook:
    """What reading makes of these codes."""
    return Codebook(frozenset(c.code for c in codes), spellings(codes), True, None)


def test_a_label_that_two_codes_share_is_shown_for_the_first_only() -> None:
    first, second = Code("v", Words("Mens", "V", "V")), Code("m", Words("Mens", "M", "M"))
    both = book(first, second)
    assert [shown(code, both, "nl") for code in (first, second)] == ["Mens", "m"]
    assert [shown(code, both, "fr") for code in (first, second)] == ["V", "M"]


def test_a_label_that_is_the_code_of_another_is_shown_as_its_own_code() -> None:
    first, second = Code("a", Words("b", "Un", "One")), Code("b", Words("Twee", "Deux", "Two"))
    assert shown(first, book(first, second), "nl") == "a"


def test_a_label_that_reading_does_not_know_is_shown_as_its_code() -> None:
    renamed = Code("v", Words("Wie weet", "Qui sait", "Who knows"))
    assert shown(renamed, book(Code("v", Words("Vrouw", "Femme", "Woman"))), "en") == "v"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_list_is_shown_once_for_all_the_columns_that_ask_for_it(language: Language) -> None:
    lists = {one.name: one.columns for one in choice_lists(language)}
    assert lists["reasons"] == ("reden_1", "reden_2", "reden_3", "drempel")
    assert lists["rights"] == ("recht_code",)
    assert lists["yes_no"] == ("eerste_contact", "aangekomen")
    assert "stekken" not in lists
    assert len(lists) == 17
