"""The words of the workbook that a coordinator gets back (data_contracts/workbook.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from pipelines.contracts.files import Entry, read_yaml
from pipelines.contracts.values import LANGUAGES, Severity, Words, words


@dataclass(frozen=True)
class WorkbookWords:
    """The words of a returned workbook.

    `sheet` is the title of its first sheet and `headings` that sheet's columns in order; `text_file`
    is the title of a text file that was not recognised. Braces in the others are filled in.
    """

    sheet: Words
    text_file: Words
    headings: Mapping[str, Words]
    severities: Mapping[Severity, Words]
    suggestion: Words
    allowed: Words
    rows: Words
    list_only: Words
    nothing: Words


@cache
def workbook_words() -> WorkbookWords:
    """What data_contracts/workbook.yaml says; raises ContractError naming the key that is wrong."""
    file = read_yaml("workbook.yaml")
    severities = file.entry("severities")
    return WorkbookWords(
        sheet=words(file.entry("sheet")),
        text_file=words(file.entry("text_file")),
        headings=_words_by_name(file.entry("headings")),
        severities={name: words(severities.entry(name)) for name in get_args(Severity)},
        suggestion=words(file.entry("suggestion")),
        allowed=words(file.entry("allowed")),
        rows=words(file.entry("rows")),
        list_only=words(file.entry("list_only")),
        nothing=words(file.entry("nothing")),
    )


def is_first_sheet(title: str, first_cell: str | None) -> bool:
    """Whether a sheet is the list of findings that we put before a workbook, in any language.

    It comes back with the corrected file. The title may have a number, and the list may be sorted,
    cut short or stripped of columns; its first heading stays.
    """
    told = workbook_words()
    message = told.headings["message"]
    return any(
        title.startswith(told.sheet.to(language)) and first_cell == message.to(language)
        for language in LANGUAGES
    )


def _words_by_name(entry: Entry) -> dict[str, Words]:
    return {name: words(entry.entry(name)) for name in entry.content}
