"""A book of numbered cells and of the relations between them, filled table by table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import polars as pl

from pipelines.disclosure.cells import KEY
from pipelines.disclosure.rules import SMALLEST_COUNT
from pipelines.suppression.system import Kind

CELL: Final = ("indicator", *KEY)
Guarded: Final = {
    "never": pl.lit(value=False),
    "small": pl.col("count") < SMALLEST_COUNT,
    "always": pl.lit(value=True),
}
Guard = Literal["never", "small", "always"]
_TERMS: Final = pl.DataFrame(schema=dict.fromkeys(("relation", "number", "sign"), pl.Int64()))


@dataclass
class Book:
    """Cells (`number`, CELL, `count`, `kind`, `is_primary`) and terms (`relation`, `number`, `sign`).

    The signed counts of the terms of one relation add up to zero.
    """

    cells: list[pl.DataFrame] = field(default_factory=list)
    terms: list[pl.DataFrame] = field(default_factory=list)
    n_cells: int = 0
    n_relations: int = 0

    def add(self, cells: pl.DataFrame) -> pl.DataFrame:
        """Number these cells (CELL, `count`, `kind`, `is_primary`) and write them down."""
        numbered = cells.select(*CELL, "count", "kind", "is_primary").with_row_index(
            "number", offset=self.n_cells
        )
        numbered = numbered.with_columns(pl.col("number").cast(pl.Int64))
        self.n_cells += numbered.height
        self.cells.append(numbered)
        return numbered

    def tie(self, pairs: pl.DataFrame, *, slack: int = 0, guard: Guard = "never") -> None:
        """Each whole is the sum of its parts, of something more (slack 1) or less (-1) as well.

        `pairs` has the numbers of a `whole` and a `part`, and the `tie` that they belong to.
        """
        wholes = pairs.select("tie", number="whole").unique(maintain_order=True)
        parts = pairs.select("tie", number="part")
        self.relate(pl.concat([_signed(parts, 1), _signed(wholes, -1)]), slack=slack, guard=guard)

    def relate(self, terms: pl.DataFrame, *, slack: int = 0, guard: Guard = "never") -> None:
        """The signed counts of each `tie` (terms of `tie`, `number`, `sign`) add up to nothing.

        With a slack they do with an unseen cell more (1) or less (-1), guarded when it must not be
        worked out.
        """
        if terms.is_empty():
            return
        keys = terms.select("tie").unique(maintain_order=True)
        keys = keys.with_row_index("relation", offset=self.n_relations)
        self.n_relations += keys.height
        tied = terms.join(keys, on="tie", maintain_order="left").select(
            pl.col("relation", "number", "sign").cast(pl.Int64)
        )
        self.terms.append(tied)
        if slack:
            unseen = self._difference(tied, slack, guard)
            self.terms.append(unseen.with_columns(sign=pl.lit(slack, pl.Int64)))

    def _difference(self, terms: pl.DataFrame, slack: int, guard: Guard) -> pl.DataFrame:
        counts = pl.concat(self.cells).select("number", "count")
        sums = (
            terms.join(counts, on="number")
            .group_by("relation", maintain_order=True)
            .agg(count=-slack * (pl.col("sign") * pl.col("count")).sum())
        )
        unseen = self.add(
            sums.with_columns(
                *(pl.lit("", pl.String).alias(name) for name in CELL),
                kind=pl.lit(int(Kind.UNSEEN), pl.Int8),
            ).with_columns(is_primary=Guarded[guard])
        )
        return sums.select("relation").with_columns(number=unseen["number"])


def _signed(cells: pl.DataFrame, sign: int) -> pl.DataFrame:
    return cells.select("tie", "number", pl.lit(sign, pl.Int64).alias("sign"))


def relations(book: Book) -> pl.DataFrame:
    """The terms of the book (`relation`, `number`, `sign`); what is said twice is kept once."""
    terms = (
        pl.concat([_TERMS, *book.terms])
        .group_by("relation", "number")
        .agg(pl.col("sign").sum())
        .filter(pl.col("sign") != 0)
        .sort("relation", "number")
    )
    said = terms.group_by("relation", maintain_order=True).agg("number", "sign")
    once = said.unique(["number", "sign"], keep="first", maintain_order=True).drop("relation")
    return once.with_row_index("relation").explode("number", "sign")


def sparse(terms: pl.DataFrame, n_cells: int) -> object:
    """The relations as a CSR array of int64, one row a relation."""
    from scipy.sparse import csr_array

    n_relations = int(terms["relation"].n_unique())
    places = (terms["relation"].to_numpy(), terms["number"].to_numpy())
    values = terms["sign"].to_numpy().astype(np.int64)
    return csr_array((values, places), shape=(n_relations, n_cells), dtype=np.int64)
