"""Yes-or-no programmes: against trying out every choice, on many small ones."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dirskg.graph.measures.programme import Programme, Row
from dirskg.graph.measures.programming import Solution, best, ranked, relaxations


def enumerated(programme: Programme) -> list[tuple[Solution, tuple[int, ...]]]:
    """Every choice of all variables that keeps the rows, with the decisions that it takes."""
    n = programme.variables
    kept = []
    for bits in range(1 << n):
        x = tuple(bits >> i & 1 for i in range(n))
        sums = [(sum(w * x[i] for i, w in row.coefficients.items()), row) for row in programme.rows]
        if all(row.low <= value <= row.high for value, row in sums):
            kept.append((tuple(i for i in range(programme.decisions) if x[i]), x))
    return kept


def tried(programme: Programme, objectives: list[dict[int, int]]) -> list[Solution]:
    """All solutions, best first, by the order that the module promises."""

    def key(solution: Solution, x: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        values = tuple(sum(w * x[i] for i, w in objective.items()) for objective in objectives)
        return values, tuple(-(i in solution) for i in range(programme.decisions))

    keyed = sorted((key(solution, x), solution) for solution, x in enumerated(programme))
    return list(dict.fromkeys(solution for _, solution in keyed))


def obstacles(programme: Programme) -> list[tuple[str, ...]]:
    """The smallest sets of rules to leave out, by leaving out every set, smallest first."""
    rules = programme.rules()
    for size in range(len(rules) + 1):
        enough = [
            names
            for names in combinations(rules, size)
            if enumerated(
                Programme(
                    programme.variables,
                    programme.decisions,
                    tuple(row for row in programme.rows if row.rule not in names),
                )
            )
        ]
        if enough:
            return enough
    return []


@st.composite
def programmes(draw: st.DrawFn, ruled: bool = False) -> Programme:
    variables = draw(st.integers(1, 6))
    weights = st.dictionaries(st.integers(0, variables - 1), st.integers(-3, 3), max_size=4)
    rows = []
    for number in range(draw(st.integers(0, 5))):
        bound = draw(st.integers(-3, 4))
        low = draw(st.booleans())
        rule = f"rule {number % 3}" if ruled and draw(st.booleans()) else ""
        rows.append(Row(draw(weights), low=bound if low else -np.inf, high=np.inf if low else bound, rule=rule))
    return Programme(variables, draw(st.integers(1, variables)), tuple(rows))


objective = st.dictionaries(st.integers(0, 5), st.integers(-4, 4), max_size=6)


def within(programme: Programme, given: list[dict[int, int]]) -> list[dict[int, int]]:
    return [{i: w for i, w in one.items() if i < programme.variables} for one in given]


@settings(max_examples=60)
@given(programmes(), st.lists(objective, max_size=2))
def test_the_optimum_and_its_runners_up_are_those_of_trying_everything(
    programme: Programme, given_objectives: list[dict[int, int]]
) -> None:
    objectives = within(programme, given_objectives)
    expected = tried(programme, objectives)
    assert list(ranked(programme, objectives, 4)) == expected[:4]
    assert best(programme, objectives) == (expected[0] if expected else None)


@settings(max_examples=40)
@given(programmes(ruled=True))
def test_the_smallest_sets_of_rules_in_the_way_are_those_of_leaving_out_every_set(programme: Programme) -> None:
    expected = obstacles(programme)
    found = relaxations(programme, most=20)
    assert sorted(found) == sorted(expected)
    assert relaxations(programme, most=20) == found


def test_ties_over_more_variables_than_one_objective_can_order_go_to_the_earliest() -> None:
    # Any 3 of 25 are as good as any other, and the last must be among them.
    programme = Programme(25, 25, (Row(dict.fromkeys(range(25), 1), low=3), Row({24: 1}, low=1)))
    every: dict[int, int] = dict.fromkeys(range(25), 1)
    assert list(islice(ranked(programme, [every], 3), 3)) == [(0, 1, 24), (0, 2, 24), (0, 3, 24)]


@pytest.mark.parametrize("solve", [lambda p: best(p, []), lambda p: best(p, [{0: 1}])])
def test_rows_that_contradict_each_other_have_no_solution(solve: Callable[[Programme], Solution | None]) -> None:
    assert solve(Programme(1, 1, (Row({0: 1}, low=1), Row({0: 1}, high=0)))) is None


def test_a_rule_in_the_way_is_named_and_bookkeeping_is_not() -> None:
    rows = (Row({0: 1, 1: 1}, low=3, rule="three"), Row({0: 1}, low=1, rule="first"), Row({0: 1}, high=0))
    assert relaxations(Programme(2, 2, rows)) == (("three", "first"),)
    assert relaxations(Programme(1, 1, (Row({0: 1}, low=1), Row({0: 1}, high=0)))) == ()
    assert relaxations(Programme(2, 2, (Row({0: 1}, low=1, rule="first"),))) == ((),)
    with pytest.raises(ValueError, match="two rows"):
        relaxations(Programme(1, 1, (Row({0: 1}, low=0, high=1, rule="both"),)))


def test_nothing_to_decide_is_an_answer() -> None:
    assert best(Programme(0, 0, ()), []) == ()
    assert best(Programme(0, 0, (Row({}, low=1, rule="one"),)), []) is None
    assert relaxations(Programme(0, 0, (Row({}, low=1, rule="one"),))) == (("one",),)


def test_the_solver_writes_nothing_to_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    """Where results go: highspy 1.16 writes its version there."""
    assert best(Programme(1, 1, ()), [{0: -1}]) == (0,)
    assert capfd.readouterr() == ("", "")
