"""Ladders of stages or levels: which rungs are missing, and who closes a ladder together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from dirskg.graph.measures.stats import as_counts

# Every set of rows is tried; beyond this many there are too many.
MOST_ROWS: Final = 12


def missing_bands(counts: Mapping[int, float], bands: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
    """Bands (first and last level, both included) in which nothing is counted, in the order in which they are given.

    For technology readiness: counts by TRL and bands such as 1-3, 4-5, 6-7, 8-9. Levels outside of all bands count
    nowhere. Raises ValueError for a negative count or a band that ends before it begins.
    """
    seen = as_counts(list(counts.values()), "missing_bands")
    if any(first > last for first, last in bands.values()):
        raise ValueError("missing_bands: a band begins at its lower level")
    levels = [level for level, count in zip(counts, seen, strict=True) if count > 0]
    return tuple(name for name, (low, high) in bands.items() if not any(low <= level <= high for level in levels))


def interrupted(counts: ArrayLike) -> tuple[int, ...]:
    """Places of rungs with nothing that have something both before and after them, next to them or farther off."""
    there = np.flatnonzero(as_counts(counts, "interrupted") > 0)
    if not there.size:
        return ()
    return tuple(sorted(set(range(int(there[0]), int(there[-1]))) - set(there.tolist())))


def closing_sets(presence: ArrayLike) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of rows that together have every column that any row has.

    `presence` is rows by columns, true or 1 where a row has something. No set where nobody has anything. Raises
    ValueError for more than MOST_ROWS rows.
    """
    table = np.asarray(presence, dtype=bool)
    if table.ndim != 2 or len(table) > MOST_ROWS:
        raise ValueError(f"closing_sets: needs a matrix of at most {MOST_ROWS} rows, got the shape {table.shape}")
    wanted = table.any(axis=0)
    if not wanted.any():
        return ()
    for size in range(1, len(table) + 1):
        rows: Sequence[tuple[int, ...]] = list(combinations(range(len(table)), size))
        found = tuple(chosen for chosen in rows if np.array_equal(table[list(chosen)].any(axis=0), wanted))
        if found:
            return found
    return ()
