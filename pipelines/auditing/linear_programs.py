"""Pieces are tried with linear programs: each count from where the last one ended.

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
FEWEST = 4  # counts that are pushed together: fewer are as quick one by one
PAYS_FROM = 200  # counts a target: a round over the piece that settles fewer is not worth it


def solve(ranges: Ranges, columns: Whole, piece: Piece, targets: Whole, effort: Effort) -> int:
    """Tries to reach the floor for each target; returns how many were left undecided."""
    left = np.random.default_rng(len(targets)).permutation(targets)
    if ranges.is_wide(columns[left]).all():
        return 0
    is_warm = len(columns) <= effort.warm
    program = Program(piece, inside=not is_warm)
    if is_warm:
        _many_at_once(program, ranges, columns, left)
    else:
        middle = _all_at_once(program, ranges, columns, targets)
        if middle is not None:
            around(ranges, columns, piece, targets, middle)
    affordable = int(effort.work // len(columns))
    for target in left.tolist():
        if ranges.impossible and ranges.impossible[-1] is columns:
            return 0
        if affordable > 0 and not ranges.is_wide(columns[[target]])[0]:
            affordable -= _one(program, ranges, columns, target)
    return int(np.sum(~ranges.is_wide(columns[targets])))


def _many_at_once(program: Program, ranges: Ranges, columns: Whole, targets: Whole) -> None:
    """Pushes a share of those that are not wide yet up; a smaller share when few became wide."""
    generator = np.random.default_rng(len(columns))  # any prices do: the same ones each time
    left = targets
    share = len(left)
    while len(left) and share >= FEWEST:
        chosen = left[:share]
        x = _run(program, ranges, columns, chosen, -generator.uniform(0.5, 1.0, len(chosen))).x
        if x is None:
            return
        before, left = len(left), left[~ranges.is_wide(columns[left])]
        left = np.roll(left, -share)
        if before - len(left) < share / 8:
            share //= 2


def _all_at_once(program: Program, ranges: Ranges, columns: Whole, targets: Whole) -> Real | None:
    """Pushes all that are not wide yet up and down; the mean of all solutions, or none."""
    generator = np.random.default_rng(len(columns))
    total, left, idle = np.zeros(len(columns)), targets, 0
    for turn in range(MOST_ROUNDS):
        # Prices that differ make a solution choose, where all that is free is shared by many.
        x = _run(program, ranges, columns, left, _prices(generator, len(left), turn)).x
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
