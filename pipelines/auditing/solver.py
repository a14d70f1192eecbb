"""Linear and integer programs in HiGHS over one piece of a system.

Deterministic: one thread, a fixed seed, limits counted in nodes and not in seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from pipelines.auditing.system import Matrix, Real, Whole

Solver: TypeAlias = Any  # highspy ships no types

MOST_NODES = 1000
TOLERANCE = (
    1e-3  # of a solution without crossover; coefficients are whole, so vertices lie far apart
)


@dataclass(frozen=True)
class Piece:
    """low <= x <= high and row_low <= A x <= row_high, small enough to be solved at once."""

    matrix: Matrix
    low: Real
    high: Real
    row_low: Real
    row_high: Real


@dataclass(frozen=True)
class Solution:
    """A solution (none when there is none in reach), and what no solution goes below."""

    x: Real | None
    bound: float
    is_infeasible: bool = False
    is_unbounded: bool = False


class Program:
    """A piece in HiGHS, solved again and again for other costs."""

    def __init__(
        self, piece: Piece, *, in_whole_numbers: bool = False, inside: bool = False
    ) -> None:
        """`inside` stops at a point inside the optimal face: far quicker on large pieces."""
        import highspy

        self._solver: Solver = highspy.Highs.__new__(highspy.Highs)
        silent: Any = highspy.Highs.__mro__[1]  # the start of the class itself prints a banner
        silent.__init__(self._solver)
        self._solver.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS has no keywords
        self._is_integer = in_whole_numbers
        self._priced = np.zeros(0, dtype=np.int32)
        self._corner: Any = None
        _set(self._solver, in_whole_numbers=in_whole_numbers, inside=inside)
        self._solver.passModel(_model(piece, in_whole_numbers=in_whole_numbers))

    def least(self, columns: Whole, price: Real) -> Solution:
        """The least price of these columns and where it is reached; all others cost nothing."""
        import highspy

        self._charge(self._priced, np.zeros(len(self._priced)))
        self._priced = np.asarray(columns, dtype=np.int32)
        self._charge(self._priced, price)
        self._solver.run()
        status, states = self._solver.getModelStatus(), highspy.HighsModelStatus
        if status in {states.kInfeasible, states.kUnbounded}:
            is_infeasible = status == states.kInfeasible
            return Solution(None, -np.inf, is_infeasible, not is_infeasible)
        info = self._solver.getInfo()
        bound = info.mip_dual_bound if self._is_integer else info.objective_function_value
        if status == states.kOptimal:
            return Solution(np.array(self._solver.getSolution().col_value), bound)
        return Solution(None, bound if self._is_integer else -np.inf)

    def remember(self) -> None:
        """Keeps the corner that was reached last, for `return_` to go on from."""
        self._corner = self._solver.getBasis()

    def return_(self) -> None:
        """Goes back to the corner that was kept."""
        self._solver.setBasis(self._corner)

    def _charge(self, columns: Any, price: Real) -> None:  # noqa: ANN401 - 32 bits, as HiGHS has it
        self._solver.changeColsCost(len(columns), columns, price)


def _set(solver: Solver, *, in_whole_numbers: bool, inside: bool) -> None:
    options: dict[str, object] = {"threads": 1, "parallel": "off", "random_seed": 1}
    if not (in_whole_numbers or inside):
        # After a change of price a solution still holds: the primal simplex goes on from it. Sparse
        # tables have one corner many times over; perturbing their bounds only takes longer.
        options |= {"simplex_strategy": 4, "presolve": "off"}
        options["primal_simplex_bound_perturbation_multiplier"] = 0.0
    if in_whole_numbers:
        # Costs are whole, so that a gap below one is none.
        options |= {"mip_max_nodes": MOST_NODES, "mip_abs_gap": 0.5, "mip_rel_gap": 0.0}
    if inside:
        options |= {"solver": "ipm", "run_crossover": "off"}
    for name, value in options.items():
        solver.setOptionValue(name, value)


def _model(piece: Piece, *, in_whole_numbers: bool) -> Any:  # noqa: ANN401 - ships no types
    import highspy

    model, matrix = highspy.HighsLp(), piece.matrix.tocsc()
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = np.zeros(matrix.shape[1])
    model.col_lower_, model.col_upper_ = piece.low, piece.high
    model.row_lower_, model.row_upper_ = piece.row_low, piece.row_high
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_ = matrix.indptr, matrix.indices
    model.a_matrix_.value_ = matrix.data
    if in_whole_numbers:
        model.integrality_ = [highspy.HighsVarType.kInteger] * matrix.shape[1]
    return model
