"""The names of codes, in the order of their lists; from data_contracts/, never written here."""

from __future__ import annotations

from functools import cache

from pipelines.contracts import Code, Column, Words, accepted_codes, code_list, stream, streams
from pipelines.errors import ContractError


@cache
def rights() -> dict[str, Words]:
    """Every right, then the two ways of not answering."""
    return _names((*code_list("rights"), *code_list("not_answered")))


@cache
def sensitive_rights() -> tuple[Words, ...]:
    """The rights that are never published for one Stek."""
    return tuple(c.label for c in code_list("rights") if c.fields["sensitive"] == "true")


@cache
def stekken() -> dict[str, Words]:
    """Every Stek, in the alphabetical order of their names."""
    names = _names(code_list("stekken"))
    return dict(sorted(names.items(), key=lambda item: item[1].nl.casefold()))


@cache
def statuses() -> dict[str, Words]:
    """What the status of a cell means."""
    return _names(code_list("cell_statuses"))


@cache
def categories(breakdown: str) -> dict[str, Words]:
    """The categories of a breakdown, which is the Dutch name of a coded column."""
    return _names(accepted_codes(_column(breakdown)))


def breakdown_title(breakdown: str) -> Words:
    """What a breakdown is called."""
    return _column(breakdown).title


def stream_title(name: str) -> Words:
    """What a stream is called, such as visits."""
    return stream(name).title


def _column(physical_name: str) -> Column:
    for one in streams():
        for column in one.columns:
            if column.physical_name == physical_name:
                return column
    raise ContractError(f"No column of a contract is called {physical_name!r}.")


def _names(codes: tuple[Code, ...]) -> dict[str, Words]:
    return {code.code: code.label for code in codes}
