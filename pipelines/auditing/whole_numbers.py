"""Small pieces are solved outright: the least and the most of each count in whole numbers."""

from __future__ import annotations

import numpy as np

from pipelines.auditing.ranges import Ranges
from pipelines.auditing.solver import Piece, Program
from pipelines.auditing.system import Whole


def solve(ranges: Ranges, columns: Whole, piece: Piece, targets: Whole) -> None:
    """Settles the targets (positions within the piece) exactly, or as far as the node limit goes."""
    program = Program(piece, in_whole_numbers=True)
    if not _all_at_once(program, ranges, columns, targets):
        ranges.impossible.append(columns)
        return
    for target in targets:
        for sign in (1.0, -1.0):
            _one_end(program, ranges, columns, int(target), sign)


def _all_at_once(program: Program, ranges: Ranges, columns: Whole, targets: Whole) -> bool:
    """Pushes all targets down together, then up: one solution settles the end of many."""
    return all(_run(program, ranges, columns, targets, sign)[0] for sign in (1.0, -1.0))


def _one_end(program: Program, ranges: Ranges, columns: Whole, target: int, sign: float) -> None:
    column = int(columns[target])
    if sign > 0 and ranges.least[column] <= ranges.low[column]:
        return
    if sign < 0 and ranges.most[column] >= ranges.high[column]:
        return
    _, bound = _run(program, ranges, columns, np.array([target]), sign)
    if sign > 0:
        ranges.narrow(column, low=bound)
    else:
        ranges.narrow(column, high=-bound)


def _run(
    program: Program, ranges: Ranges, columns: Whole, targets: Whole, sign: float
) -> tuple[bool, float]:
    """Whether there is any solution, and what no solution goes below."""
    solution = program.least(targets, np.full(len(targets), sign))
    ranges.programs += 1
    if solution.x is not None:
        ranges.reach(columns, np.round(solution.x))
    return not solution.is_infeasible, solution.bound
