"""Shares of groups drawn to their common share, as far as chance explains how they differ."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array, as_counts


class Pooled(NamedTuple):
    """Pooled shares, in the shape of what was given; the common share; how many trials the common share counts as.

    `strength` is infinite where chance alone explains the spread: every group then has the common share. It is 0 where
    nothing is shared: every group keeps its own.
    """

    values: Array
    common: float
    strength: float


def beta_binomial(k: ArrayLike, n: ArrayLike) -> Pooled:
    """Posterior means of the shares k/n under a beta prior fitted to all groups (moments of Kleinman 1973).

    With p = sum k / sum n and S = sum n_i (p_i - p)^2, groups that differ by chance alone give S = p(1-p)(N-1) on
    average. What exceeds it gives the correlation within groups, phi = (S / p(1-p) - (N-1)) / (n. - sum n_i^2 / n. -
    (N-1)), cut to 0..1, and the prior weighs as much as s = 1/phi - 1 trials: the pooled share is (k + s p) / (n + s).
    A group without trials gets the common share; without any trials, or with one group, there is nothing to pool.
    Groups are taken to be independent; where they share members, the spread is understated. Raises ValueError where k
    exceeds n, or for anything but whole counts.
    """
    hits, trials = as_counts(k, "beta_binomial", whole=True), as_counts(n, "beta_binomial", whole=True)
    if hits.shape != trials.shape or np.any(hits > trials):
        raise ValueError("beta_binomial: needs as many parts as wholes, and no part above its whole")
    used = trials > 0
    total = float(trials.sum())
    if not total:
        return Pooled(np.full_like(trials, np.nan), float("nan"), float("nan"))
    common = float(hits.sum()) / total
    strength = _strength(hits[used], trials[used], common)
    own = np.divide(hits, trials, out=np.full_like(trials, common), where=used)
    weight = np.ones_like(trials) if strength == 0 else np.where(used, trials / (trials + strength), 0.0)
    return Pooled(weight * own + (1 - weight) * common, common, strength)


def _strength(hits: Array, trials: Array, common: float) -> float:
    groups, total = len(hits), float(trials.sum())
    chance = common * (1 - common)
    room = total - float((trials**2).sum()) / total - (groups - 1)
    if chance == 0 or room <= 0:
        # All alike, or one trial a group: the spread within groups cannot be told from that between them.
        return float("inf")
    spread = float((trials * (hits / trials - common) ** 2).sum())
    phi = (spread / chance - (groups - 1)) / room
    return float("inf") if phi <= 0 else max(1 / phi - 1, 0.0)
