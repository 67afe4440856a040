"""How often kinds (domains) stand together in the portfolios of organisations, and how sure that is.

The portfolio of an organisation is what its projects are about. All partners of a project share what it is about, so
they are not independent: whole projects are drawn again, never organisations alone.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.stats import Array, Interval, tail

DRAWS = 1000
_FEWEST_DRAWS = 200
_WORK = 10_000_000  # participations x draws that are done in about a second
_AT_ONCE = 200_000  # numbers of drawn portfolios made together: few enough to stay in the cache of a processor


class Portfolios(NamedTuple):
    """Organisations with the same projects as one kind: kinds x projects, and how many organisations a kind is."""

    projects: scipy.sparse.csr_array
    many: Array


def portfolios(organisation: ArrayLike, project: ArrayLike, projects: int) -> Portfolios:
    """The portfolios of organisations, given the pairs (organisation, project) as numbers from 0; rows may repeat."""
    who, what = np.asarray(organisation, dtype=np.int64), np.asarray(project, dtype=np.int64)
    pairs = np.divmod(np.unique(who * projects + what), max(projects, 1))
    starts = np.flatnonzero(np.diff(pairs[0], prepend=-1))
    sets = Counter(tuple(part.tolist()) for part in np.split(pairs[1], starts[1:]) if len(part))
    # Sorted, so that nothing depends on the order of the organisations.
    kinds = sorted(sets)
    column = np.array([p for kind in kinds for p in kind], dtype=np.int64)
    ends = np.cumsum([0, *(len(kind) for kind in kinds)])
    table = scipy.sparse.csr_array((np.ones(len(column)), column, ends), shape=(len(kinds), projects))
    return Portfolios(table, np.array([sets[kind] for kind in kinds], dtype=np.float64))


def together(found: Portfolios, about: ArrayLike, times: ArrayLike | None = None) -> Array:
    """In how many portfolios two kinds stand together: draws x kinds x kinds, the diagonal 0.

    `about` is projects x kinds, more than 0 where the project is about the kind; `times` is draws x projects, how
    often each project was drawn (default: one draw, each project once). Organisations count once.
    """
    # Small floats take half of the time and hold counts up to 16 million exactly.
    there, member = (np.asarray(about) > 0).astype(np.float32), found.projects.astype(np.float32)
    many = found.many.astype(np.float32)[:, None]
    projects, kinds = there.shape
    drawn = np.ones((1, projects)) if times is None else np.asarray(times, dtype=np.float64)
    counts = np.empty((len(drawn), kinds, kinds))
    step = max(_AT_ONCE // max(len(many) * kinds, 1), 1)
    for start in range(0, len(drawn), step):
        part = drawn[start : start + step] > 0
        wide = (part[:, :, None] * there[None]).transpose(1, 0, 2).reshape(projects, len(part) * kinds)
        has = ((member @ wide) > 0).astype(np.float32).reshape(len(many), len(part), kinds)
        has = has.transpose(1, 0, 2)
        counts[start : start + len(part)] = has.transpose(0, 2, 1) @ (has * many)
    counts[:, np.arange(kinds), np.arange(kinds)] = 0
    return counts


def associations(counts: Array) -> Array:
    """Association strength of each of many tables (draws x kinds x kinds, diagonal 0), as `relatedness.association`."""
    sums = counts.sum(axis=2)
    chance = sums[:, :, None] * sums[:, None, :]
    found = np.full_like(counts, np.nan)
    np.divide(counts * sums.sum(axis=1)[:, None, None], chance, out=found, where=chance > 0)
    found[:, np.arange(found.shape[1]), np.arange(found.shape[1])] = 0
    return found


def drawn_associations(found: Portfolios, about: ArrayLike, *, draws: int = DRAWS, seed: int = 1) -> Array:
    """Association strengths with as many projects as there are drawn again with replacement: draws x kinds x kinds.

    Fewer draws, at least 200, where a thousand would take seconds. NaN for a kind that a draw leaves out.
    """
    projects = found.projects.shape[1]
    fewer = max(_FEWEST_DRAWS, _WORK // max(found.projects.nnz, 1))
    random = np.random.default_rng(seed)
    chances = np.full(projects, 1 / projects) if projects else np.empty(0)
    times = random.multinomial(projects, chances, size=min(draws, fewer)) if projects else np.empty((draws, 0))
    return associations(together(found, about, times))


def percentiles(drawn: Array, point: ArrayLike, level: float = 0.95) -> Interval:
    """Percentile interval of each value (Efron 1979); `drawn` is draws x (the shape of `point`).

    Draws that are NaN do not count; NaN where the value is, or fewer than half of the draws have one.
    """
    value = np.asarray(point, dtype=np.float64)
    many = (~np.isnan(drawn)).sum(axis=0)
    ordered = np.sort(drawn, axis=0)  # NaN stands last
    known = (2 * many >= len(drawn)) & (many > 0) & ~np.isnan(value)
    bounds = (_at(ordered, many, quantile) for quantile in (tail(level), 1 - tail(level)))
    return Interval(*(np.where(known, bound, np.nan) for bound in bounds))


def _at(ordered: Array, many: NDArray[np.int64], quantile: float) -> Array:
    """Of each column the value at a quantile of its first `many` values."""
    if not len(ordered):
        return np.full(many.shape, np.nan)
    rank = np.round(quantile * np.maximum(many - 1, 0)).astype(np.int64)
    return np.asarray(np.take_along_axis(ordered, rank[None], axis=0)[0])
