"""A choice of the rows of a table: by Stek, right, period, breakdown and what was counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pipelines.contracts import LANGUAGES, Words
from portal.published.tables import Table, known_codes

FILTERS: Final = ("stek_id", "recht_code", "period_type", "period", "breakdown", "outcome")
PERIOD: Final = r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]))?"
MOST_VALUES: Final = 200  # of one filter: every month of sixteen years
_IN_A_NAME: Final = re.compile(r"[^a-z0-9_.+-]+", re.IGNORECASE)


class ChoiceError(Exception):
    """A choice that cannot be made: `field` is where, `allowed` what may stand there, if anything."""

    def __init__(self, field: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(field)
        self.field = field
        self.allowed = allowed


@dataclass(frozen=True)
class Choice:
    """The values that a row may have, by column; in the order of FILTERS, each once."""

    wanted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.wanted

    @property
    def query(self) -> str:
        """As it stands in an address: the same choice is always the same text."""
        return urlencode([(name, value) for name, values in self.wanted for value in values])

    @property
    def in_a_name(self) -> str:
        """As it stands in the name of a file; at most forty signs."""
        told = "_".join("+".join(values) for _, values in self.wanted)
        return _IN_A_NAME.sub("-", told)[:40].rstrip("-_+.")

    def of(self, name: str) -> tuple[str, ...]:
        """The values of one column; none when all may stand there."""
        return dict(self.wanted).get(name, ())

    def told(self, table: Table) -> Words:
        """In words: `De STEK Zaventem; Maand`."""
        parts = [_label(table, name, value) for name, values in self.wanted for value in values]
        return Words(*("; ".join(part.to(language) for part in parts) for language in LANGUAGES))


def chosen(asked: Iterable[tuple[str, str]], table: Table) -> Choice:
    """The choice that a query asks for; a filter that is left blank chooses nothing.

    Errors: ChoiceError for what is no filter, no column of this table, or no code.
    """
    values: dict[str, set[str]] = defaultdict(set)
    for name, value in asked:
        if name not in FILTERS:
            raise ChoiceError(name, filters_of(table))
        if value:
            values[name].add(value)
    for name, wanted in values.items():
        _check(table, name, wanted)
    return Choice(tuple((name, tuple(sorted(values[name]))) for name in FILTERS if values[name]))


def filters_of(table: Table) -> tuple[str, ...]:
    """The filters that a table has a column for."""
    return tuple(name for name in FILTERS if table.column(name) is not None)


def _check(table: Table, name: str, values: set[str]) -> None:
    column = table.column(name)
    if column is None:
        raise ChoiceError(name, filters_of(table))
    if len(values) > MOST_VALUES:
        raise ChoiceError(name)
    if name == "period":
        if not all(re.fullmatch(PERIOD, value, re.ASCII) for value in values):
            raise ChoiceError(name, ("2026", "2026-10", "2026-Q3"))
        return
    allowed = tuple(code.code for code in column.codes)
    known = {code.code for code in known_codes().get(name, ())}
    if not values <= {*allowed, *known}:
        raise ChoiceError(name, allowed)


def _label(table: Table, name: str, value: str) -> Words:
    column = table.column(name)
    codes = (*(column.codes if column else ()), *known_codes().get(name, ()))
    found = next((code.label for code in codes if code.code == value), None)
    return found or Words(value, value, value)
