"""The files of data_contracts/ and the headers of sql/ as entries that know where they stand.

A wrong or missing key is told with its file and its place, so that whoever edits a contract need
not read code.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import ContractError
from pipelines.home import CONTRACTS


@dataclass(frozen=True)
class Entry:
    """One mapping in a YAML file, and the place where it stands: `visits.odcs.yaml: schema[0]`."""

    place: str
    content: Mapping[str, object]

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        return key in self.content

    def text(self, key: str) -> str:
        """The text under a key."""
        value = self._value(key)
        if not isinstance(value, str) or not value:
            raise self._wrong(key, "text")
        return value

    def number(self, key: str) -> float:
        """The number under a key."""
        value = self._value(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, "a number")
        return value

    def is_true(self, key: str) -> bool:
        """The true or false under a key; false when it is not written."""
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(key, "true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under a key; empty when it is not written."""
        return tuple(str(item) for item in self._list(key))

    def entry(self, key: str) -> Entry:
        """The mapping under a key."""
        return _entry(f"{self.place}.{key}", self._value(key))

    def entries(self, key: str) -> Iterator[Entry]:
        """The mappings in the list under a key; none when it is not written."""
        for index, item in enumerate(self._list(key)):
            yield _entry(f"{self.place}.{key}[{index}]", item)

    def custom(self) -> Entry:
        """The standard's `customProperties`, a list of property and value, as one entry."""
        pairs = {
            item.text("property"): item.content.get("value")
            for item in self.entries("customProperties")
        }
        return Entry(f"{self.place}.customProperties", pairs)

    def _value(self, key: str) -> object:
        if key not in self.content:
            raise ContractError(f"{self.place} has no {key!r}: write it there.")
        return self.content[key]

    def _list(self, key: str) -> list[object]:
        value = self.content.get(key, [])
        if not isinstance(value, list):
            raise self._wrong(key, "a list")
        return value

    def _wrong(self, key: str, allowed: str) -> ContractError:
        return ContractError(f"{self.place}.{key} must be {allowed}.")


def _entry(place: str, content: object) -> Entry:
    if not isinstance(content, dict):
        raise ContractError(f"{place} must be keys with values.")
    return Entry(place, content)


def read_yaml(name: str, folder: Path = CONTRACTS) -> Entry:
    """One YAML file of data_contracts/; raises ContractError when it cannot be read."""
    try:
        text = (folder / name).read_text("utf-8")
    except OSError as error:
        raise ContractError(f"data_contracts/{name} cannot be read: {error.strerror}.") from error
    return parse_yaml(text, f"data_contracts/{name}:")


def parse_yaml(text: str, place: str) -> Entry:
    """YAML that stands in `place`; raises ContractError when it is not keys with values."""
    import yaml

    try:
        return _entry(place, yaml.load(text, Loader=yaml.CSafeLoader))  # in C: ten times as fast
    except yaml.YAMLError as error:
        raise ContractError(f"{place} is not YAML: {error}") from error


def read_codes(name: str, folder: Path = CONTRACTS) -> list[dict[str, str]]:
    """The lines of one code list; raises ContractError when it is absent or a line is uneven."""
    path = folder / "codes" / f"{name}.csv"
    if not path.is_file():
        known = ", ".join(sorted(file.stem for file in path.parent.glob("*.csv")))
        raise ContractError(f"data_contracts/codes/{name}.csv does not exist. Known: {known}.")
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, strict=True)
        return [_even(name, lines.line_num, line) for line in lines]


def _even(name: str, number: int, line: Mapping[str | None, str | None]) -> dict[str, str]:
    if None in line or None in line.values():
        raise ContractError(
            f"data_contracts/codes/{name}.csv line {number} has too few or too many fields: "
            "put a text with a comma between double quotes."
        )
    return {str(key): str(value) for key, value in line.items()}
