"""Link prediction: the worked example, agreement with networkx, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle

from dirskg.graph.measures import link_prediction as lp

graphs = st.integers(2, 8).flatmap(
    lambda n: st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=15).map(lambda e: (n, e))
)


def matrix(n: int, edges: list[tuple[int, int]]) -> lp.Matrix:
    u, v = np.array(edges, dtype=int).reshape(-1, 2).T
    return lp.adjacency(u, v, n)


def test_the_worked_example() -> None:
    example = oracle(13)
    told, close = example["expected"], example["tolerance"]
    adjacent = matrix(5, [(u - 1, v - 1) for u, v in example["inputs"]["edges"]])
    for name in ("common_neighbours", "adamic_adar", "resource_allocation", "jaccard"):
        found = getattr(lp, name)(adjacent).toarray()
        for i, j in combinations(range(5), 2):
            pair = f"{i + 1}-{j + 1}"
            # The example lists the pairs above 0.
            assert found[i, j] == pytest.approx(told[name].get(pair, 0), abs=close), (name, pair)
    katz = lp.katz(adjacent, example["inputs"]["katz_beta"])
    np.testing.assert_allclose(katz, told["katz_matrix_nodes_1_to_5"], atol=close, rtol=0)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (lp.adamic_adar, nx.adamic_adar_index),
        (lp.resource_allocation, nx.resource_allocation_index),
        (lp.jaccard, nx.jaccard_coefficient),
    ],
)
@given(case=graphs)
def test_scores_are_those_of_networkx(
    ours: Callable[[lp.Matrix], lp.Matrix], theirs: Callable[..., object], case: tuple[int, list[tuple[int, int]]]
) -> None:
    n, edges = case
    graph: nx.Graph[int] = nx.Graph(edge for edge in edges if edge[0] != edge[1])
    graph.add_nodes_from(range(n))
    found = ours(matrix(n, edges)).toarray()
    np.testing.assert_array_almost_equal(found, found.T)
    for u, v, score in theirs(graph, list(combinations(range(n), 2))):  # type: ignore[attr-defined]
        assert found[u, v] == pytest.approx(score)


@given(graphs)
def test_katz_counts_walks_and_fades_out(case: tuple[int, list[tuple[int, int]]]) -> None:
    adjacent = matrix(*case)
    radius = lp.spectral_radius(adjacent)
    beta = 0.5 / radius if radius else 0.5
    dense, power, total = adjacent.toarray(), np.eye(case[0]), np.zeros((case[0], case[0]))
    for _ in range(60):
        power = beta * power @ dense
        total += power
    np.testing.assert_allclose(lp.katz(adjacent, beta), total, atol=1e-9)
    if radius:
        with pytest.raises(ValueError, match="spectral radius"):
            lp.katz(adjacent, 1.01 / radius)


def test_a_clique_has_the_radius_of_its_degree() -> None:
    clique = matrix(60, list(combinations(range(60), 2)))
    assert lp.spectral_radius(clique) == pytest.approx(59)
    assert lp.components(clique).tolist() == [0] * 60
    with pytest.raises(ValueError, match="too many"):
        lp.katz(lp.adjacency([0], [1], 5000), 0.1)
