"""Small programmes in yes-or-no variables: exact optimum, runners-up, and the fewest rules that stand in the way.

Minimise c'x over x in {0,1}^n with low <= Ax <= high, by branch and bound (HiGHS: Huangfu & Hall 2018) with a gap
of zero. The first `decisions` variables are what is decided; those after them help to write rows down and never tell
two solutions apart. Coefficients are whole numbers, so that sums are exact.

Several objectives are met in their order: each is minimised among the optima of those before it. What is still tied
goes to the solution that contains the earliest variable in which two of them differ, so that the answer is unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.programme import Objective, Programme, Row

Solution = tuple[int, ...]

# Variables that one objective can order: 2^9 times the solver's tolerance of 1e-6 is far below 1.
_BLOCK = 10


def best(programme: Programme, objectives: Sequence[Objective]) -> Solution | None:
    """The decisions that the unique optimum takes, in ascending order; None where no choice keeps all rows.

    Raises RuntimeError where the solver gives up.
    """
    return next(ranked(programme, objectives, 1), None)


def ranked(programme: Programme, objectives: Sequence[Objective], k: int) -> Iterator[Solution]:
    """The k best solutions, best first: each found again with a row that shuts out those before it (no-good cut).

    Fewer where there are no more. Raises RuntimeError where the solver gives up.
    """
    face = _optimal_face(programme, objectives)
    for left in range(k, 0, -1):
        if face is None:
            return
        # Where the best of all others is worse, nothing is tied; and that one comes next.
        others = _optimal_face(_without(programme, face.solution), objectives) if left > 1 else None
        alone = left > 1 and (others is None or others.values != face.values)
        chosen = face.solution if alone else _first(face)
        yield chosen
        programme = _without(programme, chosen)
        if chosen != face.solution and left > 1:
            others = _optimal_face(programme, objectives)
        face = others


def relaxations(programme: Programme, most: int = 5) -> tuple[tuple[str, ...], ...]:
    """The smallest sets of rules without which some choice is possible, at most `most` of them.

    One empty set where nothing stands in the way, none where the rows without a rule already contradict each other.
    Exact: a variable for each rule switches its rows off, and the fewest switches are looked for. Sets come in the
    order of the rules. Raises RuntimeError where the solver gives up.
    """
    rules = programme.rules()
    rows = [_switched(row, rules.index(row.rule) if row.rule else None, len(rules)) for row in programme.rows]
    relaxed = Programme(len(rules) + programme.variables, len(rules), tuple(rows))
    fewest: Objective = dict.fromkeys(range(len(rules)), 1)
    found: list[tuple[str, ...]] = []
    for solution in ranked(relaxed, [fewest], most):
        if found and len(solution) > len(found[0]):
            break
        found.append(tuple(rules[i] for i in solution))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Face:
    """A programme with every objective held at its least value: these values, and one of its solutions."""

    programme: Programme
    values: tuple[int, ...]
    solution: Solution


def _optimal_face(programme: Programme, objectives: Sequence[Objective]) -> _Face | None:
    """Where all optima lie; None where no choice keeps all rows."""
    found: NDArray[np.int64] | None = None
    least: list[int] = []
    for objective in objectives or [{}]:
        found = _minimum(programme, objective)
        if found is None:
            return None
        least.append(sum(weight * int(found[i]) for i, weight in objective.items()))
        programme = replace(programme, rows=(*programme.rows, Row(objective, high=least[-1])))
    return None if found is None else _Face(programme, tuple(least), _taken(programme, found))


def _ever_taken(face: _Face) -> Solution:
    """The decisions that some solution of the face takes: all others need no thought."""
    seen = set(face.solution)
    while True:
        new = {i: -1 for i in range(face.programme.decisions) if i not in seen}
        values = _minimum(face.programme, new)
        more = set(_taken(face.programme, values)) - seen if values is not None else set()
        if not more:
            return tuple(sorted(seen))
        seen |= more


def _first(face: _Face) -> Solution:
    """Of several solutions the one that contains the earliest variable in which any two differ."""
    movable = _ever_taken(face)
    if movable == face.solution:  # it takes all that any of them takes
        return movable
    programme, chosen = face.programme, face.solution
    for start in range(0, len(movable), _BLOCK):
        block = movable[start : start + _BLOCK]
        values = _minimum(programme, {i: -(1 << (len(block) - 1 - place)) for place, i in enumerate(block)})
        if values is None:
            raise RuntimeError("programming: the solver contradicts itself on tied solutions")
        held = tuple(Row({i: 1}, low=int(values[i]), high=int(values[i])) for i in block)
        programme = replace(programme, rows=(*programme.rows, *held))
        chosen = _taken(programme, values)
    return chosen


def _without(programme: Programme, solution: Solution) -> Programme:
    """The programme without one solution: at least one decision must differ from it."""
    cut = {i: -1 if i in set(solution) else 1 for i in range(programme.decisions)}
    return replace(programme, rows=(*programme.rows, Row(cut, low=1 - len(solution))))


def _switched(row: Row, switch: int | None, shift: int) -> Row:
    """The row behind `shift` switches; where its own is on, the bounds are too wide to matter."""
    moved = {shift + i: weight for i, weight in row.coefficients.items()}
    if switch is None:
        return replace(row, coefficients=moved)
    least = sum(weight for weight in row.coefficients.values() if weight < 0)
    greatest = sum(weight for weight in row.coefficients.values() if weight > 0)
    if np.isfinite(row.low) and np.isfinite(row.high):
        raise ValueError("programming: a row of a rule has one bound; write a range as two rows")
    slack = max(row.low - least, 0) if np.isfinite(row.low) else -max(greatest - row.high, 0)
    return replace(row, coefficients={**moved, switch: int(slack)})


def _taken(programme: Programme, values: NDArray[np.int64]) -> Solution:
    return tuple(np.flatnonzero(values[: programme.decisions]).tolist())


def relaxed(programme: Programme, objective: Objective) -> tuple[float, NDArray[np.float64]] | None:
    """The least value that the objective could have if variables were shares from 0 to 1, and such shares.

    No choice does better: a bound, and a hint where the programme is too large to be solved. None where even shares
    keep the rows not.
    """
    values = _solved(programme, objective, whole=False)
    return None if values is None else (float(sum(weight * values[i] for i, weight in objective.items())), values)


def one_of_the_best(programme: Programme, objective: Objective) -> Solution | None:
    """The decisions of one of the optima, without a search for the earliest: for programmes of many variables."""
    values = _minimum(programme, objective)
    return None if values is None else _taken(programme, values)


def _minimum(programme: Programme, objective: Objective) -> NDArray[np.int64] | None:
    """The variables at a minimum of the objective; None where the rows contradict each other."""
    values = _solved(programme, objective, whole=True)
    return None if values is None else np.rint(values).astype(np.int64)


def _solved(programme: Programme, objective: Objective, *, whole: bool) -> NDArray[np.float64] | None:
    # Rows without any variable hold or not, whatever is chosen; the solver wants at least one variable.
    if any(not row.coefficients and not row.low <= 0 <= row.high for row in programme.rows):
        return None
    if not programme.variables:
        return np.zeros(0)
    from dirskg.graph.measures.solver import solved  # which takes long to load; most commands solve nothing

    return solved(programme, objective, whole=whole)
