"""The names of codes, in the order of their lists; from data_contracts/, never written here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pipelines.contracts import STREAMS, Code, Words, code_list, stream
from pipelines.contracts.breakdowns import breakdowns
from pipelines.contracts.breakdowns import categories as categories_of


@cache
def rights() -> dict[str, Words]:
    """Every right. Rows without a known right are in the table to download, not in a figure."""
    return _names(code_list("rights"))


@cache
def sensitive_rights() -> tuple[Words, ...]:
    """The rights that are never published for one Stek."""
    return tuple(c.label for c in code_list("rights") if c.fields["sensitive"] == "true")


@cache
def sensitive_codes() -> frozenset[str]:
    """The codes of those rights."""
    return frozenset(c.code for c in code_list("rights") if c.fields["sensitive"] == "true")


@cache
def not_answered() -> frozenset[str]:
    """The categories that are no trait: not known, not asked."""
    return frozenset(code.code for code in code_list("not_answered"))


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
    """The categories of a breakdown."""
    return _names(categories_of(breakdown))


def breakdown_title(breakdown: str) -> Words:
    """What a breakdown is called."""
    return breakdowns()[breakdown].label


def streams() -> tuple[str, ...]:
    """The names of the streams, in the order of a delivery."""
    return STREAMS


def stream_title(name: str) -> Words:
    """What a stream is called, such as visits."""
    return stream(name).title


def _names(codes: Iterable[Code]) -> dict[str, Words]:
    return {code.code: code.label for code in codes}
