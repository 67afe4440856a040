"""Programmes solved by HiGHS (Huangfu and Hall 2018)."""

from __future__ import annotations

import highspy
import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.programme import Objective, Programme


def solved(programme: Programme, objective: Objective, *, whole: bool) -> NDArray[np.float64] | None:
    """The variables, `whole` or as shares, at a minimum of the objective; None where the rows contradict each other.

    Raises RuntimeError where the solver gives up.
    """
    solver = solver_of(programme, objective, whole=whole)
    solver.run()
    status = solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"programming: the solver gave up: {solver.modelStatusToString(status)}")
    return np.asarray(solver.getSolution().col_value, dtype=np.float64)


def solver_of(programme: Programme, objective: Objective, *, whole: bool) -> highspy.Highs:
    """A solver that holds the programme, with a gap of zero."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.passModel(_model(programme, objective, whole=whole))
    return solver


def _model(programme: Programme, objective: Objective, *, whole: bool) -> highspy.HighsLp:
    n, rows = programme.variables, [row for row in programme.rows if row.coefficients]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = n, len(rows)
    cost = np.zeros(n)
    cost[list(objective)] = list(objective.values())
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, np.zeros(n), np.ones(n)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * n
    model.row_lower_, model.row_upper_ = np.array([row.low for row in rows]), np.array([row.high for row in rows])
    matrix = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.cumsum([0, *(len(row.coefficients) for row in rows)])
    matrix.index_ = np.array([i for row in rows for i in row.coefficients], dtype=np.int32)
    matrix.value_ = np.array([weight for row in rows for weight in row.coefficients.values()], dtype=np.float64)
    return model
