"""What linear programs leave open in small pieces is solved in whole numbers."""

from __future__ import annotations

import numpy as np

from pipelines.auditing.ranges import Ranges
from pipelines.auditing.solver import Piece, Program
from pipelines.auditing.system import Whole


def prove(ranges: Ranges, columns: Whole, piece: Piece, targets: Whole) -> None:
    """Gives each target (a position within the piece) the floor in whole numbers, or its range.

    A piece with linear solutions and none in whole numbers is impossible.
    """
    left = targets[~ranges.is_proven(columns[targets])]
    if not len(left):
        return
    program = Program(piece, in_whole_numbers=True)
    for target in left.tolist():
        for sign in (-1.0, 1.0):
            if not ranges.is_proven(columns[[target]])[0]:
                _one_end(program, ranges, columns, target, sign)
        if ranges.impossible and ranges.impossible[-1] is columns:
            return


def _one_end(program: Program, ranges: Ranges, columns: Whole, target: int, sign: float) -> None:
    solution = program.least(np.array([target]), np.array([sign]))
    ranges.programs += 1
    if solution.is_infeasible:
        ranges.impossible.append(columns)
    if solution.x is not None:
        ranges.reach(columns, np.rint(solution.x))
    bound = {"low": solution.bound} if sign > 0 else {"high": -solution.bound}
    ranges.narrow(int(columns[target]), **bound)
