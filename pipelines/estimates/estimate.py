"""One estimate: what is worked out, the words to read it with, and from which indicators.

Its words stand in the YAML file beside its module, under the same name; what a column means stands
once, in columns.yaml, for every table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from pipelines.contracts import Words, words
from pipelines.contracts.files import Entry, parse_yaml
from pipelines.errors import ContractError
from pipelines.estimates.told import Tables

Compute: TypeAlias = Callable[[Tables], pl.DataFrame]
_HERE: Final = Path(__file__).parent


@dataclass(frozen=True)
class Column:
    """One column of an estimate and what it means."""

    name: str
    meaning: Words


@dataclass(frozen=True)
class Estimate:
    """A pure function from released tables to one tidy table, and its words.

    `indicators` names those that must be there. It sees these alone, or, when it `sees_all`, every
    indicator of the release.
    """

    name: str
    title: Words
    reading: Words
    method: Words
    source: str
    indicators: tuple[str, ...]
    sees_all: bool
    columns: tuple[Column, ...]
    compute: Compute

    def table(self, tables: Tables) -> pl.DataFrame:
        """The table of these released ones, its columns in the order in which they are explained.

        Without rows it has no columns either: there is nothing to tell.

        Raises ContractError when the function gives other columns than its words explain.
        """
        made = self.compute(tables)
        if made.is_empty():
            return pl.DataFrame()
        asked = [column.name for column in self.columns]
        if odd := sorted(set(asked) ^ set(made.columns)):
            raise ContractError(f"estimates/{self.name}.yaml: {odd[0]!r}: explain what it gives.")
        return made.select(asked)


def estimate(compute: Compute) -> Estimate:
    """The estimate of a function, with the words of the YAML file of its module.

    Raises ContractError naming the file and the key that lacks.
    """
    name = compute.__module__.rpartition(".")[2]
    written = _read(f"{name}.yaml")
    return Estimate(
        name=name,
        title=words(written.entry("title")),
        reading=words(written.entry("reading")),
        method=words(written.entry("method")),
        source=written.text("source"),
        indicators=written.texts("indicators"),
        sees_all=written.is_true("sees_all"),
        columns=tuple(column(name) for name in written.texts("columns")),
        compute=compute,
    )


def column(name: str) -> Column:
    """A column with its meaning; raises ContractError when columns.yaml does not explain it."""
    return Column(name, words(_columns().entry(name)))


@cache
def _columns() -> Entry:
    return _read("columns.yaml")


def _read(name: str) -> Entry:
    return parse_yaml((_HERE / name).read_text("utf-8"), f"estimates/{name}:")
