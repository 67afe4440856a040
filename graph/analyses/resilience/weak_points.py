"""The network of Belgian actors and their partners, and what of it hangs on single actors and ties."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dirskg.graph.analyses.resilience.leavers import Attack, Bridge, Layer
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.measures.resilience import (
    Contracted,
    Leaving,
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
from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.graph.network.layers import layers
from dirskg.graph.network.projection import collaboration_network
from dirskg.ontology.vocab import REGIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]
    FloatArray = NDArray[np.float64]
    BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class WeakPoints:
    """The network without funders: `edges` are pairs of vertices, the actors that may leave are `leaving`.

    `small` has partners that stay, where they hang together, as one. `alone` says what the leaving of each vertex of
    it does; weights and groups of it are actors that may leave, by region.
    """

    ids: list[str]
    index: dict[str, int]
    regions: list[str]
    leaving: BoolArray
    edges: IntArray
    small: Contracted
    alone: Leaving
    by_layer: dict[str, IntArray]
    layer_degrees: IntArray
    between: FloatArray
    tops: Mapping[str, str]

    def cut_off(self, one: str) -> tuple[str, ...]:
        """The actors, by id, that nothing ties to the rest of their component when this one leaves; who belongs to its
        group leaves with it, and is none of them.
        """
        if not self._inside(one) or not self.alone.cut_off[self._place(one)]:
            return ()
        small, place = self.small, self._place(one)
        gone = (small.edges == place).any(axis=1)
        rest = components(small.vertices, small.edges[~gone])
        own = np.setdiff1d(rest[small.edges[gone]], rest[place])
        part = rest[small.place]
        size = np.bincount(part[self.leaving], minlength=int(part.max()) + 1)
        # The first of equally great parts counts as the main body.
        main = own[np.argmax(size[own])]
        off = (self.ids[v] for v in np.flatnonzero(self.leaving & np.isin(part, own) & (part != main)).tolist())
        top = self.tops.get(one, one)
        return tuple(sorted(other for other in off if self.tops.get(other, other) != top))

    def pairs(self, one: str) -> int:
        """Pairs of actors of two regions that are tied with this one only."""
        return int(self.alone.parted[self._place(one)]) if self._inside(one) else 0

    def giant(self, one: str) -> int:
        """How many actors hang together when this one has left."""
        return int(self.alone.giant[self._place(one)]) if self._inside(one) else self._greatest()

    def ties(self, one: str) -> int:
        """Partners, funders left out."""
        return len(self._near(one)) if self._inside(one) else 0

    def layers_of(self, one: str) -> dict[str, int]:
        """Partners in each layer in which there are any."""
        degrees = self.layer_degrees[self.index[one]].tolist()
        return {name: n for name, n in zip(self.by_layer, degrees, strict=True) if n}

    def betweenness(self, one: str) -> float:
        """Share of the shortest paths between two other actors, over ties among actors alone, that pass this one."""
        return float(self.between[self.index[one]])

    def participation(self, one: str) -> float:
        """How evenly its ties are spread over the layers; NaN without any."""
        return float(participation_coefficient(self.layer_degrees[[self.index[one]]])[0])

    def bridges(self) -> tuple[Bridge, ...]:
        """Ties between two actors of two regions that no other way replaces."""
        small, real = self.small, {place: v for v, place in enumerate(self.small.place.tolist()) if self.leaving[v]}
        once = small.times == 1
        single = set(map(tuple, small.edges[once].tolist()))
        found = []
        for edge in bridges(small.vertices, small.edges):
            if edge in single and edge[0] in real and edge[1] in real:
                u, v = sorted((real[edge[0]], real[edge[1]]))
                if self.regions[u] and self.regions[v] and self.regions[u] != self.regions[v]:
                    found.append(Bridge(self.ids[u], self.ids[v]))
        return tuple(sorted(found, key=lambda bridge: (bridge.first, bridge.second)))

    def layers_told(self) -> tuple[Layer, ...]:
        """Each layer, and what it has in common with the others."""
        keys = [pairs[:, 0] * len(self.ids) + pairs[:, 1] for pairs in self.by_layer.values()]
        overlap = edge_overlap(keys)
        there = (self.layer_degrees > 0) & self.leaving[:, None]
        alone = there & (there.sum(axis=1) == 1)[:, None]
        return tuple(
            Layer(
                name, len(keys[i]), int(there[:, i].sum()), int(alone[:, i].sum()),
                {other: float(overlap[i, j]) for j, other in enumerate(self.by_layer) if j != i},
            )
            for i, name in enumerate(self.by_layer)
        )  # fmt: skip

    def attack(self, *, home: bool) -> Attack:
        """What is left when the best-tied leave one after the other, over ties among them alone, or over all."""
        edges = self.edges[self._at_home()] if home else self.edges
        tied = np.zeros(len(self.ids), dtype=bool)
        tied[edges.ravel()] = True
        tied &= self.leaving
        small = contract(len(self.ids), edges, ~tied)
        weight = np.bincount(small.place, tied, small.vertices).astype(np.int64)
        order = attack_order(len(self.ids), edges, tied)
        sizes = giants(small.vertices, small.edges, small.place[order], weight)
        n = int(tied.sum())
        part = components(small.vertices, small.edges)
        whole = int(np.bincount(part, weight).max(initial=0)) if n else 0
        halving = 0 if 2 * whole < n or not n else 1 + int(np.argmax(2 * sizes < n))
        return Attack(n, whole, robustness(sizes, n), halving)

    def _at_home(self) -> BoolArray:
        return self.leaving[self.edges[:, 0]] & self.leaving[self.edges[:, 1]]

    def _inside(self, one: str) -> bool:
        return bool(self.leaving[self.index[one]])

    def _place(self, one: str) -> int:
        return int(self.small.place[self.index[one]])

    def _near(self, one: str) -> IntArray:
        vertex = self.index[one]
        return np.concatenate([self.edges[self.edges[:, i] == vertex, 1 - i] for i in (0, 1)])

    def _greatest(self) -> int:
        part = components(self.small.vertices, self.small.edges)
        weight = np.bincount(self.small.place, self.leaving, self.small.vertices)
        return int(np.bincount(part, weight).max(initial=0))


def _either(marked: BoolArray, pairs: IntArray) -> BoolArray:
    return marked[pairs[:, 0]] | marked[pairs[:, 1]]


def weak_points(ecosystem: Ecosystem, leaving: Collection[str]) -> WeakPoints:
    """The network of an ecosystem in which the organisations `leaving` may leave, funders left out."""
    network = collaboration_network(ecosystem)
    organisations = network.organisations
    funders = organisations["kind"].isin(FUNDER_KINDS).to_numpy(dtype=bool)
    may = organisations["id"].isin(set(leaving)).to_numpy(dtype=bool) & ~funders
    edges = np.column_stack([network.u, network.v])
    edges = edges[~(funders[network.u] | funders[network.v])]
    n = len(organisations)
    small = contract(n, edges, ~may)
    regions = organisations["region"].tolist()
    placed = np.column_stack([may & (organisations["region"] == r).to_numpy(dtype=bool) for r in REGIONS])
    members = np.zeros((small.vertices, len(REGIONS)), dtype=np.int64)
    np.add.at(members, small.place, placed)
    weight = np.bincount(small.place, may, small.vertices).astype(np.int64)
    by_layer = {
        name: pairs
        for name, all_pairs in layers(ecosystem, network).items()
        if len(pairs := all_pairs[~_either(funders, all_pairs) & _either(may, all_pairs)])
    }
    degrees = [np.bincount(pairs.ravel(), minlength=n) for pairs in by_layer.values()]
    return WeakPoints(
        ids=organisations["id"].tolist(), index=network.index, regions=regions, leaving=may, edges=edges, small=small,
        alone=leave_one_out(small.vertices, small.edges, weight, members), by_layer=by_layer,
        layer_degrees=np.column_stack(degrees) if degrees else np.zeros((n, 0), dtype=np.int64),
        between=_between(n, edges, may), tops=groups(ecosystem),
    )  # fmt: skip


def _between(vertices: int, edges: IntArray, leaving: BoolArray) -> FloatArray:
    """Betweenness over the ties among actors that have one; 0 for all others."""
    home = edges[leaving[edges[:, 0]] & leaving[edges[:, 1]]]
    tied, ends = np.unique(home, return_inverse=True)
    found = np.zeros(vertices)
    found[tied] = betweenness(len(tied), ends.reshape(-1, 2))
    return found
