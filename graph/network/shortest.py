"""Shortest loopless paths with a limit on hops, on arcs held as arrays.

A cheap path of many strong ties easily undercuts a short one of weak ties, so listing the cheapest paths and
dropping the long ones would lose the short ones that a reader wants. The search below knows the limit
instead: it is the Bellman-Ford recursion over the number of hops, and Yen's scheme (1971, Management Science
17:712-716) for the second, third, … path. With positive costs the cheapest walk of at most h hops is always
loopless.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]
    FloatArray = npt.NDArray[np.float64]
    BoolArray = npt.NDArray[np.bool_]

# Costs closer than this (relative) are a tie, whatever order their parts were added in.
TIE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Arcs sorted by (tail, head), no two alike; those leaving vertex i stand at first[i]:first[i + 1].

    `edge` says which edge of the network an arc is a direction of. `mirrored`: each arc has its opposite, at the same
    cost.
    """

    first: IntArray
    head: IntArray
    edge: IntArray
    mirrored: bool = False

    @classmethod
    def directed(cls, vertices: int, tail: IntArray, head: IntArray, edge: IntArray | None = None) -> Arcs:
        """Arcs of a directed network of `vertices` vertices; arc i is edge i unless told otherwise."""
        order = np.lexsort((head, tail))
        edges = np.arange(len(tail)) if edge is None else edge
        first = np.searchsorted(tail[order], np.arange(vertices + 1))
        return cls(first.astype(np.int64), head[order], edges[order])

    @classmethod
    def undirected(cls, vertices: int, u: IntArray, v: IntArray) -> Arcs:
        """Both directions of every edge (u[i], v[i])."""
        both = np.tile(np.arange(len(u)), 2)
        # Edges stand in order of (u, v), u < v: with the way back first, the arcs of each tail are in order as well.
        tail, head = np.concatenate([v, u]), np.concatenate([u, v])
        # Numbers of two bytes are sorted by their digits, in a time that grows with their count alone.
        order = np.argsort(tail.astype(np.min_scalar_type(vertices)), kind="stable")
        first = np.concatenate([[0], np.cumsum(np.bincount(tail, minlength=vertices))])
        return cls(first.astype(np.int64), head[order], both[order], mirrored=True)

    @property
    def vertices(self) -> int:
        """Number of vertices."""
        return len(self.first) - 1

    def leaving(self, vertex: int) -> slice:
        """Where the arcs that leave a vertex stand."""
        return slice(int(self.first[vertex]), int(self.first[vertex + 1]))

    def out_of(self, vertices: IntArray) -> tuple[IntArray, IntArray]:
        """Positions of all arcs that leave the vertices, one vertex after the other, and how many each has."""
        sizes = self.first[vertices + 1] - self.first[vertices]
        before = np.cumsum(sizes) - sizes
        return np.repeat(self.first[vertices] - before, sizes) + np.arange(int(sizes.sum())), sizes

    def along(self, path: Sequence[int]) -> list[int]:
        """Positions of the arcs of a path given by its vertices."""
        starts = [self.leaving(tail) for tail in path[:-1]]
        pairs = zip(starts, path[1:], strict=True)
        return [arcs.start + int(np.searchsorted(self.head[arcs], head)) for arcs, head in pairs]


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """What is searched: arcs, their positive costs (inf: not to be used), and the limits.

    A path has at most `max_hops` hops; `closed` vertices may begin or end it but not stand inside it. `fewest_first`
    promises that the costs are such that one hop less is always cheaper, which lets a search stop early.
    """

    arcs: Arcs
    cost: FloatArray
    max_hops: int
    closed: BoolArray
    fewest_first: bool = False

    def layers(self, targets: Sequence[int], hops: int, closed: BoolArray) -> list[FloatArray]:
        """Cost from each vertex to the nearest target in at most 0, 1, … hops - 1 hops.

        A closed vertex that is no target has cost inf: nobody passes it.
        """
        return list(islice(self._growing(targets, closed), hops))

    def _growing(self, targets: Sequence[int], closed: BoolArray) -> Iterator[FloatArray]:
        """The layers, one after the other."""
        layer = np.full(self.arcs.vertices, np.inf)
        layer[list(targets)] = 0.0
        shut = closed & (layer > 0)
        moved = np.flatnonzero(layer == 0)
        while True:
            yield layer
            nearer = self._nearer(layer, moved)
            nearer[shut] = np.inf
            moved = np.flatnonzero(nearer < layer)
            layer = nearer

    def _nearer(self, layer: FloatArray, moved: IntArray) -> FloatArray:
        """The layer after this one; `moved` are the vertices at which this one differs from the one before it."""
        arcs = self.arcs
        if not arcs.mirrored or 2 * int((arcs.first[moved + 1] - arcs.first[moved]).sum()) > len(arcs.head):
            return np.minimum(self.step(layer), layer)
        # Against the arcs, from the few vertices that can make a difference.
        positions, sizes = arcs.out_of(moved)
        nearer = layer.copy()
        np.minimum.at(nearer, arcs.head[positions], self.cost[positions] + np.repeat(layer[moved], sizes))
        return nearer

    def step(self, layer: FloatArray, tails: IntArray | None = None) -> FloatArray:
        """Cost from each vertex, or each of `tails`, if its first hop is followed by what `layer` says."""
        arcs = self.arcs
        if tails is None:
            sizes = np.diff(arcs.first)
            through = self.cost + layer[arcs.head]
        else:
            positions, sizes = arcs.out_of(tails)
            through = self.cost[positions] + layer[arcs.head[positions]]
        total = np.full(len(sizes), np.inf)
        some = np.flatnonzero(sizes)
        if len(some):
            total[some] = np.minimum.reduceat(through, (np.cumsum(sizes) - sizes)[some])
        return total

    def walk(self, layers: Sequence[FloatArray], source: int, barred: Sequence[int] = ()) -> list[int] | None:
        """The cheapest path from `source` to a target of `layers`, its first step not to a `barred` vertex.

        Among equal costs it is the one of fewest hops, then the one whose vertices come first; None: there is
        none.
        """
        arcs = self.arcs.leaving(source)
        heads, costs = self.arcs.head[arcs], self.cost[arcs].copy()
        costs[np.isin(heads, list(barred))] = np.inf
        best = [float(np.min(costs + layer[heads], initial=np.inf)) for layer in layers]
        if math.isinf(best[-1]):
            return None
        hops = next(i for i, cost in enumerate(best) if cost <= best[-1] * (1 + TIE))
        path = [source]
        for layer in reversed(layers[: hops + 1]):
            totals = costs + layer[heads]
            path.append(int(heads[np.argmax(totals <= totals.min() * (1 + TIE))]))
            if layers[0][path[-1]] == 0:
                break
            arcs = self.arcs.leaving(path[-1])
            heads, costs = self.arcs.head[arcs], self.cost[arcs]
        return path

    def between(self, sources: Sequence[int], targets: Sequence[int]) -> list[int] | None:
        """The cheapest path from any of `sources` to any of `targets` (the sets must not overlap)."""
        if not sources or not targets:
            return None
        candidates = np.sort(np.asarray(sources, dtype=np.int64))
        layers: list[FloatArray] = []
        for layer in islice(self._growing(targets, self.closed), self.max_hops):
            layers.append(layer)
            if self.fewest_first and np.isfinite(cost := self.step(layer, candidates)).any():
                break
        else:
            cost = self.step(layers[-1], candidates)
        return self.walk(layers, int(candidates[np.argmax(cost <= cost.min() * (1 + TIE))]))

    def paths(self, source: int, target: int) -> Iterator[list[int]]:
        """All loopless paths of at most `max_hops` hops, cheapest first, found one by one (Yen 1971).

        Ties: fewer hops first, then the vertices that come first.
        """
        found: list[list[int]] = []
        waiting: list[tuple[float, int, list[int]]] = []
        spurs = [self._spur([source], [], target)]
        while True:
            for path in spurs:
                if path is not None and (entry := self.rank(path)) not in waiting:
                    heapq.heappush(waiting, entry)
            if not waiting:
                return
            latest = heapq.heappop(waiting)[2]
            yield latest
            found.append(latest)
            roots = [latest[:i] for i in range(1, len(latest))]
            spurs = [
                self._spur(root, [path[len(root)] for path in found if path[: len(root)] == root], target)
                for root in roots
            ]

    def _spur(self, root: list[int], barred: Sequence[int], target: int) -> list[int] | None:
        """The cheapest path that begins with `root` and leaves it to no `barred` vertex."""
        hops = self.max_hops - len(root) + 1
        if hops < 1:
            return None
        closed = self.closed.copy()
        closed[root] = True
        rest = self.walk(self.layers([target], hops, closed), root[-1], barred)
        return None if rest is None else root[:-1] + rest

    def rank(self, path: list[int]) -> tuple[float, int, list[int]]:
        """What paths are ordered by: cost (rounded, so that ties are ties), number of vertices, vertices."""
        return float(f"{math.fsum(self.cost[self.arcs.along(path)]):.12g}"), len(path), path
