"""What a network loses when vertices leave: cut vertices, bridges, the largest component, an attack, layers.

Vertices are 0 … n - 1; edges an array of shape (m, 2), undirected, without loops; repeated edges count once unless told
otherwise. Counts are whole numbers, shares lie between 0 and 1. Literature: Hopcroft and Tarjan 1973 (cut vertices),
Schneider et al. 2011, PNAS 108:3838 (robustness), Battiston, Nicosia and Latora 2014, Phys. Rev. E 89:032804 (layers).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.stats import ratio

if TYPE_CHECKING:
    import igraph

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


def bridges(vertices: int, edges: IntArray) -> list[tuple[int, int]]:
    """Edges without which their component falls apart, each as (lower, higher) vertex, ascending.

    An edge given twice is no bridge.
    """
    graph = _graph(vertices, edges)
    ends = [sorted(graph.es[edge].tuple) for edge in graph.bridges()]
    return sorted((one, two) for one, two in ends)


def betweenness(vertices: int, edges: IntArray) -> FloatArray:
    """Share of the shortest paths between two others that pass each vertex (Freeman 1977), 0 with fewer than three.

    Divided by (n - 1)(n - 2) / 2, all pairs of others, tied or not; of equally short paths each counts for its share.
    """
    pairs = (vertices - 1) * (vertices - 2) / 2
    found = _graph(vertices, edges).betweenness(directed=False)
    return np.asarray(found, dtype=np.float64) / max(pairs, 1)


def components(vertices: int, edges: IntArray) -> IntArray:
    """The number of the component of each vertex."""
    return np.array(_graph(vertices, edges).connected_components().membership, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Contracted:
    """A network in which the vertices that stay, where they hang together, have become one.

    `place` is the vertex of each old one. `edges` are distinct, `times` says for how many old edges each stands.
    """

    vertices: int
    place: IntArray
    edges: IntArray
    times: IntArray


def contract(vertices: int, edges: IntArray, staying: BoolArray) -> Contracted:
    """Merge vertices that never leave: who is cut off by the leaving of any other one stays the same."""
    both = staying[edges[:, 0]] & staying[edges[:, 1]]
    place = components(vertices, edges[both])
    ends = np.sort(place[edges[~both]], axis=1)
    count = int(place.max(initial=-1)) + 1
    keys, times = np.unique(ends[:, 0] * max(count, 1) + ends[:, 1], return_counts=True)
    distinct = np.column_stack(np.divmod(keys, max(count, 1)))
    return Contracted(count, place, distinct, times.astype(np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Leaving:
    """What remains when each vertex leaves: the greatest component, who is cut off, and pairs of two groups parted.

    A component is as great as the sum of the weights of its vertices. `cut_off` is the weight of what the component
    of the vertex falls into, without the greatest part. Pairs are of other vertices that were tied over any number of
    edges, and are not any more.
    """

    giant: IntArray
    cut_off: IntArray
    parted: IntArray


def leave_one_out(vertices: int, edges: IntArray, weight: IntArray, members: IntArray) -> Leaving:
    """The losses by the leaving of each vertex, all at once from the tree of blocks and cut vertices, O(n + m).

    `weight` counts for the greatest component; `members`, of shape (vertices, groups), how many of each group stand
    at a vertex.
    """
    tree = _block_tree(vertices, edges)
    counts = np.zeros((tree.size, members.shape[1] + 1), dtype=np.int64)
    counts[:vertices] = np.column_stack([members, weight])
    below = tree.summed(counts)
    component = tree.component[:vertices]
    whole = below[tree.roots][component]
    # A leaving vertex parts what hangs below each of its blocks from one another, and from what is above.
    blocks = np.arange(vertices, tree.size)
    above = whole - below[:vertices]
    largest = above[:, -1].copy()
    np.maximum.at(largest, tree.parent[blocks], below[blocks, -1])
    rest = whole - counts[:vertices]
    parted = _crossings(rest[:, :-1]) - _crossings(above[:, :-1])
    np.subtract.at(parted, tree.parent[blocks], _crossings(below[blocks, :-1]))
    elsewhere = _greatest_elsewhere(below[tree.roots, -1], component)
    return Leaving(np.maximum(largest, elsewhere), rest[:, -1] - largest, parted)


def _crossings(groups: IntArray) -> IntArray:
    """Pairs of members of two groups, by row."""
    return np.asarray((groups.sum(axis=1) ** 2 - (groups**2).sum(axis=1)) // 2, dtype=np.int64)


def _greatest_elsewhere(weights: IntArray, component: IntArray) -> IntArray:
    """The weight of the greatest component that each vertex is not in."""
    if len(weights) < 2:
        return np.zeros(len(component), dtype=np.int64)
    second, first = np.argsort(weights, kind="stable")[-2:]
    return np.asarray(np.where(component == first, weights[second], weights[first]), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Tree:
    """Blocks and vertices as a forest: vertices first, then blocks. `levels` lists them from the roots down."""

    size: int
    parent: IntArray
    component: IntArray
    roots: IntArray
    levels: list[IntArray]

    def summed(self, values: IntArray) -> IntArray:
        """The values of everything below each node, itself included."""
        total = values.copy()
        for level in reversed(self.levels[1:]):
            np.add.at(total, self.parent[level], total[level])
        return total


def _graph(vertices: int, edges: IntArray) -> igraph.Graph:
    import igraph

    return igraph.Graph(n=vertices, edges=edges)


def _block_tree(vertices: int, edges: IntArray) -> _Tree:
    blocks = list(_graph(vertices, edges).biconnected_components()) if len(edges) else []
    size = vertices + len(blocks)
    member = np.array([vertex for block in blocks for vertex in block], dtype=np.int64)
    block = np.repeat(np.arange(vertices, size), [len(block) for block in blocks])
    component = components(size, np.column_stack([member, block]))
    _, roots = np.unique(component[:vertices], return_index=True)
    # One node above all, so that a single walk reaches every tree.
    above = np.column_stack([roots, np.full(len(roots), size)])
    order, starts, parent = _graph(size + 1, np.concatenate([np.column_stack([member, block]), above])).bfs(size)
    levels = [np.array(order[first:end]) for first, end in pairwise(starts[1:])]
    return _Tree(size, np.array(parent[:size], dtype=np.int64), component, roots, levels)


def attack_order(vertices: int, edges: IntArray, leaving: BoolArray | None = None) -> IntArray:
    """The order in which vertices leave if it is always the one with most edges left, the lower number of equals.

    Only those of `leaving` leave (default: all), but edges to the others count. No edge may stand twice.
    """
    gone = np.ones(vertices, dtype=bool) if leaving is None else leaving
    degree = np.bincount(edges.ravel(), minlength=vertices).tolist()
    near: list[list[int]] = [[] for _ in range(vertices)]
    for one, two in edges[gone[edges[:, 0]] & gone[edges[:, 1]]].tolist():
        near[one].append(two)
        near[two].append(one)
    waiting = [(-degree[vertex], vertex) for vertex in np.flatnonzero(gone).tolist()]
    heapify(waiting)
    here = gone.copy()
    order = []
    while waiting:
        edges_left, vertex = heappop(waiting)
        if not here[vertex] or -edges_left != degree[vertex]:
            continue
        here[vertex] = False
        order.append(vertex)
        for other in near[vertex]:
            degree[other] -= 1
            if here[other]:
                heappush(waiting, (-degree[other], other))
    return np.array(order, dtype=np.int64)


def giants(vertices: int, edges: IntArray, order: IntArray, weight: IntArray | None = None) -> IntArray:
    """The greatest component after the first, the first two, … of `order` have left, in vertices or their weights.

    Found backwards, by letting them come again one by one and merging components.
    """
    sums = (np.ones(vertices, dtype=np.int64) if weight is None else weight).tolist()
    comes = np.zeros(vertices, dtype=np.int64)
    comes[order[::-1]] = np.arange(1, len(order) + 1)
    # An edge is there once both of its ends are.
    when = comes[edges].max(axis=1) if len(edges) else np.zeros(0, dtype=np.int64)
    by_time = np.argsort(when, kind="stable")
    first = np.searchsorted(when[by_time], np.arange(len(order) + 2))
    ends = edges[by_time].tolist()
    root = list(range(vertices))

    def find(vertex: int) -> int:
        while root[vertex] != vertex:
            root[vertex] = root[root[vertex]]
            vertex = root[vertex]
        return vertex

    greatest = max((sums[vertex] for vertex in np.flatnonzero(comes == 0).tolist()), default=0)
    found = []
    for time in range(len(order)):
        if time:
            greatest = max(greatest, sums[int(order[-time])])
        for one, two in ends[first[time] : first[time + 1]]:
            low, high = sorted((find(one), find(two)))
            if low != high:
                root[high] = low
                sums[low] += sums[high]
                greatest = max(greatest, sums[low])
        found.append(greatest)
    return np.array(found[::-1], dtype=np.int64)


def robustness(greatest: IntArray, whole: int) -> float:
    """R = (1/N) sum of S(q): S(q) is the share of all N that still hang together when q have left; at most 0.5.

    NaN for an empty network.
    """
    return float(greatest.sum()) / whole**2 if whole else float("nan")


def participation_coefficient(degrees: IntArray) -> FloatArray:
    """P_i = 1 - sum over layers of (k_il / k_i)^2: 0 with all ties in one layer, 1 - 1/L with as many in each of L.

    `degrees` has shape (vertices, layers); k_i is the sum over layers. NaN for a vertex without a tie.
    """
    share = ratio(degrees, degrees.sum(axis=1, keepdims=True))
    return np.asarray(1 - (share**2).sum(axis=1), dtype=np.float64)


def edge_overlap(layers: Sequence[IntArray]) -> FloatArray:
    """Share of the edges of either of two layers that both have (Jaccard); NaN where both are empty.

    A layer is an array of distinct keys of its edges.
    """
    found = np.full((len(layers), len(layers)), np.nan)
    for i, one in enumerate(layers):
        for j, two in enumerate(layers):
            both = len(np.intersect1d(one, two, assume_unique=True))
            either = len(one) + len(two) - both
            found[i, j] = both / either if either else np.nan
    return found
