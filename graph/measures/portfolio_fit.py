"""How well organisations fit each other by what they work in: what one has that the other lacks, and calls for both."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import Array


def complement(has: ArrayLike, others: ArrayLike, related: ArrayLike) -> Array:
    """Share of the domains near to one portfolio and not in it that another has: portfolios x others, 0 to 1.

    A domain is near where it is related (domains x domains, true or false) to one that the portfolio has. 0 where
    nothing is near. Portfolios are rows of domains, true where active. Not symmetric.
    """
    own = np.asarray(has, dtype=bool)
    near = lacking(own, related).astype(np.float64)
    brought = near @ np.asarray(others, dtype=np.float64).T
    return np.asarray(brought / np.maximum(near.sum(axis=1), 1)[:, None])


def lacking(has: ArrayLike, related: ArrayLike) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """The domains near to each portfolio and not in it: portfolios x domains."""
    own = np.asarray(has, dtype=bool)
    return np.asarray(((own.astype(np.float64) @ np.asarray(related, dtype=np.float64)) > 0) & ~own)


def shared_calls(has: ArrayLike, others: ArrayLike, calls: ArrayLike) -> Array:
    """Mean share of its calls that another could work on: portfolios x others, 0 to 1.

    The calls of a portfolio are those with a domain that it has; `calls` is calls x domains, the weight of each domain
    in the call. 0 where there is no such call. Not symmetric.
    """
    weight = np.asarray(calls, dtype=np.float64)
    total = weight.sum(axis=1, keepdims=True)
    weight = np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    fits = (np.asarray(has, dtype=np.float64) @ weight.T > 0).astype(np.float64)
    found = fits @ (np.asarray(others, dtype=np.float64) @ weight.T).T
    return np.asarray(found / np.maximum(fits.sum(axis=1), 1)[:, None])
