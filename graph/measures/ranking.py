"""How well scores rank what turned out relevant. Ties are never broken by the order in which items come.

Most scores of a sparse network are equal (0): a measure that broke ties by position would measure the position. What
is given for ties is the expectation over all orders among equals (precision, recall, AUC), or all equals taken as one
step (average precision).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array

_DIGITS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Levels:
    """Items by score, best first, one level a distinct score: how many items, and how many of them are relevant."""

    items: Array
    relevant: Array

    @property
    def total(self) -> float:
        """How many items there are."""
        return float(self.items.sum())

    @property
    def positives(self) -> float:
        """How many of them are relevant."""
        return float(self.relevant.sum())


def levels(scores: ArrayLike, relevant: ArrayLike, items: ArrayLike | None = None) -> Levels:
    """Levels of scores. A row may stand for several items: `items` says for how many, `relevant` how many of these.

    Scores that differ by rounding alone must not differ: they are compared as `significant` leaves them.
    """
    values = np.asarray(scores, dtype=np.float64)
    hits = np.asarray(relevant, dtype=np.float64)
    many = np.ones_like(values) if items is None else np.asarray(items, dtype=np.float64)
    if not values.shape == hits.shape == many.shape or values.ndim != 1:
        raise ValueError(f"levels: shapes {values.shape}, {hits.shape} and {many.shape} must be one and the same row")
    if np.isnan(values).any() or np.any((hits < 0) | (hits > many)):
        raise ValueError("levels: no score may be NaN, and no more may be relevant than there are")
    _, place = np.unique(-significant(values), return_inverse=True)
    size = int(place.max(initial=-1)) + 1
    found, good = (np.bincount(place, weights, size) for weights in (many, hits))
    return Levels(found[found > 0].astype(np.float64), good[found > 0].astype(np.float64))


def significant(values: ArrayLike) -> Array:
    """Values after their first 40 binary digits, some 12 decimal ones: sums in another order do not part equals.

    Each value by its own digits, not by those of the largest: scores of walks are sums without a difference in them, as
    exact between the farthest as between neighbours.
    """
    mantissa, exponent = np.frexp(np.asarray(values, dtype=np.float64))
    return np.asarray(np.ldexp(np.round(np.ldexp(mantissa, _DIGITS)), exponent - _DIGITS))


def roc_auc(ranked: Levels) -> float:
    """Chance that a relevant item scores above one that is not, ties as half; NaN where one kind is missing."""
    negatives = ranked.items - ranked.relevant
    pairs = ranked.positives * float(negatives.sum())
    if not pairs:
        return float("nan")
    # Irrelevant items that stand below each level, and half of those on it.
    below = negatives.sum() - np.cumsum(negatives)
    return float(ranked.relevant @ (below + negatives / 2)) / pairs


def average_precision(ranked: Levels) -> float:
    """Mean precision at the relevant items, each level one step: sum of (recall gained) x (precision reached)."""
    if not ranked.positives:
        return float("nan")
    precision = np.cumsum(ranked.relevant) / np.cumsum(ranked.items)
    return float(ranked.relevant @ precision) / ranked.positives


def precision_at(ranked: Levels, k: int) -> float:
    """Share of relevant items among the first k; NaN without items. With fewer than k items, among all of them."""
    size = min(_positive(k), ranked.total)
    return _expected_hits(ranked, size) / size if size else float("nan")


def first_ranks(scores: ArrayLike, relevant: ArrayLike) -> Array:
    """Rank of the best relevant item of each row (queries x items), from 1; among equals the middle. NaN for none.

    A score of -inf marks what is no candidate.
    """
    values = np.asarray(scores, dtype=np.float64)
    good = np.asarray(relevant, dtype=bool) & (values > -np.inf)
    if not values.size:
        return np.full(len(values), np.nan)
    best = np.where(good, values, -np.inf).max(axis=1)
    above = (values > best[:, None]).sum(axis=1)
    equal = (values == best[:, None]).sum(axis=1)
    hits = (good & (values == best[:, None])).sum(axis=1)
    # The first of h relevant ones among e equals in random order stands at (e + 1) / (h + 1) on average.
    rank = above + (equal + 1) / (hits + 1)
    return np.where(good.any(axis=1), rank, np.nan)


def mean_reciprocal_rank(ranks: ArrayLike) -> float:
    """Mean of 1/rank (MRR) over queries; a query without a rank (NaN) is left out, NaN where all are."""
    known = _known(ranks)
    return float(np.mean(1 / known)) if known.size else float("nan")


def hits_at(ranks: ArrayLike, k: int) -> float:
    """Share of queries whose rank is at most k; NaN ranks as above."""
    known = _known(ranks)
    return float(np.mean(known <= _positive(k))) if known.size else float("nan")


def _expected_hits(ranked: Levels, k: float) -> float:
    """Relevant items among the first k, of a level that is cut its share."""
    before = np.cumsum(ranked.items) - ranked.items
    taken = np.clip(k - before, 0, ranked.items)
    return float(ranked.relevant @ (taken / ranked.items))


def _known(ranks: ArrayLike) -> Array:
    values = np.asarray(ranks, dtype=np.float64)
    known = values[~np.isnan(values)]
    if np.any(known < 1):
        raise ValueError("ranks start at 1")
    return known


def _positive(k: int) -> int:
    if k < 1:
        raise ValueError(f"k is {k}; it must be at least 1")
    return k
