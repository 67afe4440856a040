"""How related kinds (domains) are, from how often they stand together, and what that gives a region to build on.

Matrices of kinds by kinds are symmetric. Their diagonal is 0 wherever one is made here: that a domain is related to
itself says nothing. `relatedness_density` and `added_density` take relatedness as it is given, diagonal included.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array, as_counts, ratio


def co_occurrence(incidence: ArrayLike) -> Array:
    """In how many events two kinds stand together, c = X X'; kinds x kinds, diagonal 0.

    `incidence` is kinds x events, more than 0 where the kind is in the event: it counts once, whatever the value.
    """
    there = (_matrix(incidence, "co_occurrence") > 0).astype(np.float64)
    return without_diagonal(there @ there.T)


def association(cooccurrence: ArrayLike) -> Array:
    """Association strength c_ij T / (s_i s_j) (van Eck and Waltman 2009): 1 is as often as by chance.

    s are the row sums and T the total, the diagonal left out. NaN for a kind that stands with no other.
    """
    c, s, total = _sums(cooccurrence)
    return _over(c * total, np.outer(s, s))


def probability(cooccurrence: ArrayLike) -> Array:
    """Probabilistic relatedness of Steijn (2017): 1 is as often as by chance when no kind stands with itself.

    c_ij / ((s_i/T s_j/(T - s_i) + s_j/T s_i/(T - s_j)) T/2). NaN for a kind that stands with no other.
    """
    c, s, total = _sums(cooccurrence)
    # T - s is above 0 in a symmetric matrix: what a kind shares with another counts in the row of the other too.
    left = np.divide(s, total - s, out=np.zeros_like(s), where=total > s)
    return _over(c, (np.outer(s, left) + np.outer(left, s)) / 2)


def without_diagonal(matrix: ArrayLike) -> Array:
    """A copy with 0 on the diagonal."""
    found = np.array(matrix, dtype=np.float64)
    np.fill_diagonal(found, 0.0)
    return found


def relatedness_density(presence: ArrayLike, phi: ArrayLike) -> Array:
    """How much of what a domain is related to a region has, 100 sum_j M_rj phi_jd / sum_j phi_jd, in percent.

    `presence` is regions x domains (true where present), `phi` domains x domains; relatedness that is NaN counts as 0.
    The result is regions x domains, NaN for a domain related to none. Only where the region is absent is it a measure
    of how near the domain lies (Hidalgo et al. 2007; Boschma, Balland and Kogler 2015).
    """
    there, related = _both(presence, phi)
    return _percent(there @ related, related)


def added_density(presence: ArrayLike, phi: ArrayLike) -> Array:
    """What region r would gain in domain d from what region s has and r lacks, in percent: [r, s, d].

    100 sum_j phi_jd (1 - M_rj) M_sj / sum_j phi_jd (Balland and Boschma 2021); arguments as in `relatedness_density`.
    Not symmetric in r and s, and 0 where they are the same; NaN for a domain related to none.
    """
    there, related = _both(presence, phi)
    gained = (1 - there)[:, None, :] * there[None, :, :]
    return _percent(gained @ related, related)


def shares(phi: ArrayLike) -> Array:
    """What each domain j weighs in the density of domain d, in percent: [j, d]; columns sum to 100, NaN as above."""
    related = _square(phi)
    return _percent(related, related)


def _percent(part: Array, phi: Array) -> Array:
    return ratio(100 * part, phi.sum(axis=0))


def _both(presence: ArrayLike, phi: ArrayLike) -> tuple[Array, Array]:
    there, related = np.asarray(presence, dtype=bool).astype(np.float64), _square(phi)
    if there.ndim != 2 or there.shape[1] != len(related):
        raise ValueError(f"presence of shape {there.shape} does not fit the relatedness of {len(related)} domains")
    return there, related


def _square(phi: ArrayLike) -> Array:
    found = np.nan_to_num(np.asarray(phi, dtype=np.float64), nan=0.0)
    if found.ndim != 2 or found.shape[0] != found.shape[1] or not np.all(np.isfinite(found) & (found >= 0)):
        raise ValueError(f"relatedness must be a square matrix without negative values, got the shape {found.shape}")
    return found


def _matrix(values: ArrayLike, what: str) -> Array:
    table = as_counts(values, what)
    if table.ndim != 2:
        raise ValueError(f"{what}: needs a matrix, got {table.ndim} dimension(s)")
    return table


def _sums(cooccurrence: ArrayLike) -> tuple[Array, Array, float]:
    """Co-occurrence without its diagonal, row sums and total; ValueError unless it is symmetric."""
    table = _matrix(cooccurrence, "relatedness")
    if table.shape[0] != table.shape[1] or not np.array_equal(table, table.T):
        raise ValueError(f"relatedness: co-occurrence must be symmetric, got the shape {table.shape}")
    c = without_diagonal(table)
    s = c.sum(axis=1)
    return c, s, float(s.sum())


def _over(part: Array, whole: Array) -> Array:
    """The quotient without its diagonal; NaN where the whole is 0."""
    return without_diagonal(ratio(part, whole))
