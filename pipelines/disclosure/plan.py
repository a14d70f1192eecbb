"""The publication plan: which tables leave the house, and what a reader can add up over several.

`data_contracts/publication.yaml` says it once; disclosure control protects by it, and release.json
passes the links on to whoever checks the protection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import polars as pl

from pipelines.contracts import code_list
from pipelines.contracts.breakdowns import categories
from pipelines.contracts.files import Entry, read_yaml
from pipelines.disclosure.book import Guard
from pipelines.disclosure.cells import KEY
from pipelines.errors import ContractError
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import DIMENSIONS, PERIOD_TYPES, IndicatorHeader

FILE: Final = "publication.yaml"
Side = Mapping[str, tuple[str, ...]]
_SIDE: Final = ("indicator", "outcome", "recht_code", "breakdown", "category")


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


@dataclass(frozen=True)
class Link:
    """Cells of `a` that, added up, are those of `b` (or at most those, unless `is_equal`).

    A dimension that both sides fix is left out of the comparison. `guard` tells when what `b` counts
    more must stay unknown.
    """

    a: Side
    b: Side
    is_equal: bool
    guard: Guard = "never"

    @property
    def shared(self) -> list[str]:
        """The dimensions along which the two sides are compared."""
        return [name for name in ("indicator", *KEY) if not (name in self.a and name in self.b)]


def described_links(links: Iterable[Link]) -> list[dict[str, object]]:
    """The links as release.json tells them: anybody may know what adds up."""
    return [
        {
            "a": _written(one.a),
            "b": _written(one.b),
            "relation": "equal" if one.is_equal else "at_most",
        }
        for one in links
    ]


def _written(side: Side) -> dict[str, str | list[str]]:
    return {name: values[0] if len(values) == 1 else list(values) for name, values in side.items()}


@dataclass(frozen=True)
class Plan:
    """What is published: grains by indicator (those of its header when it is not named), links."""

    closing_months: int
    tables: Mapping[str, tuple[TableGrain, ...]]
    links: tuple[Link, ...]

    def grains(self, header: IndicatorHeader) -> tuple[TableGrain, ...]:
        """The tables of an indicator that leave."""
        return self.tables.get(header.name) or tuple(
            TableGrain(
                one.period_type,
                one.dimensions - {"breakdown"},
                "breakdown" if "breakdown" in one.dimensions else ALL,
            )
            for one in header.grain
        )

    def told(self, header: IndicatorHeader, cells: pl.DataFrame) -> pl.DataFrame:
        """The cells that the plan lets out, and the totals that they make."""
        return cells.filter(pl.any_horizontal([one.rows() for one in self.grains(header)]))


@cache
def plan() -> Plan:
    """The plan of data_contracts/publication.yaml; ContractError names the place of what is wrong."""
    written = read_yaml(FILE)
    tables = written.entry("tables")
    return Plan(
        closing_months=int(written.number("closing_months")),
        tables={name: tuple(_grains(tables, name)) for name in tables.content},
        links=tuple(_links(written)),
    )


def _grains(tables: Entry, name: str) -> Iterator[TableGrain]:
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


def _links(written: Entry) -> Iterator[Link]:
    for one in written.entries("equal"):
        yield Link(_side(one.entry("a")), _side(one.entry("b")), is_equal=True)
    for one in written.entries("at_most"):
        guard: Guard = "small" if one.has("guard") else "never"
        yield Link(_side(one.entry("a")), _side(one.entry("b")), is_equal=False, guard=guard)
    for one in written.entries("made_of"):
        yield from _made_of(one)


def _side(entry: Entry) -> Side:
    if unknown := sorted(set(entry.content) - set(_SIDE)):
        raise ContractError(f"{entry.place}.{unknown[0]}: write only {', '.join(_SIDE)}.")
    entry.text("indicator")
    return {
        name: entry.texts(name) if isinstance(value, list) else (str(value),)
        for name, value in entry.content.items()
    }


def _made_of(entry: Entry) -> Iterator[Link]:
    """One link for each category of `b`: the sum of the categories of `a` that belong to it."""
    a, b = _side(entry.entry("a")), _side(entry.entry("b"))
    column = entry.text("column")
    groups = {one.code: one.fields.get(column) for one in code_list(entry.text("list"))}
    usual = entry.text("otherwise") if entry.has("otherwise") else ""
    known = {one.code for one in categories(b["breakdown"][0])}
    parts: dict[str, list[str]] = {}
    for one in categories(a["breakdown"][0]):
        group = groups.get(one.code) or usual or (one.code if one.code in known else "")
        parts.setdefault(group, []).append(one.code)
    for group, codes in parts.items():
        yield Link({**a, "category": tuple(codes)}, {**b, "category": (group,)}, is_equal=True)
