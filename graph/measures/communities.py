"""Communities of a network, and how far they agree with groups that are known.

Communities are those of the Leiden algorithm (Traag, Waltman and van Eck 2019, Scientific Reports 9:5233) for weighted
modularity. Agreement is adjusted mutual information (Vinh, Epps and Bailey 2010, JMLR 11:2837-2854): 1 where two
partitions are the same, 0 on average where they have nothing to do with each other, negative below that.
"""

from __future__ import annotations

import random

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.gamma import log_gamma
from dirskg.graph.measures.mixing import IntArray
from dirskg.graph.measures.stats import Array


def leiden(vertices: int, u: IntArray, v: IntArray, weight: ArrayLike, *, seed: int) -> IntArray:
    """Community of every vertex, as a number. The same seed gives the same answer for the same order of ties."""
    import igraph

    graph = igraph.Graph(n=vertices, edges=np.column_stack([u, v]).tolist())
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = graph.community_leiden(
            "modularity", weights=np.asarray(weight, dtype=np.float64).tolist(), n_iterations=-1
        )
    finally:
        igraph.set_random_number_generator(random)
    return np.asarray(found.membership, dtype=np.int64)


def adjusted_mutual_information(left: ArrayLike, right: ArrayLike) -> float:
    """(MI - E[MI]) / (mean of the two entropies - E[MI]), E[MI] over all pairings of labels.

    Labels are whole numbers, one per member in both. 1 for two partitions alike, those with a single group included;
    NaN without members.
    """
    table = _contingency(np.asarray(left), np.asarray(right))
    n = table.sum()
    if n == 0:
        return float("nan")
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    if len(rows) == len(columns) and len(rows) in (1, n):
        return 1.0
    chance = expected_mutual_information(rows, columns)
    room = (_entropy(rows) + _entropy(columns)) / 2 - chance
    found = mutual_information(table) - chance
    # Where nothing is left to agree on, neither does anything agree.
    return float(found / room) if abs(room) > 1e-12 else 0.0


def mutual_information(table: ArrayLike) -> float:
    """Mutual information of two partitions from their table of counts, in nats."""
    counts = np.asarray(table, dtype=np.float64)
    n = counts.sum()
    by_chance = np.outer(counts.sum(axis=1), counts.sum(axis=0))[counts > 0]
    seen = counts[counts > 0]
    return float(np.sum(seen / n * np.log(n * seen / by_chance)))


def expected_mutual_information(rows: ArrayLike, columns: ArrayLike) -> float:
    """Mean of the mutual information over all tables with these margins (the hypergeometric model), in nats."""
    a, b = (np.asarray(margin, dtype=np.float64) for margin in (rows, columns))
    n = a.sum()
    # Logarithms of all factorials up to that of n.
    log = log_gamma(np.arange(n + 1) + 1)
    total = 0.0
    for size in a.astype(np.int64):
        for other in b.astype(np.int64):
            k = np.arange(max(1, size + other - int(n)), min(size, other) + 1)
            whole = log[size] + log[other] + log[int(n) - size] + log[int(n) - other] - log[int(n)]
            chance = np.exp(whole - log[k] - log[size - k] - log[other - k] - log[int(n) - size - other + k])
            total += float(np.sum(k / n * np.log(n * k / (size * other)) * chance))
    return total


def _contingency(left: Array, right: Array) -> Array:
    first, i = np.unique(left, return_inverse=True)
    second, j = np.unique(right, return_inverse=True)
    counts = np.bincount(i * len(second) + j, minlength=len(first) * len(second))
    return counts.astype(np.float64).reshape(len(first), len(second))


def _entropy(sizes: Array) -> float:
    share = sizes[sizes > 0] / sizes.sum()
    return float(-np.sum(share * np.log(share)))
