"""Large programmes to a stated gap: bounds of shares by conditions that are added as they are broken, then branches.

Of very many conditions x <= y few matter. The programme is solved in shares without them, those that the shares break
are added, and again, until none is broken or the bound moves no more (cutting planes: Dantzig, Fulkerson and Johnson
1954). Branch and bound (HiGHS: Huangfu and Hall 2018) then ends at the gap, or after so many nodes: a limit of time
would make the answer depend on the machine.
"""

from __future__ import annotations

from collections.abc import Callable

import highspy
import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.programme import Objective, Programme
from dirskg.graph.measures.solver import solver_of

_ROUNDS = 20
_STEP = 1e-4
Shares = NDArray[np.float64]


class Tightened:
    """A programme to be minimised; `least` is below what any choice costs, and rises as it is worked on."""

    def __init__(self, programme: Programme, objective: Objective) -> None:
        self._solver, self._size = solver_of(programme, objective, whole=False), programme.decisions
        self.least = -np.inf

    def tighten(self, broken: Callable[[Shares], NDArray[np.int64]]) -> bool:
        """Add the conditions x <= y that shares break, given as rows (x, y); False where nothing keeps the rows."""
        for _ in range(_ROUNDS):
            if not self._run(highspy.HighsModelStatus.kOptimal):
                return False
            before, self.least = self.least, self._solver.getInfo().objective_function_value
            more = broken(self._shares())
            if not len(more) or self.least - before < _STEP * abs(self.least):
                break
            n = len(more)
            values = np.tile([1.0, -1.0], n)
            self._solver.addRows(
                n, np.full(n, -np.inf), np.zeros(n), 2 * n, np.arange(0, 2 * n, 2, dtype=np.int32),
                more.astype(np.int32).ravel(), values,
            )  # fmt: skip
        return True

    def decided(self, gap: float, nodes: int) -> tuple[int, ...] | None:
        """The decisions of a choice within `gap` (of itself) of `least`, or of the best after so many nodes."""
        first = np.arange(self._size, dtype=np.int32)
        self._solver.changeColsIntegrality(self._size, first, np.array([highspy.HighsVarType.kInteger] * self._size))
        self._solver.setOptionValue("mip_rel_gap", gap)
        self._solver.setOptionValue("mip_max_nodes", nodes)
        found = self._run(highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kSolutionLimit)
        self.least = max(self.least, self._solver.getInfo().mip_dual_bound) if found else self.least
        values = self._shares()
        return tuple(np.flatnonzero(values[: self._size] > 0.5).tolist()) if found and len(values) else None

    def _run(self, *good: highspy.HighsModelStatus) -> bool:
        self._solver.run()
        return self._solver.getModelStatus() in good

    def _shares(self) -> Shares:
        return np.asarray(self._solver.getSolution().col_value, dtype=np.float64)
