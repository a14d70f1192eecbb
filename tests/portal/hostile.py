"""Every hostile file that the delivery check is tested with, gathered from those tests themselves.

A test of reading asks `refusing` to look at its files. Here each of these tests is given one that
looks at nothing and keeps what it is given, so that a file that is added there is sent here too.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from types import ModuleType

from pipelines.files import sha256
from tests.reading import (
    test_hostile_content,
    test_hostile_kinds,
    test_hostile_markup,
    test_hostile_packages,
    test_hostile_sizes,
)
from tests.reading.witness import Seen

MODULES = (
    test_hostile_content, test_hostile_kinds, test_hostile_markup, test_hostile_packages,
    test_hostile_sizes,
)  # fmt: skip
# Made with LibreOffice, which takes longer than all others together.
# Of those that are only large it tells nothing new, and takes half of the time.
OF_SIZES = ("test_more_bytes_than_a_delivery_may_weigh", "test_one_sheet_more_than_is_allowed")
NOT_GATHERED = ("test_an_old_workbook_of_calc_and_a_print_of_it_are_not_read",)


@dataclass(frozen=True)
class Hostile:
    """A file of a test; `test` is the name of that test."""

    test: str
    name: str
    data: bytes = field(repr=False)


class _Any(str):
    """An outcome that is whatever a test expects: so that it goes on to its next file."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


def _seen() -> Seen:
    return Seen(_Any(), _Any(), "", 0, 0)


@dataclass
class _Gathering:
    """Keeps what it is asked to look at; stands in for `Refusing`."""

    is_whole: bool
    found: list[tuple[str, bytes]] = field(default_factory=list)

    def look(self, data: bytes, name: str = "bezoeken.xlsx") -> Seen:
        if self.is_whole:  # what turns out to be harmless takes the longest
            self.found.append((name, data))
        return _seen()

    def refuses(self, data: bytes, reason: str, name: str = "bezoeken.xlsx") -> Seen:
        del reason  # is held elsewhere
        self.found.append((name, data))
        return _seen()


def gathered(folder: Path, *, is_whole: bool) -> Iterator[Hostile]:
    """The files, each once: all when it is to be the whole, else the first of nearly every test."""
    known: set[str] = set()
    for module in MODULES:
        for name, test in _tests(module):
            if not is_whole and module is test_hostile_sizes and name not in OF_SIZES:
                continue
            for file_name, data in _files(test, folder, is_whole=is_whole):
                if (told := sha256(data)) not in known:
                    known.add(told)
                    yield Hostile(name, file_name, data)


def _tests(module: ModuleType) -> Iterator[tuple[str, Callable[..., None]]]:
    for name, test in vars(module).items():
        is_asked = name.startswith("test_") and name not in NOT_GATHERED
        if is_asked and "refusing" in inspect.signature(test).parameters:
            yield name, test


def _files(
    test: Callable[..., None], folder: Path, *, is_whole: bool
) -> Iterator[tuple[str, bytes]]:
    for arguments in _cases(test):
        gathering = _Gathering(is_whole)
        own = {"refusing": gathering, "tmp_path": folder, **arguments}
        wanted = inspect.signature(test).parameters
        with suppress(AssertionError, AttributeError):  # of what is told, and of who is no witness
            test(**{name: own[name] for name in wanted})
        yield from gathering.found if is_whole else gathering.found[:1]
        if gathering.found and not is_whole:
            return


def _cases(test: Callable[..., None]) -> Iterator[Mapping[str, object]]:
    """The arguments of each case that a test is parametrized with."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    for values in product(*(mark.args[1] for mark in marks)):
        case: dict[str, object] = {}
        for mark, value in zip(marks, values, strict=True):
            names = mark.args[0]
            if isinstance(names, str):
                case[names] = value
            else:
                case |= dict(zip(names, value, strict=True))
        yield case
