"""Which regions hold which domains: the presence behind relatedness density, as counted and with actors drawn again.

A region holds a domain where its location quotient is 1 or more, and at least two actors are there. One actor more or
less turns a quotient about at counts like ours, so a measure that rests on presence is to be shown with what it becomes
when whole actors are drawn again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dirskg.graph.measures.actors import Kinds
from dirskg.graph.measures.specialisation import ROUNDING
from dirskg.graph.measures.stats import Array

LEAST_ACTORS = 2


def holds(counts: ArrayLike) -> NDArray[np.bool_]:
    """Where a region holds a domain: LQ >= 1 and LEAST_ACTORS actors; counts are (draws x) regions x domains."""
    table = np.asarray(counts, dtype=np.float64)
    rows, columns = table.sum(axis=-1, keepdims=True), table.sum(axis=-2, keepdims=True)
    # LQ >= 1 without a division: X N >= X_r. X_.d.
    share = table * table.sum(axis=(-2, -1), keepdims=True) >= rows * columns * (1 - ROUNDING)
    return np.asarray(share & (table >= LEAST_ACTORS))


def drawn_counts(actors: Kinds, regions: int, *, draws: int, seed: int = 2) -> Array:
    """Counts with as many actors as there are drawn again with replacement: draws x regions x domains."""
    total = int(actors.many.sum())
    found = np.zeros((draws, regions, actors.active.shape[1]))
    if not total:
        return found
    times = np.random.default_rng(seed).multinomial(total, actors.many / total, size=draws).astype(np.float64)
    for region in range(regions):
        mine = actors.region == region
        found[:, region] = times[:, mine] @ actors.active[mine]
    return found
