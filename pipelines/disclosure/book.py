"""A book of numbered cells and of the relations between them, filled table by table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np
import polars as pl

from pipelines.disclosure.cells import KEY
from pipelines.suppression.system import Kind

SMALLEST_COUNT: Final = 5  # README "Privacy": fewer persons than this are never shown
CELL: Final = ("indicator", *KEY)
Guarded: Final = {
    "never": pl.lit(value=False),
    "small": pl.col("count") < SMALLEST_COUNT,
    "always": pl.lit(value=True),
}
Guard = Literal["never", "small", "always"]


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

        `pairs` has the numbers of a `whole` and a `part`, and the `tie` that they belong to. What
        more or less there is becomes an unseen cell, guarded when it must not be worked out.
        """
        if pairs.is_empty():
            return
        keys = pairs.select("tie").unique(maintain_order=True)
        keys = keys.with_row_index("relation", offset=self.n_relations)
        self.n_relations += keys.height
        tied = pairs.join(keys, on="tie", maintain_order="left")
        wholes = tied.select("relation", number="whole").unique(maintain_order=True)
        terms = [_terms(tied.select("relation", number="part"), 1), _terms(wholes, -1)]
        if slack:
            unseen = self._difference(pl.concat(terms), slack, guard)
            terms.append(_terms(unseen, slack))
        self.terms.extend(terms)

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


def _terms(cells: pl.DataFrame, sign: int) -> pl.DataFrame:
    return cells.select(
        pl.col("relation").cast(pl.Int64),
        pl.col("number").cast(pl.Int64),
        pl.lit(sign, pl.Int64).alias("sign"),
    )


def merged(book: Book, names: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cells and terms of a book in which linked counts are one cell, numbered from 0.

    `names` gives (`indicator`, `outcome`) that count the same one `name`. Raises nothing: whether
    linked counts are equal is for the caller to see in `count_differs`.
    """
    cells = pl.concat(book.cells).join(names, on=["indicator", "outcome"], how="left")
    rest = [name for name in KEY if name != "outcome"]
    first = (
        pl.when(pl.col("name").is_null())
        .then("number")
        .otherwise(pl.col("number").min().over("name", *rest))
    )
    cells = cells.with_columns(first=first).with_columns(
        count_differs=pl.col("count").n_unique().over("first") > 1
    )
    order = cells.select("first").unique().sort("first").with_row_index("cell")
    cells = cells.join(order.with_columns(pl.col("cell").cast(pl.Int64)), on="first")
    terms = (
        pl.concat(book.terms)
        .join(cells.select("number", "cell"), on="number")
        .group_by("relation", "cell")
        .agg(pl.col("sign").sum())
        .filter(pl.col("sign") != 0)
        .sort("relation", "cell")
    )
    return cells.sort("cell", "number"), _without_twins(terms)


def _without_twins(terms: pl.DataFrame) -> pl.DataFrame:
    """Relations that say the same are kept once; numbered anew."""
    said = terms.group_by("relation", maintain_order=True).agg("cell", "sign")
    once = said.unique(["cell", "sign"], keep="first", maintain_order=True).drop("relation")
    return once.with_row_index("relation").explode("cell", "sign")


def sparse(terms: pl.DataFrame, n_cells: int) -> object:
    """The relations as a CSR array of int64, one row a relation."""
    from scipy.sparse import csr_array

    n_relations = int(terms["relation"].n_unique())
    places = (terms["relation"].to_numpy(), terms["cell"].to_numpy())
    values = terms["sign"].to_numpy().astype(np.int64)
    return csr_array((values, places), shape=(n_relations, n_cells), dtype=np.int64)
