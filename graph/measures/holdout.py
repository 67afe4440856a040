"""Rankings of all pairs that are not tied, without holding all pairs: by kinds of vertices, or above a score of 0."""

from __future__ import annotations

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.link_prediction import Matrix
from dirskg.graph.measures.ranking import Levels, levels
from dirskg.graph.measures.stats import Array

Ids = NDArray[np.int64]


def levels_by_kind(kind: ArrayLike, score: ArrayLike, adjacent: Matrix, new: Matrix) -> Levels:
    """Levels of all pairs of vertices that are not tied, where the score depends on the kinds of the two alone.

    `kind` is the kind of each vertex (from 0), `score` kinds x kinds and symmetric, `adjacent` and `new` the ties there
    are and those that came; a pair of `new` must not be in `adjacent`.
    """
    kinds = np.asarray(kind, dtype=np.int64)
    table = np.asarray(score, dtype=np.float64)
    many = np.bincount(kinds, minlength=len(table)).astype(np.float64)
    pairs = np.outer(many, many)
    np.fill_diagonal(pairs, many * (many - 1) / 2)
    untied = pairs - _between(kinds, adjacent, len(table))
    upper = np.triu_indices(len(table))
    there = untied[upper] > 0
    return levels(table[upper][there], _between(kinds, new, len(table))[upper][there], untied[upper][there])


def levels_above_zero(score: Matrix, adjacent: Matrix, new: Matrix) -> Levels:
    """Levels of all pairs of vertices that are not tied; pairs that `score` does not hold have a score of 0."""
    n = adjacent.shape[0]
    held = scipy.sparse.triu(score, 1).tocoo()
    u, v = held.coords
    keys = u.astype(np.int64) * n + v
    kept = ~np.isin(keys, _keys(adjacent)) & (held.data > 0)
    good = np.isin(keys[kept], _keys(new))
    untied = n * (n - 1) / 2 - adjacent.nnz / 2
    rest, rest_good = untied - kept.sum(), new.nnz / 2 - good.sum()
    scores, items = np.append(held.data[kept], 0.0), np.append(np.ones(int(kept.sum())), rest)
    relevant = np.append(good.astype(np.float64), rest_good)
    return levels(scores[items > 0], relevant[items > 0], items[items > 0])


def kinds_of(rows: ArrayLike) -> tuple[Ids, Array]:
    """The kind of each row, equal rows being of one kind, and the row of each kind."""
    found, kind = np.unique(np.asarray(rows, dtype=np.float64), axis=0, return_inverse=True)
    return np.asarray(kind, dtype=np.int64).ravel(), found


def _between(kinds: Ids, ties: Matrix, size: int) -> Array:
    """Ties between kinds, each once, in the upper triangle."""
    u, v = scipy.sparse.triu(ties, 1).tocoo().coords
    ends = np.sort(np.stack([kinds[u], kinds[v]]), axis=0)
    counts = np.bincount(ends[0] * size + ends[1], minlength=size * size)
    return counts.reshape(size, size).astype(np.float64)


def _keys(ties: Matrix) -> Ids:
    u, v = scipy.sparse.triu(ties, 1).tocoo().coords
    return np.asarray(u.astype(np.int64) * ties.shape[0] + v)
