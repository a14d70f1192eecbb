"""Which cells of all tables together are published, with whole-number proof that it is safe.

One system for each calendar year: visitor codes are new every year, and years are told apart. The
year itself is told exactly, its months and quarters as the ranges that rounded counts stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.disclosure.book import CELL, Book, relations, sparse
from pipelines.disclosure.links import write_links
from pipelines.disclosure.plan import Plan
from pipelines.disclosure.rules import EXACT, ROUND_TO, SMALLEST_COUNT
from pipelines.disclosure.ties import write_down
from pipelines.suppression.certificate import Certificate
from pipelines.suppression.pattern import Status
from pipelines.suppression.protection import protect
from pipelines.suppression.system import Kind, System
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import IndicatorHeader

WORKERS = 2  # HiGHS lets other threads run while it searches
DEARER_PER_TOTAL = 2.0  # a cell costs so many times more for each dimension that it is a total over

VERDICTS = {
    Status.PUBLISHED: "shown",
    Status.HIDDEN_SMALL: "hidden_small",
    Status.HIDDEN_OTHER: "hidden_to_protect",
    Status.HIDDEN_UNLABELLED: "hidden",
    Status.KNOWN: "known",
}


@dataclass(frozen=True)
class Certified:
    """`verdicts` has CELL and `verdict` of every cell; `certificate` is confidential."""

    verdicts: pl.DataFrame
    certificate: Certificate
    primary: int
    secondary: int
    short: int


def certified(tables: Sequence[tuple[IndicatorHeader, pl.DataFrame]], plan: Plan) -> Certified:
    """The verdict on every cell of these tables (completed, with true counts) of one year."""
    book = Book()
    for header, table in tables:
        write_down(book, header, table)
    write_links(book, plan.links)
    cells = pl.concat(book.cells)
    found = protect(_system(book, cells), workers=WORKERS)
    status = found.pattern.status
    names = pl.Series("verdict", [VERDICTS.get(Status(s), "unseen") for s in status.tolist()])
    verdicts = cells.with_columns(names).filter(pl.col("indicator") != "")
    return Certified(
        verdicts.select(*CELL, "verdict"),
        found.certificate,
        primary=int((status == Status.HIDDEN_SMALL).sum()),
        secondary=int((status == Status.HIDDEN_OTHER).sum()),
        short=len(found.short),
    )


def _system(book: Book, cells: pl.DataFrame) -> System:
    counts = cells["count"].to_numpy().astype(np.int64)
    is_rounded = cells.select(
        (pl.col("kind") == int(Kind.SHOWN))
        & (pl.col("period_type") != EXACT)
        & (pl.col("count") >= SMALLEST_COUNT)
    ).to_series()
    nearest = (counts + ROUND_TO // 2) // ROUND_TO * ROUND_TO
    low = np.maximum(nearest - ROUND_TO // 2, SMALLEST_COUNT)
    high = nearest + (ROUND_TO - 1) // 2
    rounded = is_rounded.to_numpy()
    return System(
        counts=counts,
        relations=sparse(relations(book), len(counts)),
        kinds=cells["kind"].to_numpy().astype(np.int8),
        is_primary=cells["is_primary"].to_numpy(),
        cost=_cost(cells),
        last_hidden=np.zeros(len(counts), np.bool_),
        low=np.where(rounded, low, counts),
        high=np.where(rounded, high, counts),
    )


def _cost(cells: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Small and fine cells are hidden before large ones and totals."""
    totals = pl.sum_horizontal((pl.col(name) == ALL).cast(pl.Int64) for name in _TOTALS)
    price = (1 + (1.0 + pl.col("count")).log()) * pl.lit(DEARER_PER_TOTAL).pow(totals)
    cost: np.ndarray[tuple[int], np.dtype[np.float64]] = cells.select(price).to_series().to_numpy()
    return cost


_TOTALS = ("stek_id", "recht_code", "breakdown")
