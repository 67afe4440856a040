"""Losses of networks: the published families of Florence, and every number against the plain way of finding it."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import florence, oracle

from dirskg.graph.measures.resilience import (
    IntArray,
    attack_order,
    betweenness,
    bridges,
    components,
    contract,
    edge_overlap,
    giants,
    leave_one_out,
    participation_coefficient,
    robustness,
)

N = 9
pairs = st.tuples(st.integers(0, N - 1), st.integers(0, N - 1)).filter(lambda pair: pair[0] != pair[1])
edge_lists = st.lists(pairs, max_size=16).map(lambda found: np.array(found, dtype=np.int64).reshape(-1, 2))


def plain(edges: IntArray, vertices: int = N) -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(range(vertices))
    graph.add_edges_from(edges.tolist())
    return graph


def greatest(graph: nx.Graph[Any]) -> int:
    return max(map(len, nx.connected_components(graph)), default=0)


def test_florence() -> None:
    names, ties = florence(oracle(12))
    edges = np.array(ties, dtype=np.int64)
    expected = oracle(12)["expected"]
    n = len(names)
    assert (n, len(edges)) == (15, expected["edges"])
    assert [[names[u], names[v]] for u, v in bridges(n, edges)] == expected["bridges"]
    between = dict(zip(names, betweenness(n, edges).tolist(), strict=True))
    assert between == pytest.approx(expected["betweenness_normalised_15_nodes"], abs=1e-9)
    alone = leave_one_out(n, edges, np.ones(n, int), np.ones((n, 1), int))
    assert dict(zip(names, alone.giant.tolist(), strict=True)) == expected["giant_component_after_single_removal"]
    order = attack_order(n, edges)
    assert [names[v] for v in order] == expected["adaptive_degree_attack_order"]
    sizes = giants(n, edges, order)
    assert sizes.tolist() == expected["giant_after_each_removal"]
    assert robustness(sizes, n) == pytest.approx(expected["robustness_R_schneider"], abs=1e-9)


@given(edge_lists, st.lists(st.integers(0, 2), min_size=N, max_size=N))
def test_leaving_one_by_one_is_what_removing_each_gives(edges: IntArray, groups: list[int]) -> None:
    # Group 2 is not counted among pairs, as an unknown place is.
    members = np.array([[g == 0, g == 1] for g in groups], dtype=np.int64)
    found = leave_one_out(N, edges, np.ones(N, int), members)
    graph = plain(edges)

    def tied(of: nx.Graph[Any], without: int) -> int:
        return sum(
            groups[a] == 0 and groups[b] == 1 and nx.has_path(of, a, b)
            for a in of
            for b in of
            if a != b and without not in (a, b)
        )

    for vertex in range(N):
        rest = plain(edges)
        rest.remove_node(vertex)
        assert found.giant[vertex] == greatest(rest)
        pieces = [sum(piece != vertex for piece in part) for part in nx.connected_components(graph) if vertex in part]
        own = [part for part in nx.connected_components(rest) if part & set(nx.node_connected_component(graph, vertex))]
        assert found.cut_off[vertex] == sum(pieces) - max(map(len, own), default=0)
        assert found.parted[vertex] == tied(graph, vertex) - tied(rest, vertex)


@given(edge_lists, st.sets(st.integers(0, N - 1)))
def test_merging_who_stays_changes_nothing_for_who_leaves(edges: IntArray, staying: set[int]) -> None:
    stays = np.isin(np.arange(N), sorted(staying))
    small = contract(N, edges, stays)
    weight = np.bincount(small.place, minlength=small.vertices)
    members = np.zeros((small.vertices, 1), int)
    whole = leave_one_out(N, edges, np.ones(N, int), np.zeros((N, 1), int))
    merged = leave_one_out(small.vertices, small.edges, weight, members)
    assert int(small.times.sum()) + int(stays[edges].all(axis=1).sum()) == len(edges)
    for vertex in set(range(N)) - staying:
        assert merged.giant[small.place[vertex]] == whole.giant[vertex]


@given(edge_lists, st.sets(st.integers(0, N - 1)))
def test_an_attack_takes_the_best_tied_and_leaves_what_is_left(edges: IntArray, staying: set[int]) -> None:
    leaving = ~np.isin(np.arange(N), sorted(staying))
    edges = np.unique(np.sort(edges, axis=1), axis=0)
    order = attack_order(N, edges, leaving)
    assert sorted(order.tolist()) == sorted(set(range(N)) - staying)
    sizes = giants(N, edges, order)
    graph = plain(edges)
    for vertex, size in zip(order.tolist(), sizes.tolist(), strict=True):
        assert vertex == min(set(graph) - staying, key=lambda v: (-graph.degree[v], v))
        graph.remove_node(vertex)
        assert size == greatest(graph)


@given(edge_lists)
def test_cuts_are_those_that_networkx_finds(edges: IntArray) -> None:
    distinct = np.unique(np.sort(edges, axis=1), axis=0)
    graph = plain(distinct)
    assert set(bridges(N, distinct)) == {(min(edge), max(edge)) for edge in nx.bridges(graph)}
    parts = components(N, distinct)
    assert len(set(parts.tolist())) == nx.number_connected_components(graph)
    assert all(parts[u] == parts[v] for u, v in distinct)


def test_robustness_of_nothing_is_unknown_and_of_a_star_is_small() -> None:
    assert math.isnan(robustness(np.zeros(0, int), 0))
    star = np.array([[0, leaf] for leaf in range(1, 5)])
    # The hub goes first; four, three, two, one single leaves remain, then none: (1 + 1 + 1 + 1 + 0) / 25.
    assert robustness(giants(5, star, attack_order(5, star)), 5) == pytest.approx(4 / 25)


def test_participation_over_layers() -> None:
    found = participation_coefficient(np.array([[4, 0], [2, 2], [3, 1], [0, 0]]))
    assert found[:3].tolist() == pytest.approx([0, 0.5, 1 - (9 + 1) / 16])
    assert math.isnan(found[3])


def test_overlap_of_layers() -> None:
    found = edge_overlap([np.array([1, 2, 3]), np.array([2, 3, 4]), np.array([], dtype=int)])
    assert found[0].tolist() == pytest.approx([1, 0.5, 0])
    assert np.array_equal(found, found.T, equal_nan=True)
    assert math.isnan(found[2, 2])
