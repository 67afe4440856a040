"""Scores of pairs that are not tied yet, from the ties there are (Liben-Nowell and Kleinberg 2007).

Adjacency is a symmetric sparse matrix; only whether two are tied counts, not how strongly, and nobody is tied to
himself. Scores come as symmetric sparse matrices that hold every pair above 0, tied ones and the diagonal included:
who ranks leaves out what is no candidate. For scores from common neighbours all pairs two steps apart are held.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import scipy
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array

# scipy.sparse.csr_array, of which no types are published, and which takes a while to load.
Matrix: TypeAlias = Any
_DENSE = 4000  # vertices up to which the inverse behind Katz scores fits in memory


def adjacency(u: ArrayLike, v: ArrayLike, vertices: int) -> Matrix:
    """The matrix of undirected edges (u, v), each held once however often it is told; loops are left out."""
    a, b = np.asarray(u, dtype=np.int64), np.asarray(v, dtype=np.int64)
    kept = a != b
    a, b = np.concatenate([a[kept], b[kept]]), np.concatenate([b[kept], a[kept]])
    found = scipy.sparse.coo_array((np.ones(len(a)), (a, b)), shape=(vertices, vertices)).tocsr()
    found.data[:] = 1.0
    return found


def common_neighbours(adjacent: Matrix) -> Matrix:
    """In how many neighbours two vertices agree."""
    return scipy.sparse.csr_array(adjacent @ adjacent)


def adamic_adar(adjacent: Matrix) -> Matrix:
    """Sum over common neighbours z of 1 / ln(degree of z) (Adamic and Adar 2003)."""
    degree = degrees(adjacent)
    # A common neighbour of two has at least two neighbours.
    return _weighted(adjacent, np.where(degree > 1, 1 / np.log(np.maximum(degree, 2)), 0.0))


def resource_allocation(adjacent: Matrix) -> Matrix:
    """Sum over common neighbours z of 1 / (degree of z) (Zhou, Lü and Zhang 2009)."""
    degree = degrees(adjacent)
    return _weighted(adjacent, np.divide(1.0, degree, out=np.zeros_like(degree), where=degree > 0))


def jaccard(adjacent: Matrix) -> Matrix:
    """Common neighbours over all neighbours of the two."""
    found, degree = common_neighbours(adjacent).tocoo(), degrees(adjacent)
    u, v = found.coords
    union = degree[u] + degree[v] - found.data
    return scipy.sparse.coo_array((found.data / union, (u, v)), shape=found.shape).tocsr()


def katz(adjacent: Matrix, beta: float, radius: float | None = None) -> Array:
    """Sum over walks of length l of beta^l, (I - beta A)^-1 - I (Katz 1953); a dense matrix.

    `radius` is `spectral_radius`, worked out where it is not given.

    Raises ValueError where the sum does not converge (beta not below 1 / `spectral_radius`), or for more than 4,000
    vertices, whose pairs are too many to hold.
    """
    n = adjacent.shape[0]
    if n > _DENSE:
        raise ValueError(f"katz: {n} vertices; all pairs of more than {_DENSE} are too many to hold")
    largest = spectral_radius(adjacent) if radius is None else radius
    if not 0 < beta < 1 / max(largest, np.finfo(float).tiny):
        raise ValueError(f"katz: beta {beta:g} must lie between 0 and 1 / spectral radius, or the sum has no end")
    identity = np.eye(n)
    return np.asarray(np.linalg.inv(identity - beta * adjacent.toarray()) - identity)


def spectral_radius(adjacent: Matrix) -> float:
    """Largest eigenvalue of the adjacency; 0 without edges."""
    if not adjacent.nnz:
        return 0.0
    if adjacent.shape[0] < 50:
        return float(np.linalg.eigvalsh(adjacent.toarray())[-1])
    # A fixed start, because the usual one is drawn at random.
    start = np.ones(adjacent.shape[0])
    return float(scipy.sparse.linalg.eigsh(adjacent, k=1, which="LA", v0=start, return_eigenvectors=False)[0])


def components(adjacent: Matrix) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Number of the connected component of each vertex."""
    return np.asarray(scipy.sparse.csgraph.connected_components(adjacent, directed=False)[1], dtype=np.int64)


def degrees(adjacent: Matrix) -> Array:
    """Number of neighbours of each vertex."""
    return np.asarray(np.diff(adjacent.indptr), dtype=np.float64)


def _weighted(adjacent: Matrix, weight: Array) -> Matrix:
    """Common neighbours, each by its weight."""
    return scipy.sparse.csr_array(adjacent @ scipy.sparse.diags_array(weight) @ adjacent)
