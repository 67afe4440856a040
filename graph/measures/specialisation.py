"""Who is specialised in what: location quotients of a table of counts, and how sure they are.

Every function takes a matrix of regions (rows) by domains (columns) and returns numbers per cell or per row.
X is a cell, X_r. and X_.d its margins, N the total and E = X_r. X_.d / N what the margins lead to expect.
At counts like ours a location quotient is never to be shown without count, expected, interval and p.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.fisher import hypergeometric, share
from dirskg.graph.measures.stats import Array, Interval, as_counts, deviate, most_unseen, ratio

# Sums of fractional weights (1/3 + 1/3 + 1/3) land a hair beside 1; that must not decide a presence.
ROUNDING = 1e-9


def expected(counts: ArrayLike) -> Array:
    """Counts that the margins lead to expect, E = X_r. X_.d / N; all 0 for an empty table."""
    table = _table(counts)
    return np.outer(table.sum(axis=1), table.sum(axis=0)) / _total(table)


def location_quotient(counts: ArrayLike) -> Array:
    """LQ = X / E, the revealed comparative advantage of Balassa (1965): 1 is as expected; NaN where E is 0.

    The denominator is the table itself: with Belgian regions only, the plus of one is the minus of another.
    """
    table = _table(counts)
    return ratio(table, expected(table))


def presence(lq: ArrayLike) -> NDArray[np.bool_]:
    """Where a location quotient says present: 1 counts as presence, NaN does not."""
    return np.asarray(lq, dtype=np.float64) >= 1 - ROUNDING


def krugman(counts: ArrayLike) -> Array:
    """Specialisation index of Krugman (1991) per row, sum |s_rd - s_d|; NaN for an empty row.

    0 is the mix of the whole table (this row included); it stays below 2.
    """
    table = _table(counts)
    whole = table.sum(axis=0) / _total(table)
    return np.asarray(np.abs(_shares(table) - whole).sum(axis=1))


def herfindahl(counts: ArrayLike) -> Array:
    """Herfindahl index per row, the sum of squared shares: 1 is all in one domain; NaN for an empty row.

    Biased upwards where the row holds few actors: show their number beside it.
    """
    return np.asarray((_shares(_table(counts)) ** 2).sum(axis=1))


def lq_interval(counts: ArrayLike, level: float = 0.95) -> Interval:
    """Interval of each location quotient, in its units; NaN where E is 0.

    Above 0 the delta method on log LQ with SE = sqrt(1/X - 1/X_r. + 1/X_.d - 1/N) (Beyene & Moineddin 2005);
    at a count of 0 from 0 to the exact Poisson bound of 0 over E (Garwood 1936). As X nears X_r. the SE loses
    the share within the region, so the interval is too narrow for a region with hardly any other domain.
    """
    table = _table(counts)
    expect, lq = expected(table), location_quotient(table)
    low, high = np.full_like(table, np.nan), np.full_like(table, np.nan)
    row, column = np.nonzero(table)
    within = 1 / table[row, column] - 1 / table.sum(axis=1)[row]
    overall = 1 / table.sum(axis=0)[column] - 1 / _total(table)
    # Neither part is negative in exact arithmetic; rounding may leave a hair below 0 under the root.
    se = np.sqrt(np.maximum(within + overall, 0))
    reach = np.exp(deviate(level) * se)
    low[row, column], high[row, column] = lq[row, column] / reach, lq[row, column] * reach
    empty = (table == 0) & (expect > 0)
    low[empty], high[empty] = 0.0, most_unseen(level) / expect[empty]
    return Interval(low, high)


def shrunk_lq(counts: ArrayLike, a: float = 2.0) -> Array:
    """Location quotients for ranking, (X + a) / (E + a): pulled to 1, the more the less is expected.

    This is the posterior mean under a Gamma(a, a) prior of mean 1, as if `a` more actors had been expected
    and found. Raises ValueError unless `a` is positive.
    """
    if not a > 0:
        raise ValueError(f"shrunk_lq: the prior weight a is {a}; it must be positive, 2 is usual")
    table = _table(counts)
    return (table + a) / (expected(table) + a)


def marshall(seen: ArrayLike, expect: ArrayLike) -> Array:
    """Location quotients for ranking by the empirical Bayes moments of Marshall (1991), m + w (X/E - m).

    m = sum X / sum E, and w = v / (v + m / E) with v the spread of the quotients beyond chance: the weight of the prior
    comes from the data, where `shrunk_lq` has it given. All come out as m where chance explains the spread; NaN
    where E is 0. Takes counts seen and expected, of any shape but the same.
    """
    counts, means = as_counts(seen, "marshall: seen"), as_counts(expect, "marshall: expected")
    if counts.shape != means.shape:
        raise ValueError(f"marshall: {counts.shape} counts do not fit {means.shape} expected ones")
    used = means > 0
    if not used.any():
        return np.full_like(means, np.nan)
    x, e = counts[used], means[used]
    m, quotients = x.sum() / e.sum(), x / e
    spread = float((e * (quotients - m) ** 2).sum() / e.sum() - m / e.mean())
    weight = spread / (spread + m / e) if spread > 0 else np.zeros_like(e)
    found = np.full_like(means, np.nan)
    found[used] = m + weight * (quotients - m)
    return found


def symmetric(lq: ArrayLike) -> Array:
    """(LQ - 1) / (LQ + 1), from -1 (nobody) through 0 (as expected) to below 1 (Dalum, Laursen and Villumsen 1998)."""
    quotients = np.asarray(lq, dtype=np.float64)
    return np.asarray((quotients - 1) / (quotients + 1))


def fisher_under(counts: ArrayLike) -> Array:
    """One-sided Fisher p per cell, P(count <= X) given the margins: small where emptier than chance has it.

    The 2x2 table behind each cell is (this region, the others) by (this domain, the others). An empty margin
    gives 1. Raises ValueError for fractional counts, which have no exact test.
    """
    return _tail(counts, np.less_equal)


def fisher_over(counts: ArrayLike) -> Array:
    """One-sided Fisher p per cell, P(count >= X) given the margins: small where fuller than chance has it.

    See `fisher_under` for the table behind each cell, and for what is refused.
    """
    return _tail(counts, np.greater_equal)


def _table(counts: ArrayLike, *, whole: bool = False) -> Array:
    table = as_counts(counts, "regions x domains", whole=whole)
    if table.ndim != 2:
        raise ValueError(f"regions x domains: needs a matrix, got {table.ndim} dimension(s)")
    return table


def _total(table: Array) -> float:
    """Return the sum of the table, or 1 where there is nothing in it: 0 over it is then 0."""
    return float(table.sum()) or 1.0


def _tail(counts: ArrayLike, side: np.ufunc) -> Array:
    """The probability of as many as seen in each cell and of all on that side of it, given the margins."""
    table = _table(counts, whole=True)
    total, columns = float(table.sum()), table.sum(axis=0)
    found = np.ones_like(table)
    for row, seen in zip(found, table, strict=True):
        terms = hypergeometric(total, columns, float(seen.sum()))
        row[:] = share(terms, side(np.arange(terms.shape[1]), seen[:, np.newaxis]))
    return found


def _shares(table: Array) -> Array:
    return ratio(table, table.sum(axis=1, keepdims=True))
