"""Do ties keep within groups? Mixing matrix, E-I index, assortativity, and ties against what degrees lead to expect.

Ties are undirected and given by their ends `u` and `v` (arrays of vertex numbers, no tie from a vertex to itself);
`group` holds the group of every vertex as a number from 0 to `groups` - 1. A mixing matrix T is symmetric: T[a, b]
counts the ties between a and b once, and T[a, a] those within a once.

None of these numbers has a neutral point of its own: an E-I index of 0 is already inward-looking where three unequal
groups are compared. So each stands beside what chance gives.

Literature: Krackhardt and Stern (1988), Social Psychology Quarterly 51:123-140 (E-I index); Newman (2003), Phys. Rev. E
67:026126 (assortativity and its jackknife error); Garwood (1936), Biometrika 28:437-442 (interval of a count).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.stats import Array, garwood, ratio

IntArray = NDArray[np.int64]

# So many draws times (vertices + ties) are held to a few seconds; larger networks get fewer draws, never under LEAST.
BUDGET = 200_000_000
LEAST_DRAWS = 199
CHUNK = 4_000_000


class Ratio(NamedTuple):
    """Ties seen over ties expected, with the interval of what was seen, all in the shape of the mixing matrix."""

    expected: Array
    ratio: Array
    low: Array
    high: Array


class Permuted(NamedTuple):
    """What random labels give: mean of the draws and two-sided p, both overall and by group; and how many draws."""

    mean: float
    p: float
    group_mean: Array
    group_p: Array
    draws: int


def mixing_matrix(u: IntArray, v: IntArray, group: IntArray, groups: int, weight: ArrayLike | None = None) -> Array:
    """Ties (or the sum of their weights) between groups: shape (groups, groups), symmetric, within counted once."""
    cell = group[u] * groups + group[v]
    weights = None if weight is None else np.asarray(weight, dtype=np.float64)
    one_way = np.bincount(cell, weights, groups * groups).astype(np.float64).reshape(groups, groups)
    return np.asarray(one_way + one_way.T - np.diag(np.diag(one_way)))


def ei_index(external: ArrayLike, internal: ArrayLike) -> Array:
    """(E - I) / (E + I): -1 all ties within, +1 all ties to others; NaN without ties (Krackhardt and Stern 1988)."""
    out, within = np.asarray(external, dtype=np.float64), np.asarray(internal, dtype=np.float64)
    return ratio(out - within, out + within)


def ei_by_group(mixing: Array) -> tuple[float, Array]:
    """The E-I index of the whole network, and that of each group (shape (groups,))."""
    within = np.diag(mixing)
    outward = mixing.sum(axis=1) - within
    return float(ei_index(outward.sum() / 2, within.sum())), ei_index(outward, within)


def neutral_ei(sizes: ArrayLike) -> float:
    """Expected E-I index where group labels are dealt at random: 1 - 2 sum n_g (n_g - 1) / (n (n - 1)).

    It holds for every network, whatever its ties. NaN for fewer than two vertices.
    """
    n = np.asarray(sizes, dtype=np.float64)
    total = n.sum()
    return float(1 - 2 * np.sum(n * (n - 1)) / (total * (total - 1))) if total > 1 else float("nan")


def neutral_ei_by_group(sizes: ArrayLike) -> Array:
    """The same for the ties of each group: a ratio of expected counts, E = 2 n_g (n - n_g), I = n_g (n_g - 1).

    The number of ties of a group is itself drawn, so this is close to the expected index, not equal to it.
    """
    n = np.asarray(sizes, dtype=np.float64)
    return ei_index(2 * n * (n.sum() - n), n * np.maximum(n - 1, 0))


def permuted_ei(
    u: IntArray, v: IntArray, group: IntArray, groups: int, *, draws: int = 5000, seed: int = 560311
) -> Permuted:
    """E-I index under random relabelling: groups keep their sizes and the network keeps its ties.

    p is two-sided, twice the smaller tail and at most 1, with the observed labelling counted as a draw. NaN where
    there are no ties. The result depends on the order of vertices and ties, so sort them.
    """
    draws = max(min(draws, BUDGET // max(len(group) + len(u), 1)), LEAST_DRAWS)
    overall, by_group = ei_by_group(mixing_matrix(u, v, group, groups))
    observed = np.append(by_group, overall)
    below, above = np.zeros(groups + 1), np.zeros(groups + 1)
    total, seen = np.zeros(groups + 1), np.zeros(groups + 1)
    generator = np.random.default_rng(seed)
    step = max(CHUNK // max(len(group) + len(u), 1), 1)
    for first in range(0, draws, step):
        drawn = _drawn(generator, min(step, draws - first), u, v, group, groups)
        # Equal indices may differ in the last digit, since they are sums of other counts.
        below += np.sum(drawn <= observed + 1e-12, axis=0)
        above += np.sum(drawn >= observed - 1e-12, axis=0)
        total += np.nansum(drawn, axis=0)
        seen += np.sum(~np.isnan(drawn), axis=0)
    mean = ratio(total, seen)
    p = np.minimum(2 * (np.minimum(below, above) + 1) / (draws + 1), 1.0)
    p[np.isnan(observed)] = np.nan
    return Permuted(float(mean[-1]), float(p[-1]), mean[:-1], p[:-1], draws)


def assortativity(mixing: ArrayLike) -> float:
    """Newman's r = (tr e - sum a b) / (1 - sum a b) of a matrix whose entries count each end of a tie.

    1: all ties within groups, 0: as the degrees lead to expect. For a matrix of `mixing_matrix` give
    `ends(matrix)`. NaN without ties, and where all ends lie in one group.
    """
    table = np.asarray(mixing, dtype=np.float64)
    total = table.sum()
    if not total > 0:
        return float("nan")
    share = table / total
    chance = float(share.sum(axis=1) @ share.sum(axis=0))
    return (float(np.trace(share)) - chance) / (1 - chance) if chance < 1 - 1e-12 else float("nan")


def ends(mixing: Array) -> Array:
    """Ends of ties by group and group at the other end: ties within a group have both of theirs on the diagonal."""
    return np.asarray(mixing + np.diag(np.diag(mixing)))


def assortativity_error(mixing: Array) -> float:
    """Standard error of r by the jackknife (Newman 2003): the ties are left out one by one.

    `mixing` is a matrix of `mixing_matrix`. Ties of one cell change r alike, so there is one term a cell. NaN
    where r does not exist with every tie left out.
    """
    r = assortativity(ends(mixing))
    variance = 0.0
    for a, b in zip(*np.nonzero(np.triu(mixing)), strict=True):
        rest = mixing.copy()
        rest[a, b] -= 1
        rest[b, a] = rest[a, b]
        variance += mixing[a, b] * (assortativity(ends(rest)) - r) ** 2
    return float(np.sqrt(variance)) if mixing.any() else float("nan")


def expected_ties(degree: ArrayLike, group: IntArray, groups: int) -> Array:
    """Ties between groups that the degrees lead to expect, in the shape and with the total of the mixing matrix.

    Each of the m ties falls on a pair of *different* vertices with a chance proportional to the product of their
    degrees: E[a, b] = m S_a S_b / P, E[a, a] = m (S_a^2 - Q_a) / (2 P), with S and Q the sums of degrees and of
    their squares in a group, and P = ((2m)^2 - sum Q) / 2 the sum over all pairs. Where no vertex has a large
    share of the ties this is S_a S_b / (2m) and S_a^2 / (4m), the configuration model; leaving out pairs of a
    vertex with itself matters here, where a few hold a tenth of all ties of their region.
    """
    d = np.asarray(degree, dtype=np.float64)
    sums, squares = (np.bincount(group, values, groups) for values in (d, d**2))
    pairs = (d.sum() ** 2 - squares.sum()) / 2
    if not pairs > 0:
        return np.zeros((groups, groups))
    table = np.outer(sums, sums)
    np.fill_diagonal(table, (sums**2 - squares) / 2)
    return np.asarray(table * (d.sum() / 2) / pairs)


def observed_over_expected(mixing: Array, expected: Array, level: float = 0.95) -> Ratio:
    """Ties seen over ties expected, with the interval of Garwood on what was seen; NaN where none is expected.

    It takes ties as independent. Those of one consortium are not, so the true interval is wider.
    """
    return Ratio(expected, *(ratio(seen, expected) for seen in (mixing, *garwood(mixing, level))))


def _drawn(generator: np.random.Generator, draws: int, u: IntArray, v: IntArray, group: IntArray, groups: int) -> Array:
    """E-I indices of random labellings, one row a draw: by group, then overall."""
    labels = generator.permuted(np.tile(group, (draws, 1)), axis=1)
    cell = labels[:, u] * groups + labels[:, v] + np.arange(draws)[:, None] * groups**2
    one_way = np.bincount(cell.ravel(), minlength=draws * groups**2).reshape(draws, groups, groups)
    within = np.diagonal(one_way, axis1=1, axis2=2)
    outward = one_way.sum(axis=1) + one_way.sum(axis=2) - 2 * within
    overall = ei_index(outward.sum(axis=1) / 2, within.sum(axis=1))
    return np.column_stack([ei_index(outward, within), overall])
