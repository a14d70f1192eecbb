"""Terms of relations: which cell stands in which relation, with which coefficient."""

from __future__ import annotations

import polars as pl


def numbered(terms: pl.DataFrame, by: str | list[str]) -> pl.DataFrame:
    """The terms with the number of the relation that they stand in, one for each `by`."""
    number = pl.struct(by).rank("dense").cast(pl.Int64) - 1
    return terms.select(number.alias("row"), "id", pl.col("coefficient").cast(pl.Float64))


def sums_of(paired: pl.DataFrame, also_by: tuple[str, ...] = ()) -> pl.DataFrame:
    """Parts (id) minus their total: one relation for each total, and each of `also_by`."""
    by = ["total", *also_by]
    parts = paired.select(*by, "id", coefficient=pl.lit(1.0))
    totals = paired.select(by).unique().with_columns(id="total", coefficient=pl.lit(-1.0))
    return numbered(pl.concat([parts, totals.select(parts.columns)]), by)


def pairs_of(paired: pl.DataFrame) -> pl.DataFrame:
    """Each part (id) minus its total."""
    each = paired.select("id", "total").with_row_index("pair")
    parts = each.select("pair", "id", coefficient=pl.lit(1.0))
    totals = each.select("pair", id="total", coefficient=pl.lit(-1.0))
    return numbered(pl.concat([parts, totals]), "pair")
