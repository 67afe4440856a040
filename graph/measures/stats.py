"""Small-count statistics: intervals, multiple testing, shrinkage and unseen-actor estimates.

The cells of this project hold 0 to 30 actors, where normal approximations mislead: what stands here is exact,
or known to hold at such counts. Arguments may be scalars or arrays of any shape and broadcast like numpy.
`scipy.special` takes longer to import than most analyses take, so that it is asked for where it is used.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.gamma import lower_quantile, upper_quantile

Array = NDArray[np.float64]

# The level of nearly all intervals, and its deviate as `scipy.special` rounds it.
_USUAL, _USUAL_DEVIATE = 0.95, 1.959963984540054


class Interval(NamedTuple):
    """Lower and upper bounds, in the shape of what they bound."""

    low: Array
    high: Array


def as_counts(values: ArrayLike, what: str, *, whole: bool = False) -> Array:
    """Return `values` as floats; ValueError where one is negative, not finite or (`whole`) a fraction."""
    counts = np.asarray(values, dtype=np.float64)
    if not np.all(np.isfinite(counts) & (counts >= 0)):
        raise ValueError(f"{what}: counts must be finite and not negative; leave unknown values out first")
    if whole and np.any(counts != np.floor(counts)):
        raise ValueError(f"{what}: needs whole counts; count organisations instead of adding up their weights")
    return counts


def ratio(part: ArrayLike, whole: ArrayLike) -> Array:
    """Return part / whole in the shape that both have together; NaN where the whole is not above 0."""
    parts, wholes = np.asarray(part, dtype=np.float64), np.asarray(whole, dtype=np.float64)
    nothing = np.full(np.broadcast_shapes(parts.shape, wholes.shape), np.nan)
    return np.asarray(np.divide(parts, wholes, out=nothing, where=wholes > 0))


def tail(level: float) -> float:
    """Return the probability left outside on each side of a two-sided interval, 0.025 for a level of 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; it must lie between 0 and 1, for example 0.95")
    return (1 - level) / 2


def deviate(level: float) -> float:
    """Return the standard normal deviate of a two-sided interval, 1.96 for a level of 0.95."""
    if level == _USUAL:
        return _USUAL_DEVIATE
    return -float(scipy.special.ndtri(tail(level)))


def wilson(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> Interval:
    """Score interval of the share k/n (Wilson 1927; recommended by Newcombe 1998); [0, 1] where n is 0.

    Raises ValueError where k exceeds n, or a count is negative or not finite.
    """
    hits, trials = _hits_and_trials(k, n, "wilson")
    z = deviate(level)
    spread = np.divide(hits * (trials - hits), trials, out=np.zeros_like(trials), where=trials > 0)
    centre = (hits + z**2 / 2) / (trials + z**2)
    half = z * np.sqrt(spread + z**2 / 4) / (trials + z**2)
    # At the ends the bound is exactly 0 or 1; rounding would leave it a hair to either side.
    low = np.where(hits == 0, 0.0, centre - half)
    return Interval(low, np.where(hits == trials, 1.0, centre + half))


def clopper_pearson(k: ArrayLike, n: ArrayLike, level: float = 0.95) -> Interval:
    """Exact interval of the share k/n (Clopper & Pearson 1934): guaranteed coverage, wider than `wilson`.

    [0, 1] where n is 0. Raises ValueError where k exceeds n, or a count is negative or not finite.
    """
    hits, trials = _hits_and_trials(k, n, "clopper_pearson")
    misses, outside = trials - hits, tail(level)
    # A beta with a shape of 0 has no quantiles: those bounds are 0 and 1 by definition; 1.0 is a stand-in.
    low = scipy.special.betaincinv(np.where(hits > 0, hits, 1.0), misses + 1, outside)
    high = scipy.special.betainccinv(hits + 1, np.where(misses > 0, misses, 1.0), outside)
    return Interval(np.where(hits > 0, low, 0.0), np.where(misses > 0, high, 1.0))


def garwood(count: ArrayLike, level: float = 0.95) -> Interval:
    """Exact interval of the mean of a Poisson count (Garwood 1936), in counts: 0 gives [0, 3.689] at 95 %.

    Raises ValueError where a count is negative or not finite.
    """
    seen, outside = as_counts(count, "garwood"), tail(level)
    low = lower_quantile(np.where(seen > 0, seen, 1.0), outside)
    return Interval(np.where(seen > 0, low, 0.0), upper_quantile(seen + 1, outside))


def most_unseen(level: float = 0.95) -> float:
    """The upper bound of `garwood` for a count of 0, which has a closed form: 3.689 at 95 %."""
    return -math.log(tail(level))


def benjamini_hochberg(p: ArrayLike) -> Array:
    """P-values adjusted for the false discovery rate (Benjamini & Hochberg 1995), in the shape of `p`.

    Rejecting where the result is at most q keeps the expected share of false discoveries at q. NaN marks a
    test that was not made: it stays NaN and does not count as a test. Raises ValueError outside [0, 1].
    """
    values = np.asarray(p, dtype=np.float64)
    made = ~np.isnan(values)
    if np.any((values[made] < 0) | (values[made] > 1)):
        raise ValueError("benjamini_hochberg: p-values lie between 0 and 1; mark a test not made with NaN")
    order = np.argsort(values[made], kind="stable")
    rank = np.arange(1, len(order) + 1)
    raised = values[made][order] * (len(order) / rank)
    least = np.minimum.accumulate(raised[::-1])[::-1]
    back = np.empty_like(least)
    back[order] = np.minimum(least, 1.0)
    adjusted = np.full_like(values, np.nan)
    adjusted[made] = back
    return adjusted


def chao1(abundances: ArrayLike) -> float:
    """Lower bound of the number of kinds, seen and unseen (Chao 1984, with the factor (n-1)/n).

    `abundances` says how often each kind was seen, for example how many sources name each actor; zeros do not
    count. With f1 kinds seen once and f2 twice, f1^2/(2 f2) are taken to be unseen, or f1(f1-1)/2 (the
    bias-corrected form) where f2 is 0. Raises ValueError for anything but whole counts.
    """
    counts = as_counts(abundances, "chao1", whole=True)
    n = counts.sum()
    if n == 0:
        return 0.0
    seen, once, twice = (int(np.sum(kinds)) for kinds in (counts > 0, counts == 1, counts == 2))
    unseen = once**2 / (2 * twice) if twice else once * (once - 1) / 2
    return float(seen + (n - 1) / n * unseen)


def chapman(n1: int, n2: int, m: int) -> float:
    """Estimate how many actors there are from two lists of n1 and n2 with m in common (Chapman 1951).

    Holds where the lists came about independently of each other; lists that copy each other make it too low.
    Raises ValueError where m exceeds a list, or a count is negative.
    """
    if not 0 <= m <= min(n1, n2):
        raise ValueError(f"chapman: lists of {n1} and {n2} cannot have {m} in common; check the matching")
    return (n1 + 1) * (n2 + 1) / (m + 1) - 1


def _hits_and_trials(k: ArrayLike, n: ArrayLike, what: str) -> tuple[Array, Array]:
    hits, trials = np.broadcast_arrays(as_counts(k, what), as_counts(n, what))
    if np.any(hits > trials):
        raise ValueError(f"{what}: k exceeds n; give the part first and the whole second")
    return hits, trials
