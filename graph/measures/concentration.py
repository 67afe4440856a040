"""How specialised, diverse and concentrated the rows of a table of counts are.

Every function takes a matrix of regions (rows) by domains (columns) and returns a number per row; NaN for an empty
row. The sum of squared shares itself is `specialisation.herfindahl`, the distance to the mix of the whole table
`specialisation.krugman`. All of them are biased for rows of few actors: show their number beside them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.specialisation import krugman, location_quotient
from dirskg.graph.measures.stats import Array, as_counts, ratio


def hoover(counts: ArrayLike) -> Array:
    """Specialisation coefficient of Hoover (1936), half the Krugman index: the share that would have to move.

    0 is the mix of the whole table (this row included); it stays below 1.
    """
    return krugman(counts) / 2


def hachman(counts: ArrayLike) -> Array:
    """Index of Hachman, 1 / sum(LQ_rd s_rd): 1 is the mix of the whole table, towards 0 nothing like it."""
    table = as_counts(counts, "hachman")
    # Where nothing is expected nothing is seen, so it adds nothing.
    similar = np.nan_to_num(location_quotient(table)) * _shares(table)
    whole = similar.sum(axis=1)
    return ratio(1.0, whole)


def shannon(counts: ArrayLike) -> Array:
    """Entropy of the shares in bits, -sum s log2 s (Shannon 1948): 0 is all in one domain, log2(n) all n alike."""
    shares = _shares(as_counts(counts, "shannon"))
    logs = np.log2(shares, out=np.zeros_like(shares), where=shares > 0)
    # Adding zero turns the -0.0 of a row with one domain into 0.0.
    return np.asarray(0.0 - (shares * logs).sum(axis=1))


def gini(counts: ArrayLike) -> Array:
    """Gini coefficient over the columns, sum (2i - n - 1) x_i / (n sum x) of the sorted x: 0 is all alike.

    All in one column gives `gini_ceiling(n)`, not 1: compare with that.
    """
    table = np.sort(as_counts(counts, "gini"), axis=1)
    n = table.shape[1]
    rank = 2 * np.arange(1, n + 1) - n - 1
    return np.asarray((rank * _shares(table)).sum(axis=1) / max(n, 1))


def gini_ceiling(n: int) -> float:
    """The greatest Gini coefficient over n columns, (n - 1) / n: 0.667 for three regions. NaN without columns."""
    return (n - 1) / n if n > 0 else float("nan")


def unbiased_herfindahl(counts: ArrayLike) -> Array:
    """Herfindahl index without its upward bias, (HHI - 1/n) / (1 - 1/n) for a row of n in all; NaN where n < 2.

    This is sum x (x - 1) / (n (n - 1)), the chance that two drawn without replacement are of one domain (Simpson
    1949). Raises ValueError for fractional counts, of which one cannot draw two.
    """
    table = as_counts(counts, "unbiased_herfindahl", whole=True)
    n = table.sum(axis=1)
    pairs, same = n * (n - 1), (table * (table - 1)).sum(axis=1)
    return ratio(same, pairs)


def effective_number(herfindahl: ArrayLike) -> Array:
    """The number of equal shares that would give this Herfindahl index, 1 / HHI; NaN for 0 and for NaN."""
    return ratio(1.0, herfindahl)


def _shares(table: Array) -> Array:
    if table.ndim != 2:
        raise ValueError(f"regions x domains: needs a matrix, got {table.ndim} dimension(s)")
    return ratio(table, table.sum(axis=1, keepdims=True))
