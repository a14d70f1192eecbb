"""Lookups: each different text of a column is read once, and the reading joined back to its rows.

What people choose from a list costs next to nothing this way, however many rows there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

REPAIRS = pl.Schema(
    {"delivery": pl.UInt32, "kind": pl.String, "column": pl.String, "count": pl.UInt32}
)


@dataclass(frozen=True)
class Reading:
    """What a text means, None when nothing; the repairs it took; whether it is no such thing."""

    value: object = field(repr=False)
    kinds: tuple[str, ...] = ()
    is_unread: bool = False


@dataclass(frozen=True)
class ColumnCast:
    """One column read: a value and `is_unread` for each row, and the repairs by delivery."""

    values: pl.Series = field(repr=False)
    is_unread: pl.Series = field(repr=False)
    repairs: pl.DataFrame


def look_up(
    column: str,
    rows: pl.DataFrame,
    keys: Sequence[str],
    read: Callable[..., Reading],
    dtype: pl.DataType,
) -> ColumnCast:
    """Read the texts of a column; `read` gets a text and whatever the `keys` of its row say."""
    on = ["text", *keys]
    texts = rows.select("delivery", pl.col(column).alias("text"), *keys)
    different = texts.select(on).unique().drop_nulls("text")
    readings = [read(*key) for key in different.iter_rows()]
    if dtype == pl.String and all(
        r.value == key[0] and not r.kinds for r, key in zip(readings, different.rows(), strict=True)
    ):
        return as_it_is(rows[column])
    table = different.with_columns(
        pl.Series("value", [reading.value for reading in readings], dtype, strict=True),
        pl.Series("kind", [reading.kinds for reading in readings], pl.List(pl.String)),
        pl.Series("is_unread", [reading.is_unread for reading in readings], pl.Boolean),
    )
    joined = texts.join(
        table.drop("kind"), on=on, how="left", nulls_equal=True, maintain_order="left"
    )
    return ColumnCast(
        joined["value"], joined["is_unread"].fill_null(value=False), _counted(column, texts, table)
    )


def as_it_is(values: pl.Series) -> ColumnCast:
    """A column of text that needs no reading: as it comes from somebody who chose from a list."""
    return ColumnCast(values, values.is_null(), REPAIRS.to_frame())


def _counted(column: str, texts: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """The repairs of a column by delivery; most columns of most files need none."""
    repaired = table.filter(pl.col("kind").list.len() > 0)
    if repaired.is_empty():
        return REPAIRS.to_frame()
    on = [name for name in table.columns if name not in ("value", "kind", "is_unread")]
    kinds = repaired.select(*on, "kind").explode("kind")
    counts = texts.join(kinds, on=on, how="inner", nulls_equal=True)
    return (
        counts.group_by("delivery", "kind")
        .agg(pl.len().alias("count"))
        .select("delivery", "kind", pl.lit(column).alias("column"), "count")
        .cast(REPAIRS)
    )
