"""What changed between two releases that a reader can hold beside each other: G7 of the guarantee."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from pipelines.auditing.findings import Finding, found
from pipelines.auditing.knowing import Reading
from pipelines.auditing.knowledge import HIDDEN
from pipelines.auditing.propagation import propagated
from pipelines.auditing.published import Published
from pipelines.auditing.structure import KEY
from pipelines.auditing.system import Matrix, Real, Truth, Whole

_SHOWN = ("published", "zero")


def changed_tables(now: Published, then: Published) -> list[str]:
    """The tables that both releases have, with other bytes."""
    shared = now.digests.keys() & then.digests.keys()
    return sorted(name for name in shared if now.digests[name] != then.digests[name])


def changes(now: Published, then: Published) -> Iterator[Finding]:
    """Published counts that moved by a few persons, and counts that turned hidden or shown."""
    both = _both(now, then)
    k = now.structure.profile.smallest_count
    final = both.filter(pl.col("status").is_in(_SHOWN), pl.col("status_then").is_in(_SHOWN))
    moves = [
        (pl.col(name).fill_null(0) - pl.col(f"{name}_then").fill_null(0)).abs().is_between(1, k - 1)
        & pl.col(name).is_not_null()
        & pl.col(f"{name}_then").is_not_null()
        for name in ("numerator", "denominator")
    ]
    yield from found("changed_by_few", final.filter(pl.any_horizontal(moves)))
    is_shown, was_shown = pl.col("status").is_in(_SHOWN), pl.col("status_then").is_in(_SHOWN)
    is_hidden, was_hidden = pl.col("status").is_in(HIDDEN), pl.col("status_then").is_in(HIDDEN)
    yield from found("flipped", both.filter((is_shown & was_hidden) | (is_hidden & was_shown)))


def moved_while_provisional(now: Published, then: Published) -> int:
    """How many cells say something else now and were provisional before, or still are."""
    both = _both(now, then)
    is_provisional = pl.col("status_then") == "provisional"
    is_other = (pl.col("status") != pl.col("status_then")) | pl.col("numerator").ne_missing(
        pl.col("numerator_then")
    )
    return both.filter(is_provisional | (pl.col("status") == "provisional"), is_other).height


def derived_changes(now: Reading, then: Reading, k: int) -> Iterator[Finding]:
    """Hidden cells of one relation that together changed by a few persons, by what is published."""
    low, high, is_told, is_exact_profile = _then_of(now, then)
    known = propagated(now.system).system
    matrix, is_sum = now.system.matrix, (now.system.row_low == 0) & (now.system.row_high == 0)
    is_known = (known.low == known.high) & (low == high)
    change = np.where(is_known, known.low - np.where(is_known, low, 0.0), 0.0)
    net = np.abs(matrix @ change)
    usable = is_sum & (_count(matrix, ~(is_told & is_exact_profile)) == 0)
    rows = np.flatnonzero(usable & (_count(matrix, ~is_known) > 0) & (net >= 1) & (net < k))
    for row in rows.tolist():
        hidden = [column for column in matrix[row].indices if not is_known[column]]
        name = now.system.row_names[now.system.row_name[row]]
        yield Finding("change_derived", now.cells.select(KEY).row(int(min(hidden))), name)


def _both(now: Published, then: Published) -> pl.DataFrame:
    changed = changed_tables(now, then)
    return now.rows.filter(pl.col("indicator").is_in(changed)).join(
        then.rows, on=KEY, suffix="_then"
    )


def _then_of(now: Reading, then: Reading) -> tuple[Real, Real, Truth, Truth]:
    """For each cell of now what followed for it then, whether it was told, and both exactly."""
    known = propagated(then.system).system
    told = then.cells.select(*KEY, "status", then_low=known.low, then_high=known.high)
    both = now.cells.join(told, on=KEY, how="left", suffix="_then", maintain_order="left")
    provisional = (pl.col("status") == "provisional") | (pl.col("status_then") == "provisional")
    return (
        both["then_low"].fill_null(-np.inf).to_numpy(),
        both["then_high"].fill_null(np.inf).to_numpy(),
        both["then_low"].is_not_null().to_numpy(),
        both.select(~provisional.fill_null(value=False)).to_series().to_numpy(),
    )


def _count(matrix: Matrix, is_counted: Truth) -> Whole:
    """Per relation how many of its cells are counted."""
    entries = matrix.tocoo()
    counts = np.bincount(entries.row, is_counted[entries.col], minlength=matrix.shape[0])
    return counts.astype(np.int64)
