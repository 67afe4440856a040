"""Knowledge complexity: what regions and domains say of each other by who is active in what.

All functions take presence, regions (rows) by domains (columns), more than 0 where present, no row or column empty.
With a handful of regions the second eigenvector is one of very few, and its order is arbitrary: in the worked example
of Hidalgo and Hausmann (2009) the region that has everything does not come first, and two usual rules for the sign
give opposite orders. These measures are for a table of many regions, and no finding of three regions rests on them.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array, as_counts

SignRule = Literal["diversity", "reflections"]
_STEPS = 20
_CONVERGED = 1e-12


class Reflections(NamedTuple):
    """Steps of the method of reflections: of regions (k_c) and of domains (k_p)."""

    regions: Array
    domains: Array


class Complexity(NamedTuple):
    """One number a region and one a domain."""

    regions: Array
    domains: Array


def reflections(presence: ArrayLike, steps: int) -> Reflections:
    """The method of reflections (Hidalgo and Hausmann 2009) after a number of steps, 0 or more.

    k_c,n = sum_p M_cp k_p,n-1 / k_c,0 and k_p,n likewise; k_c,0 is the diversity of a region (its domains), k_p,0 the
    ubiquity of a domain (its regions).
    """
    if steps < 0:
        raise ValueError(f"reflections: {steps} steps; give 0 or more")
    there = _present(presence)
    diversity, ubiquity = there.sum(axis=1), there.sum(axis=0)
    regions, domains = diversity, ubiquity
    for _ in range(steps):
        regions, domains = there @ domains / diversity, there.T @ regions / ubiquity
    return Reflections(regions, domains)


def eigenvalues(presence: ArrayLike) -> Array:
    """Eigenvalues of W = D^-1 M U^-1 M', regions x regions, largest first: the first is 1."""
    return _spectrum(_present(presence))[0]


def economic_complexity(presence: ArrayLike, sign: SignRule = "diversity") -> Complexity:
    """Complexity index of regions and domains: the second eigenvector of W, with mean 0 and standard deviation 1.

    An eigenvector has no sign of its own. `sign` is the number of the regions that it must correlate with: their
    diversity (py-ecomplexity) or their 20th reflection (EconGeo). Domains get the mean of their regions, standardised.
    NaN where there is no second eigenvector: fewer than two regions, all alike, or in pieces that share no domain.
    """
    there = _present(presence)
    values, vectors = _spectrum(there)
    # Alike regions leave nothing but the first; pieces repeat it, and then no one vector is the second.
    if len(values) < 2 or values[1] < _CONVERGED or values[1] > 1 - _CONVERGED:
        return Complexity(np.full(there.shape[0], np.nan), np.full(there.shape[1], np.nan))
    score = vectors[:, 1]
    guide = there.sum(axis=1) if sign == "diversity" else reflections(there, _STEPS).regions
    if np.dot(score - score.mean(), guide - guide.mean()) < 0:
        score = -score
    return Complexity(_standard(score), _standard(there.T @ score / there.sum(axis=0)))


def fitness(presence: ArrayLike, iterations: int = 200) -> Complexity:
    """Fitness of regions and complexity of domains (Tacchella et al. 2012), each with mean 1.

    F = M Q and Q = 1 / (M' 1/F), each divided by its mean, until nothing moves or for a number of iterations. In
    nested tables the weakest go to 0, the slower the longer the run: compare orders, not values.
    """
    there = _present(presence)
    regions, domains = np.ones(there.shape[0]), np.ones(there.shape[1])
    for _ in range(iterations):
        next_regions = there @ domains
        next_domains = 1 / (there.T @ (1 / regions))
        next_regions /= next_regions.mean()
        next_domains /= next_domains.mean()
        moved = max(np.abs(next_regions - regions).max(), np.abs(next_domains - domains).max())
        # Rounding must not take one to 0, by which the next step would divide.
        regions, domains = np.maximum(next_regions, np.finfo(float).tiny), next_domains
        if moved < _CONVERGED:
            break
    return Complexity(regions, domains)


def _spectrum(there: Array) -> tuple[Array, Array]:
    """Eigenvalues, largest first, and eigenvectors of W, by way of the symmetric matrix that it is similar to."""
    root = np.sqrt(there.sum(axis=1))
    half = there / root[:, None] / np.sqrt(there.sum(axis=0))
    values, vectors = np.linalg.eigh(half @ half.T)
    order = np.argsort(-values, kind="stable")
    return values[order], vectors[:, order] / root[:, None]


def _standard(values: Array) -> Array:
    return np.asarray((values - values.mean()) / values.std())


def _present(presence: ArrayLike) -> Array:
    table = as_counts(presence, "complexity")
    there = (table > 0).astype(np.float64)
    if there.ndim != 2 or not there.size or not there.any(axis=1).all() or not there.any(axis=0).all():
        raise ValueError("complexity: leave out regions without a domain and domains without a region first")
    return there
