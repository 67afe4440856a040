"""Paths that share no vertex: against igraph on networks of every shape, and cases that a greedy count gets wrong."""

from __future__ import annotations

import igraph
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import florence, oracle

from dirskg.graph.network.disjoint import disjoint_paths
from dirskg.graph.network.shortest import Arcs

VERTICES = 10
pairs = st.tuples(st.integers(0, VERTICES - 1), st.integers(0, VERTICES - 1)).filter(lambda pair: pair[0] < pair[1])
sets = st.sets(st.integers(0, VERTICES - 1), max_size=5)


def counted(
    edges: set[tuple[int, int]], sources: set[int], targets: set[int], barred: set[int], cap: int = VERTICES
) -> int:
    ends = np.array(sorted(edges), dtype=np.int64).reshape(-1, 2)
    passable = ~np.isin(np.arange(VERTICES), sorted(barred))
    arcs = Arcs.undirected(VERTICES, ends[:, 0], ends[:, 1])
    return disjoint_paths(arcs, passable, np.array(sorted(sources), int), np.array(sorted(targets), int), cap)


def by_igraph(edges: set[tuple[int, int]], sources: set[int], targets: set[int], barred: set[int]) -> int:
    """A flow through halves of vertices, each of which lets one unit pass."""
    n = VERTICES
    tubes = [(v, n + v) for v in range(n) if v not in barred]
    ties = [(n + a, b) for u, v in edges for a, b in ((u, v), (v, u))]
    gates = [(2 * n, v) for v in sources] + [(n + v, 2 * n + 1) for v in targets]
    graph = igraph.Graph(n=2 * n + 2, edges=tubes + ties + gates, directed=True)
    return int(round(graph.maxflow_value(2 * n, 2 * n + 1)))


@given(st.sets(pairs), sets, sets, sets)
def test_the_count_is_that_of_a_flow(
    edges: set[tuple[int, int]], sources: set[int], targets: set[int], barred: set[int]
) -> None:
    expected = by_igraph(edges, sources, targets, barred)
    assert counted(edges, sources, targets, barred) == expected
    assert counted(edges, targets, sources, barred) == expected
    assert counted(edges, sources, targets, barred, cap=2) == min(expected, 2)


@pytest.mark.parametrize("seed", range(40))
def test_the_count_is_that_of_a_flow_where_paths_are_long(seed: int) -> None:
    draw = np.random.default_rng(seed)
    drawn = {tuple(sorted(pair)) for pair in draw.integers(0, VERTICES, (16, 2)).tolist() if pair[0] != pair[1]}
    edges = {(u, v) for u, v in drawn if not (u < 3 and v > 6)}
    assert counted(edges, {0, 1, 2}, {7, 8, 9}, set()) == by_igraph(edges, {0, 1, 2}, {7, 8, 9}, set())


def test_paths_taken_first_give_way() -> None:
    # The tie 0-8 would leave 1 without a way, so that 0 must go round by 4.
    assert counted({(0, 8), (0, 4), (4, 9), (1, 8)}, {0, 1}, {8, 9}, set()) == 2


def test_nobody_passes_a_barred_vertex() -> None:
    edges = {(0, 5), (5, 9)}
    assert counted(edges, {0}, {9}, set()) == 1
    assert counted(edges, {0}, {9}, {5}) == 0
    assert counted(edges, {0}, {9}, {9}) == 0


def test_cuts_between_families_of_florence() -> None:
    example = oracle(12)
    names, ties = florence(example)
    ends = np.array(ties)
    arcs = Arcs.undirected(len(names), ends[:, 0], ends[:, 1])
    for pair, size in example["expected"]["min_node_cut_size"].items():
        one, two = (names.index(name) for name in pair.split("|"))
        passable = ~np.isin(np.arange(len(names)), [one, two])
        near = [arcs.head[arcs.leaving(vertex)] for vertex in (one, two)]
        assert disjoint_paths(arcs, passable, near[0], near[1], 10) == size
