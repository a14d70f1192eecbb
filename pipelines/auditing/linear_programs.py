"""Pieces are tried with linear programs: each count from where all are least.

A solution for one count takes many others along. Pieces too large for that are tried all counts at
once, then around each one; only what nothing settles is solved over the whole, up to a limit.
"""

from __future__ import annotations

import numpy as np

from pipelines.auditing.effort import Effort
from pipelines.auditing.neighbourhoods import around
from pipelines.auditing.ranges import Ranges
from pipelines.auditing.solver import Piece, Program, Solution
from pipelines.auditing.system import Real, Whole

MOST_ROUNDS = 40
PAYS_FROM = 200  # counts a target: a round over the piece that settles fewer is not worth it


def solve(ranges: Ranges, columns: Whole, piece: Piece, targets: Whole, effort: Effort) -> int:
    """Tries to reach the floor for each target; returns how many were left undecided."""
    affordable = 2 * len(targets)
    if len(columns) > effort.warm:
        affordable = int(effort.work // len(columns) ** 3)
        middle = _all_at_once(ranges, columns, piece, targets)
        if middle is not None:
            around(ranges, columns, piece, targets, middle)
    left = targets[~ranges.is_wide(columns[targets])]
    if len(left) and affordable and not _is_impossible(ranges, columns):
        _one_by_one(ranges, columns, piece, left, affordable)
    if _is_impossible(ranges, columns):
        return 0
    return int(np.sum(~ranges.is_wide(columns[targets])))


def _is_impossible(ranges: Ranges, columns: Whole) -> bool:
    return bool(ranges.impossible) and ranges.impossible[-1] is columns


def _one_by_one(
    ranges: Ranges, columns: Whole, piece: Piece, targets: Whole, affordable: int
) -> None:
    """Each target that is not wide yet, from where all are least: so few counts must move."""
    left = np.random.default_rng(len(targets)).permutation(targets)
    program = Program(piece)
    _run(program, ranges, columns, left, np.ones(len(left)))
    program.remember()
    for target in left.tolist():
        if affordable <= 0 or _is_impossible(ranges, columns):
            return
        if not ranges.is_wide(columns[[target]])[0]:
            program.return_()
            affordable -= _one(program, ranges, columns, target)


def _all_at_once(ranges: Ranges, columns: Whole, piece: Piece, targets: Whole) -> Real | None:
    """Pushes all that are not wide yet up and down; the mean of all solutions, or none."""
    generator = np.random.default_rng(len(columns))  # any prices do: the same ones each time
    program = Program(piece, inside=True)
    total, left, idle = np.zeros(len(columns)), targets, 0
    for turn in range(MOST_ROUNDS):
        # Prices that differ make a solution choose, where all that is free is shared by many.
        prices = _prices(generator, len(left), turn)
        # What has no most cannot be pushed to it.
        prices[(prices < 0) & np.isinf(piece.high[left])] = 0.0
        x = _run(program, ranges, columns, left, prices).x
        if x is None:
            return None
        total += np.asarray(x)
        before, left = len(left), left[~ranges.is_wide(columns[left])]
        idle = idle + 1 if (before - len(left)) * PAYS_FROM < len(columns) else 0
        if not len(left) or (turn > 2 and idle > 2):
            break
    return np.asarray(total / (turn + 1))


def _prices(generator: np.random.Generator, count: int, turn: int) -> Real:
    """All up, all down, then some up and some down and all up by turns."""
    prices = generator.uniform(0.5, 1.0, count)
    if turn < 2 or turn % 2:
        return prices if turn == 1 else -prices
    return np.asarray(prices * generator.choice([-1.0, 1.0], count))


def _one(program: Program, ranges: Ranges, columns: Whole, target: int) -> int:
    """The most of one count over its whole piece, then the least; returns the programs it took."""
    for taken, sign in enumerate((-1.0, 1.0), 1):
        solution = _run(program, ranges, columns, np.array([target]), np.array([sign]))
        bound = {"low": solution.bound} if sign > 0 else {"high": -solution.bound}
        ranges.narrow(int(columns[target]), **bound)
        if solution.is_unbounded:
            ranges.most[columns[target]] = np.inf
        if solution.x is None or ranges.is_wide(columns[[target]])[0]:
            return taken
    return 2


def _run(
    program: Program, ranges: Ranges, columns: Whole, targets: Whole, prices: Real
) -> Solution:
    solution = program.least(targets, prices)
    ranges.programs += 1
    if solution.x is not None:
        ranges.reach(columns, solution.x)
    elif solution.is_infeasible:
        ranges.impossible.append(columns)
    return solution
