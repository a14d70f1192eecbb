"""Which periods may still change: those of a year that is not closed yet."""

from __future__ import annotations

import polars as pl

from dashboards.views.telling import Teller


def open_from(teller: Teller) -> int | None:
    """The first row after the last year that was told exactly, which is told once and for all.

    None where every row is of a closed year, or where the table never tells of a year.
    """
    closed = teller.indicator.table.filter(pl.col("period_type") == "year")["period"].max()
    if not isinstance(closed, str):
        return None
    keys = [row.key for row in teller.view.rows]
    return next((place for place, key in enumerate(keys) if key[:4] > closed), None)
