"""How many actors there are, seen and unseen, from how lists overlap: estimates with intervals.

Both estimators are in effect lower bounds: lists that copy each other, and actors that every list names more easily
than others, make them too low. The intervals take the unseen number to be log-normal (Chao 1987), so that they never
reach below what was seen.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import chao1, chapman, deviate


class Unseen(NamedTuple):
    """An estimate of how many there are, with its interval, and how many of them were seen."""

    value: float
    low: float
    high: float
    seen: int

    @property
    def share(self) -> float:
        """The part of the estimate that was seen; 1 where nothing is there to be seen."""
        return self.seen / self.value if self.value else 1.0


def two_lists(n1: int, n2: int, shared: int, level: float = 0.95) -> Unseen:
    """Estimate from two lists of n1 and n2 actors with `shared` in common (Chapman 1951; variance of Seber 1970).

    N = (n1 + 1)(n2 + 1)/(m + 1) - 1, variance (n1 + 1)(n2 + 1)(n1 - m)(n2 - m)/((m + 1)^2 (m + 2)). Holds where the
    lists came about independently. Raises ValueError as `chapman` does.
    """
    value = chapman(n1, n2, shared)
    spread = (n1 + 1) * (n2 + 1) * (n1 - shared) * (n2 - shared)
    return _unseen(value, spread / ((shared + 1) ** 2 * (shared + 2)), n1 + n2 - shared, level)


def many_lists(abundances: ArrayLike, level: float = 0.95) -> Unseen:
    """Estimate from how many lists name each actor (Chao 1984; variance of Chao 1987, as in the R package iNEXT).

    Raises ValueError for anything but whole counts, as `chao1` does.
    """
    value = chao1(abundances)
    counts = np.asarray(abundances, dtype=np.float64)
    n, once, twice = float(counts.sum()), int(np.sum(counts == 1)), int(np.sum(counts == 2))
    k = (n - 1) / n if n else 0.0
    if twice:
        ratio = once / twice
        spread = twice * (k / 2 * ratio**2 + k**2 * ratio**3 + k**2 / 4 * ratio**4)
    else:
        spread = k * once * (once - 1) / 2 + k**2 * once * (2 * once - 1) ** 2 / 4
        spread -= k**2 * once**4 / 4 / value if value else 0.0
    return _unseen(value, max(spread, 0.0), int(np.sum(counts > 0)), level)


def _unseen(value: float, variance: float, seen: int, level: float) -> Unseen:
    hidden = value - seen
    if hidden <= 0:
        return Unseen(float(max(value, seen)), float(seen), float(seen), seen)
    reach = math.exp(deviate(level) * math.sqrt(math.log1p(variance / hidden**2)))
    return Unseen(float(value), seen + hidden / reach, seen + hidden * reach, seen)
