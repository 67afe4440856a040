"""Knowledge complexity: the worked example of Hidalgo and Hausmann, and what must hold for any table."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from oracles import oracle

from dirskg.graph.measures.complexity import economic_complexity, eigenvalues, fitness, reflections

Table = NDArray[np.int64]

tables = st.tuples(st.integers(3, 6), st.integers(3, 6)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(0, 1))
)


def z(values: list[float]) -> NDArray[np.float64]:
    found = np.array(values)
    return np.asarray((found - found.mean()) / found.std())


def test_reflections_of_the_worked_example() -> None:
    example = oracle(5)
    table, told, close = example["inputs"]["matrix"], example["expected"], example["tolerance"]["mor"]
    for steps, regions, domains in ((0, "diversity", "ubiquity"), (1, "k_c1", "k_p1"), (2, "k_c2", "k_p2")):
        found = reflections(table, steps)
        np.testing.assert_allclose(found.regions, told[regions], atol=close, rtol=0)
        np.testing.assert_allclose(found.domains, told[domains], atol=close, rtol=0)


def test_the_two_sign_rules_give_opposite_orders_on_the_worked_example() -> None:
    example = oracle(5)
    table, told, close = example["inputs"]["matrix"], example["expected"], example["tolerance"]
    np.testing.assert_allclose(eigenvalues(table), told["eigenvalues_region_matrix"], atol=close["mor"], rtol=0)
    by_diversity = economic_complexity(table)
    by_reflections = economic_complexity(table, "reflections")
    kept = [by_diversity.regions, by_reflections.regions]
    wanted = [told["eci_zscore_sign_by_diversity"], told["eci_zscore_sign_by_MORc20"]]
    for found, expected in zip(kept, wanted, strict=True):
        np.testing.assert_allclose(found, expected, atol=close["eci_zscore"], rtol=0)
    np.testing.assert_allclose(by_reflections.regions, z(told["econgeo_kci"]), atol=close["vs_econgeo"], rtol=0)
    tci = z(told["econgeo_tci"])
    assert min(np.abs(by_reflections.domains - tci).max(), np.abs(by_reflections.domains + tci).max()) < 2e-3


def test_fitness_of_a_table_that_can_be_solved_by_hand() -> None:
    # One region has both domains, the other one of them. F2 = Q2 and 1/Q2 = 1/F1 + 1/F2 up to a factor: F2 sinks.
    found = fitness([[1, 1], [0, 1]], iterations=1)
    np.testing.assert_allclose(found.regions, np.array([2, 1]) / 1.5)
    np.testing.assert_allclose(found.domains, np.array([1, 0.5]) / 0.75)
    # Where all regions have all domains, all are 1.
    even = fitness(np.ones((3, 4)))
    assert even.regions.tolist() == [1, 1, 1]
    assert even.domains.tolist() == [1, 1, 1, 1]


@given(tables)
def test_complexity_does_not_depend_on_order(table: Table) -> None:
    assume(table.any(axis=0).all() and table.any(axis=1).all())
    fit = fitness(table, iterations=20)
    assert np.isfinite(fit.regions).all()
    assert np.isfinite(fit.domains).all()
    back = fitness(table[::-1, ::-1], iterations=20)
    np.testing.assert_allclose(back.regions[::-1], fit.regions, rtol=1e-6)
    values = eigenvalues(table)
    assert values[0] == pytest.approx(1)
    found = economic_complexity(table)
    if np.isfinite(found.regions).all():
        assert found.regions.mean() == pytest.approx(0, abs=1e-9)
        assert found.regions.std() == pytest.approx(1)
        assert np.dot(found.regions, table.sum(axis=1)) >= -1e-9
    if len(values) > 2 and values[1] - values[2] > 1e-3:
        # Up to the sign, which is arbitrary where nothing correlates with diversity.
        other = economic_complexity(table[::-1]).regions[::-1]
        np.testing.assert_allclose(np.abs(other), np.abs(found.regions), atol=1e-6)


@pytest.mark.parametrize("table", [np.ones((1, 3)), np.ones((3, 3)), np.eye(3)])
def test_there_is_no_index_without_a_second_eigenvector(table: NDArray[np.float64]) -> None:
    assert np.isnan(economic_complexity(table).regions).all()


def test_empty_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="without a domain"):
        reflections([[1, 1], [0, 0]], 1)
    with pytest.raises(ValueError, match="0 or more"):
        reflections([[1]], -1)
