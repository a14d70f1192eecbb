"""Choices: what the drop-down lists show, each choice one that reading gives back as its own code."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.contracts import Code, Column, Language, accepted_codes, streams
from pipelines.reading.codes import Codebook, codebook, yes_no


@dataclass(frozen=True)
class Choice:
    """A code, and the words that stand for it in the list."""

    code: str
    shown: str


@dataclass(frozen=True)
class ChoiceList:
    """A code list as it is shown: the columns it is for, by their Dutch names, and its choices."""

    name: str
    columns: tuple[str, ...]
    choices: tuple[Choice, ...]


def choices(column: Column, language: Language) -> tuple[Choice, ...]:
    """What a coded column accepts, in the order of its list.

    Shown is the label where reading takes it for its own code; else the code itself.
    """
    book = yes_no() if column.type == "yes_no" else codebook(column)
    return tuple(Choice(code.code, shown(code, book, language)) for code in accepted_codes(column))


def shown(code: Code, book: Codebook, language: Language) -> str:
    """The words that stand for a code in the list."""
    label = code.label.to(language)
    return label if book.read(label).code == code.code else code.code


def choice_lists(language: Language) -> tuple[ChoiceList, ...]:
    """Every list that the template shows, in the order in which the columns first ask for it.

    Not that of the Stekken: a template is for one of these.
    """
    columns = [c for s in streams() for c in s.columns if c.code_list not in (None, "stekken")]
    by_list: dict[str, list[Column]] = {}
    for column in columns:
        by_list.setdefault(str(column.code_list), []).append(column)
    return tuple(
        ChoiceList(
            name,
            tuple(dict.fromkeys(column.physical_name for column in users)),
            choices(users[0], language),
        )
        for name, users in by_list.items()
    )
