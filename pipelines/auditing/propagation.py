"""What follows for each count from its relations one by one, over and over, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from pipelines.auditing.system import FREE, Matrix, Real, System, Truth, Whole

MOST_SWEEPS = 200  # bounds that still move then move by one a time: linear programs take over
SLACK = 1e-6  # above what sums of whole numbers and rates lose, below any step of one


@dataclass(frozen=True)
class Propagated:
    """The system with the bounds that follow, and the numbers of relations that cannot hold.

    A relation that cannot hold is left out of what follows.
    """

    system: System
    broken: Whole


@dataclass(frozen=True)
class _Implied:
    """What some relations say of their columns: bounds per entry, and which relations are broken."""

    entry_row: Whole
    column: Whole
    low: Real
    high: Real
    is_broken: Truth


def propagated(system: System) -> Propagated:
    """Narrows all bounds until nothing moves, or MOST_SWEEPS are done."""
    low, high = system.low.copy(), system.high.copy()
    is_kept = np.ones(system.matrix.shape[0], dtype=bool)
    by_column = system.matrix.tocsc()
    rows = np.flatnonzero(is_kept)
    for _ in range(MOST_SWEEPS):
        implied = _implied(system, rows, low, high)
        is_kept[rows[implied.is_broken]] = False
        crossing, moved = _narrowed(implied, low, high)
        is_kept[rows[crossing]] = False
        rows = np.unique(by_column[:, moved].indices).astype(np.int64)
        rows = rows[is_kept[rows]]
        if not len(rows):
            break
    return Propagated(replace(system, low=low, high=high), np.flatnonzero(~is_kept))


def activities(matrix: Matrix, low: Real, high: Real) -> tuple[Real, Real]:
    """The least and the most that each relation's terms can sum to."""
    entries = matrix.tocoo()
    least, most = _terms(entries.data, low[entries.col], high[entries.col])
    count = matrix.shape[0]
    least_finite, least_free = _sums(entries.row, least, count)
    most_finite, most_free = _sums(entries.row, most, count)
    return (
        np.where(least_free > 0, -FREE, least_finite),
        np.where(most_free > 0, FREE, most_finite),
    )


def _terms(coefficient: Real, low: Real, high: Real) -> tuple[Real, Real]:
    is_up = coefficient > 0
    return coefficient * np.where(is_up, low, high), coefficient * np.where(is_up, high, low)


def _sums(row: Whole, terms: Real, count: int) -> tuple[Real, Real]:
    """Per row the sum of the finite terms, and how many are not finite."""
    is_free = np.isinf(terms)
    finite = np.bincount(row, np.where(is_free, 0.0, terms), minlength=count)
    free = np.bincount(row, is_free, minlength=count)
    return finite.astype(np.float64), free.astype(np.float64)


def _others(row: Whole, terms: Real, count: int, unknown: float) -> tuple[Real, Real]:
    """Per row the sum of all terms, and per entry that of all the others."""
    finite, free = _sums(row, terms, count)
    is_free = np.isinf(terms)
    others = finite[row] - np.where(is_free, 0.0, terms)
    return (
        np.where(free > 0, unknown, finite),
        np.where(free[row] - is_free > 0, unknown, others),
    )


def _implied(system: System, rows: Whole, low: Real, high: Real) -> _Implied:
    entries = system.matrix[rows].tocoo()
    row, column, coefficient = entries.row.astype(np.int64), entries.col, entries.data
    least, most = _terms(coefficient, low[column], high[column])
    row_low, row_high = system.row_low[rows], system.row_high[rows]
    sum_least, others_least = _others(row, least, len(rows), -FREE)
    sum_most, others_most = _others(row, most, len(rows), FREE)
    at_most = (row_high[row] - others_least) / coefficient
    at_least = (row_low[row] - others_most) / coefficient
    is_up = coefficient > 0
    return _Implied(
        row,
        column.astype(np.int64),
        np.ceil(np.where(is_up, at_least, at_most) - SLACK),
        np.floor(np.where(is_up, at_most, at_least) + SLACK),
        (sum_least > row_high + SLACK) | (sum_most < row_low - SLACK),
    )


def _narrowed(implied: _Implied, low: Real, high: Real) -> tuple[Whole, Whole]:
    """Narrows the bounds in place; the rows that would cross them, and the columns that moved.

    A row that would cross is broken; where only two together do, the one that lifts the least is.
    """
    holds = ~implied.is_broken[implied.entry_row]
    row, column = implied.entry_row[holds], implied.column[holds]
    new_low, new_high = implied.low[holds], implied.high[holds]
    lows, highs = low.copy(), high.copy()
    np.minimum.at(highs, column, new_high)
    np.maximum.at(lows, column, new_low)
    is_crossed = lows > highs
    guilty = is_crossed[column] & ((new_low > highs[column]) | (new_high < low[column]))
    moved = ((lows > low) | (highs < high)) & ~is_crossed
    low[moved], high[moved] = lows[moved], highs[moved]
    return np.unique(row[guilty]), np.flatnonzero(moved)
