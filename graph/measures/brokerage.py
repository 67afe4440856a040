"""Brokerage between groups (Gould and Fernandez 1989, Sociological Methodology 19:89-126), for undirected networks.

Vertex v brokers between a and b where both are tied to v but not to each other: an open triad, counted once. By the
groups of the three it plays one of four roles: *coordinator* (all in one group), *itinerant* (a and b in one group, v
in another), *bridging* (v in the group of one of them: representative and gatekeeper, which cannot be told apart
without directions) and *liaison* (three groups). Directed counts of an undirected network, as other programs give them,
are twice these; their representative and gatekeeper each equal `bridging`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.mixing import BUDGET, CHUNK, LEAST_DRAWS, IntArray
from dirskg.graph.measures.stats import Array

# Rows of the adjacency matrix that are multiplied at a time: bounds the memory that a product takes.
_ROWS = 512

# scipy.sparse.csr_array, of which no types are published.
Matrix: TypeAlias = Any


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """Open triads by role, one number a vertex."""

    coordinator: Array
    itinerant: Array
    bridging: Array
    liaison: Array

    @property
    def across(self) -> Array:
        """Triads that join vertices of two different groups: bridging and liaison."""
        return self.bridging + self.liaison

    @property
    def total(self) -> Array:
        """All open triads."""
        return self.coordinator + self.itinerant + self.across


def adjacency(vertices: int, u: IntArray, v: IntArray, weight: ArrayLike | None = None) -> Matrix:
    """Symmetric sparse matrix of an undirected network: 1, or the weight, where two vertices are tied."""
    values = np.ones(len(u)) if weight is None else np.asarray(weight, dtype=np.float64)
    both = np.concatenate([u, v]), np.concatenate([v, u])
    return scipy.sparse.csr_array((np.tile(values, 2), both), shape=(vertices, vertices))


def roles(tied: Matrix, group: IntArray, groups: int) -> Roles:
    """Open triads of every vertex by role: pairs of its neighbours by their groups, less the pairs that are tied.

    `tied` is a matrix of `adjacency` without weights, `group` has the group of every vertex as a number.
    """
    own = np.repeat(group, np.diff(tied.indptr)) == group[tied.indices]
    inside, outside = (_only(tied, keep) for keep in (own, ~own))
    member = scipy.sparse.csr_array((np.ones(len(group)), (np.arange(len(group)), group)), shape=(len(group), groups))
    by_group = (tied @ member).toarray()
    same = by_group[np.arange(len(group)), group]
    other = by_group.sum(axis=1) - same
    alike = np.sum(by_group * (by_group - 1), axis=1) / 2 - same * (same - 1) / 2
    closed = _closed(inside, outside)
    return Roles(
        coordinator=same * (same - 1) / 2 - closed.coordinator,
        itinerant=alike - closed.itinerant,
        bridging=same * other - closed.bridging,
        liaison=other * (other - 1) / 2 - alike - closed.liaison,
    )


def expected_roles(total: ArrayLike, own: IntArray, sizes: ArrayLike) -> Roles:
    """Mean of each role over random labels of all other vertices: exact, from the number of open triads alone.

    `total` and `own` hold the open triads and the group of the vertices asked for, `sizes` the members of every
    group. With n vertices, two others of given labels are met with the chance that two draws without replacement have.
    """
    n = np.asarray(sizes, dtype=np.float64)
    others = n.sum() - 1
    pairs = others * (others - 1)
    mine = n[own] - 1
    rest = others - mine
    alike = np.sum(n * (n - 1)) - n[own] * (n[own] - 1)
    chances = (mine * (mine - 1), alike, 2 * mine * rest, rest * (rest - 1) - alike)
    triads = np.asarray(total, dtype=np.float64)
    return Roles(*(triads * chance / pairs if pairs > 0 else np.zeros_like(triads) for chance in chances))


def permuted_across(
    tied: Matrix, vertex: int, group: IntArray, groups: int, *, draws: int = 2000, seed: int = 560311
) -> Array:
    """Triads of one vertex that join two groups, one number for each random labelling of all other vertices.

    Its own label does not matter: what it joins depends on those of its neighbours. Vertices with very many ties among
    their neighbours get fewer draws, never under LEAST_DRAWS. The same seed gives the same answer.
    """
    neighbours = tied.indices[tied.indptr[vertex] : tied.indptr[vertex + 1]]
    among = scipy.sparse.triu(tied[neighbours][:, neighbours], k=1).tocoo()
    cost = len(neighbours) * groups + among.nnz + 1
    draws = max(min(draws, BUDGET // (10 * cost)), LEAST_DRAWS)
    others = np.bincount(group, minlength=groups) - np.bincount(group[[vertex]], minlength=groups)
    generator = np.random.default_rng(seed)
    found = []
    for first in range(0, draws, step := max(CHUNK // cost, 1)):
        size = min(step, draws - first)
        count = generator.multivariate_hypergeometric(others, len(neighbours), size=size, method="marginals")
        # How many neighbours have each label, then which of them.
        label = np.sum(np.arange(len(neighbours)) >= np.cumsum(count, axis=1)[:, :, None], axis=1)
        label = generator.permuted(label, axis=1)
        pairs = (len(neighbours) ** 2 - np.sum(count**2, axis=1)) / 2
        found.append(pairs - np.sum(label[:, among.row] != label[:, among.col], axis=1))
    return np.concatenate(found)


def _only(tied: Matrix, keep: NDArray[np.bool_]) -> Matrix:
    """The entries to keep, as a matrix of ones."""
    first = np.concatenate([[0], np.cumsum(keep)])[tied.indptr]
    return scipy.sparse.csr_array((np.ones(int(first[-1])), tied.indices[keep], first), shape=tied.shape)


def _closed(inside: Matrix, outside: Matrix) -> Roles:
    """Pairs of neighbours that are tied to each other, by the role they would have given.

    `inside` has the ties within groups, `outside` those between groups.
    """
    return Roles(
        coordinator=_triangles(inside, inside, inside) / 2,
        itinerant=_triangles(outside, inside, outside) / 2,
        bridging=_triangles(inside, outside, outside),
        liaison=_triangles(outside, outside, outside) / 2,
    )


def _triangles(first: Matrix, second: Matrix, third: Matrix) -> Array:
    """For each vertex v the number of a, b with v-a in `first`, a-b in `second` and v-b in `third`."""
    found = np.zeros(first.shape[0])
    for start in range(0, first.shape[0], _ROWS):
        rows = slice(start, start + _ROWS)
        found[rows] = (first[rows] @ second).multiply(third[rows]).sum(axis=1)
    return found
