"""The tables that leave: at which period, along which dimensions, for which outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pipelines.contracts.files import Entry
from pipelines.errors import ContractError
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import DIMENSIONS, PERIOD_TYPES


@dataclass(frozen=True)
class TableGrain:
    """One table that leaves: a kind of period, its dimensions and the outcomes it is told for.

    `breakdown` is one breakdown, "breakdown" for all of the indicator, or ALL for none; no outcomes
    are all of them.
    """

    period_type: str
    dimensions: frozenset[str]
    breakdown: str = ALL
    outcomes: tuple[str, ...] = ()

    def rows(self) -> pl.Expr:
        """Whether a cell is in this table, or a total of it."""
        told = [pl.col("period_type") == self.period_type]
        absent = {"stek", "right"} - self.dimensions
        told += [pl.col(DIMENSIONS[dimension]) == ALL for dimension in sorted(absent)]
        if self.breakdown != "breakdown":
            told.append(pl.col("breakdown").is_in([ALL, self.breakdown]))
        if self.outcomes:
            is_total = [pl.col(DIMENSIONS[name]) == ALL for name in self._crossed()]
            told.append(pl.col("outcome").is_in(self.outcomes) | pl.any_horizontal(is_total))
        return pl.all_horizontal(told)

    def _crossed(self) -> list[str]:
        return [*sorted(self.dimensions), *([] if self.breakdown == ALL else ["breakdown"])]


def grains_of(tables: Entry, name: str) -> Iterator[TableGrain]:
    """The tables of one indicator; ContractError names what is no grain."""
    listed = tables.content[name]
    if not isinstance(listed, list) or not listed:
        raise ContractError(f"{tables.place}.{name} must be a list of grains.")
    for item in listed:
        pairs = item.items() if isinstance(item, dict) else [(item, [])]
        for text, outcomes in pairs:
            yield _grain(f"{tables.place}.{name}", str(text), tuple(map(str, outcomes)))


def _grain(place: str, text: str, outcomes: tuple[str, ...]) -> TableGrain:
    period_type, *parts = text.split(" x ")
    dimensions = frozenset(parts) & {"stek", "right"}
    others = [part for part in parts if part not in dimensions]
    if period_type not in PERIOD_TYPES or len(others) > 1:
        raise ContractError(
            f"{place}: grain {text!r}: write a period ({', '.join(PERIOD_TYPES)}), then any of stek, "
            "right and breakdown (or the name of one breakdown), with ' x ' between."
        )
    return TableGrain(period_type, dimensions, others[0] if others else ALL, outcomes)


def reasons_of(written: Entry) -> Iterator[tuple[tuple[str, str], str]]:
    """Why a table stays that is more than half hidden, by indicator and grain."""
    for name in written.content:
        reasons = written.entry(name)
        for grain in reasons.content:
            _grain(reasons.place, grain, ())
            yield (name, grain), reasons.text(grain)
