"""The publication plan: which tables leave the house, and what a reader can add up over several.

`data_contracts/publication.yaml` says it once; disclosure control protects by it, and release.json
passes the links on to whoever checks the protection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, get_args

import polars as pl

from pipelines.contracts import code_list
from pipelines.contracts.breakdowns import categories
from pipelines.contracts.files import Entry, read_yaml
from pipelines.disclosure.book import Guard
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.plan_tables import TableGrain, grains_of, reasons_of
from pipelines.errors import ContractError
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import IndicatorHeader

FILE: Final = "publication.yaml"
Side = Mapping[str, tuple[str, ...]]
_SIDE: Final = ("indicator", "outcome", "recht_code", "breakdown", "category")


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
    """What is published: grains by indicator (those of its header when it is not named), links.

    `stays` says, by indicator and grain, why a table is told of which more than half may be hidden.
    """

    closing_months: int
    tables: Mapping[str, tuple[TableGrain, ...]]
    links: tuple[Link, ...]
    stays: Mapping[tuple[str, str], str] = field(default_factory=dict)

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
        tables={name: tuple(grains_of(tables, name)) for name in tables.content},
        links=tuple(links_of(written)),
        stays=dict(reasons_of(written.entry("stays"))) if written.has("stays") else {},
    )


def links_of(written: Entry) -> Iterator[Link]:
    """What is written of counts that are, or are at most, others; ContractError where it is wrong."""
    for one in written.entries("equal"):
        yield Link(_side(one.entry("a")), _side(one.entry("b")), is_equal=True)
    for one in written.entries("at_most"):
        yield Link(_side(one.entry("a")), _side(one.entry("b")), is_equal=False, guard=_guard(one))
    for one in written.entries("made_of"):
        yield from _made_of(one)


def _guard(entry: Entry) -> Guard:
    """Nothing is guarded where nothing is written; a misspelt guard would guard nothing."""
    if not entry.has("guard"):
        return "never"
    allowed: tuple[Guard, ...] = get_args(Guard)
    for guard in allowed:
        if guard == entry.content["guard"]:
            return guard
    raise ContractError(f"{entry.place}.guard: write one of {', '.join(allowed)}.")


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
