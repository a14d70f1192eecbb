"""Which cells of all tables together are published, with whole-number proof that it is safe.

One system for each calendar year: visitor codes are new every year, and years are told apart. The
year itself is told exactly, its months and quarters as the ranges that rounded counts stand for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.disclosure.book import CELL, Book, relations, sparse
from pipelines.disclosure.cells import KEY
from pipelines.disclosure.links import write_links
from pipelines.disclosure.plan import Plan
from pipelines.disclosure.rules import EXACT, ROUND_TO, SMALLEST_COUNT
from pipelines.disclosure.ties import WHOLE, whole_name, write_down
from pipelines.errors import DisclosureError, FloorError
from pipelines.suppression.certificate import Certificate
from pipelines.suppression.pattern import Status
from pipelines.suppression.protection import protect
from pipelines.suppression.system import NEVER, Kind, System
from pipelines.warehouse.cells import ALL
from pipelines.warehouse.headers import IndicatorHeader

WORKERS = 2  # HiGHS lets other threads run while it searches
DEARER_PER_TOTAL = 2.0  # a cell costs so many times more for each dimension that it is a total over

# Where one half is small, its whole goes before the other half: were they equally dear, a reader who
# knows these rules could tell a half of nobody from one of a few (tests/disclosure/test_worlds.py).
WHOLES_CHEAPER = 0.25

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


def certified(
    tables: Sequence[tuple[IndicatorHeader, pl.DataFrame]],
    plan: Plan,
    before: Mapping[str, pl.DataFrame],
    corrected: Mapping[str, Sequence[str]],
) -> Certified:
    """The verdict on every cell of these tables (completed, with true counts) of one year.

    `before` has, by indicator, what the latest release showed. What it hid to protect others stays
    hidden, and what it showed and is still so stays shown, for a reader of both knows both; but for
    periods that are told to be `corrected`, by indicator.
    """
    book = Book()
    for header, table in tables:
        write_down(book, header, table)
    write_links(book, plan.links)
    told = pl.concat([_told(header, before, corrected) for header, _ in tables])
    cells = _with_before(pl.concat(book.cells), told)
    try:
        found = protect(_system(book, cells), workers=WORKERS)
    except FloorError as error:
        raise DisclosureError(_refusal(cells, error.cells)) from error
    status = found.pattern.status
    names = pl.Series("verdict", [VERDICTS.get(Status(s), "unseen") for s in status.tolist()])
    verdicts = cells.with_columns(names).filter(pl.col("indicator") != "")
    return Certified(verdicts.select(*CELL, "verdict"), found.certificate)


def _refusal(cells: pl.DataFrame, numbers: Sequence[int]) -> str:
    """Which tables tell too much, by grain and period: never which of their cells, nor a count."""
    where = (
        cells.filter(pl.col("number").is_in(list(numbers)), pl.col("indicator") != "")
        .select("indicator", "period", "breakdown")
        .unique()
        .sort(pl.all())
    )
    named = "; ".join(
        f"{indicator}, {period}" + (f", by {breakdown}" if breakdown != ALL else "")
        for indicator, period, breakdown in where.iter_rows()
    )
    return (
        f"Not released: {len(numbers)} small counts could be worked out, whatever else is hidden, "
        f"from what releases before told and what is new in this one: {named or 'between tables'}. "
        "Take what is new there out of data_contracts/publication.yaml, or wait for the next year."
    )


def _told(
    header: IndicatorHeader,
    before: Mapping[str, pl.DataFrame],
    corrected: Mapping[str, Sequence[str]],
) -> pl.DataFrame:
    """CELL, `numerator` and `status` of what one table showed before, its denominators too."""
    schema = {**dict.fromkeys(CELL, pl.String()), "numerator": pl.Int64(), "status": pl.String()}
    shown = before.get(header.name)
    if shown is None:
        return pl.DataFrame(schema=schema)
    rows = shown.filter(~pl.col("period").is_in(list(corrected.get(header.name, ()))))
    told = [rows.select(*KEY, "numerator", "status")]
    for of in {one.of for one in header.outcomes if len(one.of) > 1}:
        is_hidden = pl.col("denominator").is_null()
        told.append(
            rows.filter(pl.col("outcome") == of[0])
            .with_columns(
                outcome=pl.lit(whole_name(of)),
                numerator="denominator",
                status=pl.when(is_hidden).then(pl.lit("hidden")).otherwise(pl.lit("provisional")),
            )
            .select(*KEY, "numerator", "status")
        )
    return (
        pl.concat(told)
        .select(pl.lit(header.name).alias("indicator"), pl.all())
        .cast(pl.Schema(schema))
    )


def _with_before(cells: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """The cells with `was_hidden` (and is not small) and `was_told` (as it would be told now)."""
    is_large = (pl.col("kind") == int(Kind.SHOWN)) & (pl.col("count") >= SMALLEST_COUNT)
    nearest = (pl.col("count") + ROUND_TO // 2) // ROUND_TO * ROUND_TO
    was_hidden = pl.col("status").is_in(["hidden_to_protect", "hidden"])
    was_told = (pl.col("status") == "provisional") & (pl.col("numerator") == nearest)
    return cells.join(told, on=CELL, how="left", maintain_order="left").with_columns(
        was_hidden=(is_large & was_hidden).fill_null(value=False),
        was_told=(is_large & was_told).fill_null(value=False),
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
        cost=np.where(cells["was_told"].to_numpy(), NEVER, _cost(cells)),
        stays_hidden=cells["was_hidden"].to_numpy(),
        low=np.where(rounded, low, counts),
        high=np.where(rounded, high, counts),
    )


def _cost(cells: pl.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Small and fine cells are hidden before large ones and totals."""
    totals = pl.sum_horizontal((pl.col(name) == ALL).cast(pl.Int64) for name in _TOTALS)
    price = (1 + (1.0 + pl.col("count")).log()) * pl.lit(DEARER_PER_TOTAL).pow(totals)
    is_whole = pl.col("outcome").str.contains(WHOLE, literal=True)
    price *= pl.when(is_whole).then(WHOLES_CHEAPER).otherwise(1.0)
    cost: np.ndarray[tuple[int], np.dtype[np.float64]] = cells.select(price).to_series().to_numpy()
    return cost


_TOTALS = ("stek_id", "recht_code", "breakdown")
