"""Actors behind a table of counts: who is active in which domains, and in which region.

A table forgets that the entries of one actor go together. Resampling and leaving out one by one need the actors.
Those that are alike (same region, same domains) are taken together as one kind, which changes no result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.stats import Array

_BITS = 40  # domains that fit into one whole number beside the region


class Kinds(NamedTuple):
    """Kinds of actors, sorted: region (k), domains (k x d, 0 or 1), how many there are (k), row of the first (k)."""

    region: NDArray[np.int64]
    active: Array
    many: NDArray[np.int64]
    first: NDArray[np.int64]

    def table(self, rows: Sequence[Sequence[int]]) -> Array:
        """Counts of rows x domains; each row is one region, or several taken together."""
        heads = self.active * self.many[:, None]
        found = [heads[np.isin(self.region, row)].sum(axis=0) for row in rows]
        return np.reshape(found, (len(rows), self.active.shape[1]))


def kinds(region: ArrayLike, active: ArrayLike) -> Kinds:
    """The kinds of actors, given the region (a number from 0) and the domains (n x d, true or 1) of each actor.

    An actor without a domain belongs to a kind of its own. Raises ValueError where the shapes do not fit.
    """
    where, what = np.asarray(region, dtype=np.int64), np.asarray(active, dtype=np.int8)
    if what.ndim != 2 or where.shape != what.shape[:1]:
        raise ValueError(f"actors: needs n regions and n x domains, got the shapes {where.shape} and {what.shape}")
    if np.any((what != 0) & (what != 1)) or np.any(where < 0):
        raise ValueError("actors: an actor is active in a domain or not (1 or 0), in a region numbered from 0")
    _, first, many = np.unique(_keys(where, what), return_index=True, return_counts=True)
    return Kinds(where[first], what[first].astype(np.float64), many.astype(np.int64), first.astype(np.int64))


def _keys(where: NDArray[np.int64], what: NDArray[np.int8]) -> NDArray[Any]:
    """A key for each actor, in the order of regions, then of domains: a whole number where one can hold it."""
    count = what.shape[1]
    if count <= _BITS and where.max(initial=0) < 1 << (62 - _BITS):
        return np.asarray((where << count) + what @ (1 << np.arange(count, dtype=np.int64)[::-1]))
    # Rows compared as bytes: the region with its high byte first, then the domains.
    keys = np.concatenate([where.astype(">i8").view(np.int8).reshape(len(where), 8), what], axis=1)
    return np.ascontiguousarray(keys).view(np.dtype((np.void, max(keys.shape[1], 1)))).ravel()
