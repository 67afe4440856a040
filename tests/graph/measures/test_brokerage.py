"""Brokerage roles and structural holes: cases worked by hand, published values, and brute force."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import oracle
from scipy import sparse

from dirskg.graph.measures.brokerage import Roles, adjacency, expected_roles, permuted_across, roles
from dirskg.graph.measures.structural_holes import structural_holes

NAMES = ("coordinator", "itinerant", "bridging", "liaison")


@st.composite
def labelled_networks(draw: st.DrawFn) -> tuple[list[tuple[int, int]], list[int]]:
    """Ties among 3 to 8 vertices, and the groups (of 3) that these are in."""
    n = draw(st.integers(3, 8))
    pairs = draw(st.sets(st.sampled_from(list(combinations(range(n), 2))), min_size=1))
    return sorted(pairs), draw(st.lists(st.integers(0, 2), min_size=n, max_size=n))


def found(ties: list[tuple[int, int]], group: list[int]) -> Roles:
    u, v = np.array(ties).T
    return roles(adjacency(len(group), u, v), np.array(group), 3)


def by_brute_force(ties: list[tuple[int, int]], group: list[int]) -> dict[str, list[int]]:
    """Roles as the definitions have them, triad by triad."""
    tied = {*ties, *((v, u) for u, v in ties)}
    count = {name: [0] * len(group) for name in NAMES}
    for v in range(len(group)):
        for a, b in combinations(range(len(group)), 2):
            if (a, v) in tied and (b, v) in tied and (a, b) not in tied:
                own = {group[a], group[b]}
                if len(own) == 1:
                    name = "coordinator" if group[v] in own else "itinerant"
                else:
                    name = "bridging" if group[v] in own else "liaison"
                count[name][v] += 1
    return count


# Brokerage


def test_a_broker_in_brussels() -> None:
    # The broker and w sit in Brussels (0), a1 and a2 in Flanders (1), c in Wallonia (2); all know the broker only.
    broker, group = 0, [0, 0, 1, 1, 2]
    star = [(0, 1), (0, 2), (0, 3), (0, 4)]
    one = {name: getattr(found(star, group), name)[broker] for name in NAMES}
    assert one == {"coordinator": 0, "itinerant": 1, "bridging": 3, "liaison": 2}
    assert found(star, group).across[broker] == 5
    assert found(star, group).total.tolist() == [6, 0, 0, 0, 0]
    # Once a1 and c are tied they need no broker, and each brokers between the other and nobody new.
    closed = found([*star, (2, 4)], group)
    assert closed.liaison[broker] == 1
    assert closed.total.tolist() == [5, 0, 0, 0, 0]


@given(labelled_networks())
def test_roles_are_those_of_the_definitions(network: tuple[list[tuple[int, int]], list[int]]) -> None:
    counted = found(*network)
    assert {name: getattr(counted, name).tolist() for name in NAMES} == by_brute_force(*network)


@given(labelled_networks(), st.randoms(use_true_random=False))
def test_roles_do_not_depend_on_numbering(network: tuple[list[tuple[int, int]], list[int]], random: Any) -> None:
    ties, group = network
    turned = random.sample(range(len(group)), len(group))
    renamed = [0] * len(group)
    for old, new in enumerate(turned):
        renamed[new] = group[old]
    after = found([(turned[u], turned[v]) for u, v in reversed(ties)], renamed)
    assert after.across[turned].tolist() == found(ties, group).across.tolist()


def test_rows_are_multiplied_in_pieces() -> None:
    generator = np.random.default_rng(5)
    n = 1200
    pairs = np.unique(np.sort(generator.integers(0, n, (4000, 2)), axis=1), axis=0)
    u, v = pairs[pairs[:, 0] < pairs[:, 1]].T
    counted = roles(adjacency(n, u, v), generator.integers(0, 3, n), 3)
    degree = np.bincount(np.append(u, v), minlength=n)
    graph: nx.Graph[int] = nx.Graph(zip(u.tolist(), v.tolist(), strict=True))
    graph.add_nodes_from(range(n))
    closed = np.array([nx.triangles(graph, vertex) for vertex in range(n)])
    assert counted.total.tolist() == (degree * (degree - 1) / 2 - closed).tolist()


@given(labelled_networks())
def test_expected_roles_are_the_mean_over_all_labellings(network: tuple[list[tuple[int, int]], list[int]]) -> None:
    ties, group = network
    ties, group = [(u, v) for u, v in ties if v < 6] or [(0, 1)], group[:6]
    others = set(permutations(group[1:]))
    every = [by_brute_force(ties, [group[0], *one]) for one in others]
    total = found(ties, group).total[:1]
    expected = expected_roles(total, np.array(group[:1]), np.bincount(group, minlength=3))
    for name in NAMES:
        mean = np.mean([one[name][0] for one in every])
        assert getattr(expected, name)[0] == pytest.approx(mean, abs=1e-9)


def test_drawn_labels_have_the_expected_mean() -> None:
    generator = np.random.default_rng(9)
    pairs = np.array(list(combinations(range(30), 2)))
    u, v = generator.permutation(pairs)[:140].T
    group = np.repeat([0, 1, 2], [14, 10, 6])
    tied = adjacency(30, u, v)
    total = roles(tied, group, 3).total
    drawn = permuted_across(tied, 0, group, 3, draws=4000)
    expected = expected_roles(total, group, np.bincount(group)).across[0]
    assert drawn.mean() == pytest.approx(expected, rel=0.02)
    assert permuted_across(tied, 0, group, 3, draws=4000).tolist() == drawn.tolist()
    assert drawn.min() >= 0
    assert drawn.max() <= total[0]


# Structural holes


def holes_of_example(directed: bool, weighted: bool) -> tuple[list[str], sparse.csr_array, dict[str, Any]]:
    example = oracle(9)
    ties = example["inputs"]["directed_weighted_edges" if directed else "undirected_weighted_edges"]
    names = sorted({str(end) for tie in ties for end in tie[:2]})
    u, v = (np.array([names.index(str(tie[side])) for tie in ties]) for side in (0, 1))
    weight = np.array([float(tie[2]) if weighted else 1.0 for tie in ties])
    if directed:
        arcs = sparse.csr_array((weight, (u, v)), shape=(len(names), len(names)))
    else:
        arcs = adjacency(len(names), u, v, weight)
    return names, arcs, example


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("directed", [False, True])
def test_structural_holes_as_published(directed: bool, weighted: bool) -> None:
    names, arcs, example = holes_of_example(directed, weighted)
    holes = structural_holes(arcs)
    ending = "_weighted" if weighted else ""
    full = example["expected"]["directed"] if directed else example["expected"]
    start = "" if directed else "full_"
    if directed:
        # The example has 4/3 here, which the fast path of networkx 3.6.1 gives. Its own test-suite says 1.167. By hand,
        # for 0: a_01 = 2, a_02 = a_12 = 1, so 2 - (p_02 m_12 + p_01 m_21) = 2 - (1/3 * 1/2 + 2/3 * 1).
        full["effective_size"] = {"0": 7 / 6, "1": 7 / 6, "2": 1.0}
    for measure, values in (("constraint", holes.constraint), ("effective_size", holes.effective_size)):
        told = dict(zip(names, values.tolist(), strict=True))
        assert told == pytest.approx(full[f"{start}{measure}{ending}"], abs=example["tolerance"]["full"])
        if not directed:
            published = example["expected"]["published"][f"{measure}{ending}"]
            near = {name: told[name] for name in published}
            assert near == pytest.approx(published, abs=example["tolerance"]["published"])


def test_efficiency_as_published() -> None:
    names, arcs, example = holes_of_example(directed=False, weighted=False)
    told = dict(zip(names, structural_holes(arcs).efficiency.tolist(), strict=True))
    assert told == pytest.approx(example["expected"]["efficiency"], abs=example["tolerance"]["full"])


weights = st.integers(1, 9)


@given(labelled_networks(), st.data())
def test_two_libraries_agree(network: tuple[list[tuple[int, int]], list[int]], data: st.DataObject) -> None:
    ties, group = network
    u, v = np.array(ties).T
    weight = data.draw(st.lists(weights, min_size=len(ties), max_size=len(ties)))
    holes = structural_holes(adjacency(len(group), u, v, weight))
    plain = igraph.Graph(n=len(group), edges=ties)
    assert holes.constraint == pytest.approx(plain.constraint(weights=weight), nan_ok=True)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(group)))
    graph.add_weighted_edges_from((u, v, w) for (u, v), w in zip(ties, weight, strict=True))
    theirs = nx.effective_size(graph, nodes=list(graph), weight="weight")
    told = dict(enumerate(holes.effective_size.tolist()))
    assert told == pytest.approx(dict(theirs), nan_ok=True)


def test_a_few_vertices_alone_have_the_same_values() -> None:
    names, arcs, _ = holes_of_example(directed=False, weighted=True)
    every, some = structural_holes(arcs), structural_holes(arcs, np.array([6, 0]))
    assert len(names) == 7
    for all_values, values in zip(every, some, strict=True):
        assert values.tolist() == all_values[[6, 0]].tolist()


def test_nobody_and_a_loner() -> None:
    none = np.array([], dtype=np.int64)
    alone = structural_holes(adjacency(1, none, none))
    assert np.isnan([values[0] for values in alone]).all()
    assert found([(0, 1)], [0, 1, 2]).total.tolist() == [0, 0, 0]
    assert expected_roles([0.0], np.array([0]), [1, 0, 0]).across.tolist() == [0]
