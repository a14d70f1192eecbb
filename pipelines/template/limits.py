"""Limits: what the contract's rules let a column hold, in the terms of a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipelines.contracts import Column, ColumnType, Rule, Stream, Words, words
from pipelines.months import Month
from pipelines.template.wording import template_yaml

EARLIEST = date(2000, 1, 1)  # no referral or outcome is older: a year typed wrong is

# The rule of a column that says what to do when the cell holds something it cannot.
_TELLING: Mapping[ColumnType, tuple[str, ...]] = {
    "code": ("_in_list", "_is_that_of_delivery"),
    "codes": ("_in_list",),
    "yes_no": ("_is_readable",),
    "date": ("_is_in_month", "_is_not_later", "_is_readable"),
    "amount": ("_is_in_range",),
    "text": ("_is_well_formed",),
}


@dataclass(frozen=True)
class Length:
    """How many characters a text may have, and how that is said."""

    least: int
    most: int
    said: Words


def days(stream: Stream, column: Column, month: Month) -> tuple[date, date | None]:
    """The first and the last day that a date may be; None where there is no last."""
    if _rule(stream, column, ("_is_in_month",)):
        return month.first_day, month.last_day
    if _rule(stream, column, ("_is_not_later",)):
        return EARLIEST, month.last_day
    return EARLIEST, None


def euros(stream: Stream, column: Column) -> tuple[int, int] | None:
    """The smallest and the largest amount; None where the contract sets no limits."""
    rule = _rule(stream, column, ("_is_in_range",))
    if rule is None:
        return None
    least, most = (rule.arguments[key] for key in ("min_value", "max_value"))
    return int(str(least)), int(str(most))


def length(column: Column) -> Length | None:
    """The length of a text; None where template.yaml sets none."""
    lengths = template_yaml().entry("lengths")
    if not lengths.has(column.name):
        return None
    entry = lengths.entry(column.name)
    return Length(
        int(entry.number("least")), int(entry.number("most")), words(entry.entry("words"))
    )


def what_to_do(stream: Stream, column: Column) -> Words:
    """What to do about a cell that cannot be: the message of the rule, or else the hint."""
    rule = _rule(stream, column, _TELLING[column.type])
    return rule.message if rule else column.hint


def _rule(stream: Stream, column: Column, endings: tuple[str, ...]) -> Rule | None:
    own = [rule for rule in stream.rules if rule.columns[:1] == (column.name,)]
    return next((r for ending in endings for r in own if r.name.endswith(ending)), None)
