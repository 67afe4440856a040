"""Structural holes (Burt 1992): how far a vertex is tied to others who are tied to each other anyway.

With w the weights of arcs and a = w + w' (both directions; in an undirected network simply twice the weight),
p_ij = a_ij / sum_k a_ik is the share of i's ties that goes to j, m_ij = a_ij / max_k a_ik its strength against i's
strongest. *Constraint* is sum_j (p_ij + sum_q p_iq p_qj)^2 over the neighbours j: 1 for one partner, low for many who
do not know each other. *Effective size* is sum_j (1 - sum_q p_iq m_jq): the partners less their redundancy, in an
unweighted undirected network n - 2t/n with t ties among the n partners (Borgatti 1997, Connections 20:35-38).
*Efficiency* is effective size over partners.

Values are for the vertices asked for, so that a few of them cost little in a large network. Without neighbours all
three are NaN. igraph and networkx give the same constraint; networkx 3.6.1 gives wrong weighted effective sizes unless
the nodes are named one by one, which is why this is not taken from there.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import scipy

from dirskg.graph.measures.mixing import IntArray
from dirskg.graph.measures.stats import Array, ratio


class Holes(NamedTuple):
    """Constraint, effective size and efficiency, one number a vertex asked for."""

    constraint: Array
    effective_size: Array
    efficiency: Array


def structural_holes(arcs: scipy.sparse.csr_array, vertices: IntArray | None = None) -> Holes:
    """Burt's measures of some vertices (default: all) in a network given by the matrix of the weights of its arcs.

    The matrix of an undirected network is symmetric. Its diagonal must be empty and its weights positive.
    """
    if not arcs.shape[0]:
        return Holes(*np.empty((3, 0)))
    mutual = scipy.sparse.csr_array(arcs + arcs.T)
    asked = np.arange(arcs.shape[0]) if vertices is None else vertices
    share = _scaled(mutual, np.asarray(mutual.sum(axis=1)).ravel())
    strength = _scaled(mutual, mutual.max(axis=1).toarray().ravel())
    own = share[asked]
    neighbours = scipy.sparse.csr_array((np.ones(len(own.data)), own.indices, own.indptr), shape=own.shape)
    partners = np.diff(own.indptr).astype(np.float64)
    invested = own + (own @ share).multiply(neighbours)
    redundant = (own @ strength.T).multiply(neighbours).sum(axis=1)
    none = partners == 0
    constraint = np.where(none, np.nan, invested.power(2).sum(axis=1))
    size = np.where(none, np.nan, partners - redundant)
    return Holes(constraint, size, ratio(size, partners))


def _scaled(matrix: scipy.sparse.csr_array, by: Array) -> scipy.sparse.csr_array:
    """Rows divided by a number each; rows without entries stay empty."""
    data = matrix.data / np.repeat(by, np.diff(matrix.indptr))
    return scipy.sparse.csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)
