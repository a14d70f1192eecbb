from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.contracts.files import Entry, parse_yaml, read_codes, read_yaml
from pipelines.errors import ContractError

ENTRY = Entry("visits.odcs.yaml:", {"name": "visits", "due": 15, "required": "yes", "empty": ""})


def codes(folder: Path, text: str) -> Path:
    (folder / "codes").mkdir()
    (folder / "codes" / "colours.csv").write_text(text, "utf-8")
    return folder


def test_a_missing_key_is_told_with_its_file_and_place() -> None:
    with pytest.raises(ContractError, match=r"visits\.odcs\.yaml: has no 'version'"):
        ENTRY.text("version")


@pytest.mark.parametrize(
    ("key", "kind", "allowed"),
    [
        ("due", "text", "text"),
        ("empty", "text", "text"),
        ("name", "number", "a number"),
        ("required", "is_true", "true or false"),
        ("name", "texts", "a list"),
        ("name", "entry", "keys with values"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_allowed(key: str, kind: str, allowed: str) -> None:
    with pytest.raises(ContractError, match=rf"visits\.odcs\.yaml:\.{key} must be {allowed}"):
        getattr(ENTRY, kind)(key)


def test_a_list_knows_the_place_of_each_of_its_entries() -> None:
    first, second = parse_yaml("rules: [{name: a}, {name: b}]", "x.yaml:").entries("rules")
    assert (first.text("name"), second.place) == ("a", "x.yaml:.rules[1]")


def test_custom_properties_read_as_one_entry() -> None:
    pairs = "customProperties: [{property: type, value: code}, {property: aliases, value: [a, b]}]"
    custom = parse_yaml(pairs, "x.yaml:").custom()
    assert (custom.text("type"), custom.texts("aliases"), custom.texts("more")) == (
        "code",
        ("a", "b"),
        (),
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"data_contracts/visits\.odcs\.yaml cannot be read"):
        read_yaml("visits.odcs.yaml", tmp_path)


@pytest.mark.parametrize("text", ["a: [", "- a", "", "just words"])
def test_what_is_not_keys_with_values_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "delivery.yaml").write_text(text)
    with pytest.raises(ContractError, match=r"data_contracts/delivery\.yaml"):
        read_yaml("delivery.yaml", tmp_path)


def test_a_code_list_is_read_line_by_line(tmp_path: Path) -> None:
    assert read_codes("colours", codes(tmp_path, 'code,nl\nr,"Rood, fel"\nb,\n')) == [
        {"code": "r", "nl": "Rood, fel"},
        {"code": "b", "nl": ""},
    ]


@pytest.mark.parametrize("line", ["r,Rood,fel", "r"])
def test_a_line_with_too_few_or_too_many_fields_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(ContractError, match=r"codes/colours\.csv line 3 .* double quotes"):
        read_codes("colours", codes(tmp_path, f"code,nl\nb,Blauw\n{line}\n"))


def test_an_unknown_code_list_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"codes/colors\.csv does not exist. Known: colours"):
        read_codes("colors", codes(tmp_path, "code,nl\n"))
