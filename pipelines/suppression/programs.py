"""Linear programs in HiGHS, kept warm: the least price of a move that keeps every relation.

Deterministic: one thread, fixed options and seed, limits counted in nodes and not in seconds; the
clock is a safety only, far above what any block of ours takes.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from pipelines.suppression.system import Real, Relations, Whole

Solver: TypeAlias = Any  # highspy ships no types
Model: TypeAlias = Any

TOLERANCE = 1e-6  # HiGHS keeps its constraints to 1e-7
MOST_NODES = 500
SAFETY_S = 300.0


class Program:
    """min price @ x with matrix @ x == 0 and lower <= x <= upper."""

    def __init__(self, matrix: Relations, lower: Real, upper: Real, price: Real) -> None:
        self.matrix, self.lower, self.upper, self.price = matrix, lower, upper, price
        self._solver = self._made()

    def bound(self, columns: Whole, lower: Real, upper: Real) -> None:
        """Changes what the columns may be."""
        self.lower[columns], self.upper[columns] = lower, upper
        self._solver.changeColsBounds(len(columns), columns.astype(np.int32), lower, upper)

    def charge(self, columns: Whole, price: Real) -> None:
        """Changes the prices of the columns."""
        self.price[columns] = price
        self._solver.changeColsCost(len(columns), columns.astype(np.int32), price)

    def solved(self, *, afresh: bool = False) -> Real | None:
        """A cheapest solution, or none; afresh from the solution that moves nothing.

        That is the quicker start when prices are not negative and few columns must move.
        """
        if afresh:
            self._solver.setBasis()
        self._solver.run()
        if not self._is_optimal() and not self._is_infeasible():
            self._solver.clearSolver()
            self._solver.run()
        return np.array(self._solver.getSolution().col_value) if self._is_optimal() else None

    def solved_in_whole_numbers(self) -> Real | None:
        """A cheap solution in whole numbers, or none within the limit of nodes."""
        import highspy

        solver, columns = self._made(), len(self.price)
        for option, value in (
            ("presolve", "on"),
            ("mip_max_nodes", MOST_NODES),
            ("mip_rel_gap", 0.05),
        ):
            solver.setOptionValue(option, value)
        kinds = np.full(columns, highspy.HighsVarType.kInteger)
        solver.changeColsIntegrality(columns, np.arange(columns, dtype=np.int32), kinds)
        solver.run()
        found = (
            solver.getInfo().primal_solution_status
            == highspy.SolutionStatus.kSolutionStatusFeasible
        )
        return np.array(solver.getSolution().col_value) if found else None

    def _made(self) -> Solver:
        import highspy

        solver: Solver = highspy.Highs.__new__(highspy.Highs)
        silent: Any = highspy.Highs.__mro__[1]  # the start of the class itself prints a banner
        silent.__init__(solver)
        for option, value in (
            ("output_flag", False),
            ("threads", 1),
            ("parallel", "off"),
            ("random_seed", 0),
            ("presolve", "off"),
            ("time_limit", SAFETY_S),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._model())
        return solver

    def _model(self) -> Model:
        import highspy

        model, matrix = highspy.HighsLp(), self.matrix.tocsc()
        model.num_row_, model.num_col_ = matrix.shape
        model.col_cost_, model.col_lower_, model.col_upper_ = self.price, self.lower, self.upper
        model.row_lower_ = model.row_upper_ = np.zeros(matrix.shape[0])
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = matrix.indptr
        model.a_matrix_.index_ = matrix.indices
        model.a_matrix_.value_ = matrix.data.astype(np.float64)
        return model

    def _is_optimal(self) -> bool:
        import highspy

        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def _is_infeasible(self) -> bool:
        import highspy

        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible)


def whole(solution: Real, relations: Relations) -> Whole | None:
    """The solution in whole numbers when it is whole and keeps every relation; none otherwise."""
    rounded = np.rint(solution)
    if np.abs(solution - rounded).max(initial=0.0) > TOLERANCE:
        return None
    move = rounded.astype(np.int64)
    return None if (relations @ move).any() else move
