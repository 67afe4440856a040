"""How sure a location quotient is when whole actors are drawn again, with everything that they are active in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from dirskg.graph.measures.actors import Kinds
from dirskg.graph.measures.specialisation import ROUNDING
from dirskg.graph.measures.stats import Array, tail

DRAWS = 2000
_PICKED = 50_000  # actors picked together: few enough to stay in the cache of a processor
_TOGETHER = 16  # draws at least that are counted together: a table of actors is read once for all of them


class Bootstrap(NamedTuple):
    """Per cell (rows x domains): percentile interval of LQ, and the share of draws with LQ > 1."""

    low: Array
    high: Array
    above: Array


def bootstrap_lq(
    actors: Kinds, rows: Sequence[Sequence[int]], *, draws: int = DRAWS, seed: int = 1, level: float = 0.95
) -> Bootstrap:
    """Percentile bootstrap (Efron 1979) of location quotients; each row is one region, or several taken together.

    As many actors as there are get drawn with replacement, `draws` times; participations of one actor depend on each
    other and are never drawn apart. All actors count in the margins, those outside of the rows too. Draws in which
    nothing is expected of a cell do not count for it. NaN where nobody is seen: there is nothing to draw, and that
    says nothing about who was not seen. The same seed gives the same numbers, whatever the order of the actors.
    Raises ValueError for less than one draw.
    """
    if draws < 1:
        raise ValueError(f"bootstrap_lq: {draws} draws; 2000 are usual")
    own = [np.flatnonzero(np.isin(actors.region, row)) for row in rows]
    inside = [actors.active[mine] for mine in own]
    tables = [
        [drawn @ actors.active, *(drawn[:, mine] @ active for mine, active in zip(own, inside, strict=True))]
        for drawn in _together(_drawn(actors, draws, np.random.default_rng(seed)))
    ]
    columns, *cells = (np.concatenate(parts) for parts in zip(*tables, strict=True))
    quotients = np.full((draws, len(rows), columns.shape[1]), np.nan)
    for place, cell in enumerate(cells):
        margins = cell.sum(axis=1)[:, None] * columns
        np.divide(cell * columns.sum(axis=1)[:, None], margins, out=quotients[:, place], where=margins > 0)
    many = (~np.isnan(quotients)).sum(axis=0)
    # A comparison with NaN is false.
    above = (quotients > 1 + ROUNDING).sum(axis=0)
    ordered = np.sort(quotients, axis=0)  # NaN stands last
    bounds = [_quantile(ordered, many, q) for q in (tail(level), 1 - tail(level))]
    share = np.divide(above, many, out=np.full(many.shape, np.nan), where=many > 0)
    seen = actors.table(rows) > 0
    return Bootstrap(*(np.where(seen, values, np.nan) for values in (*bounds, share)))


def _drawn(actors: Kinds, draws: int, random: np.random.Generator) -> Iterator[Array]:
    """How often each kind is drawn, a row a draw, some draws at a time."""
    # Drawing actor by actor takes a fraction of the time of multinomial numbers: most kinds are of one actor.
    kind = np.repeat(np.arange(len(actors.many)), actors.many)
    n, kinds = len(kind), len(actors.many)
    step = max(_PICKED // max(n, 1), 1)
    for first in range(0, draws, step):
        size = min(step, draws - first)
        if not n:
            yield np.zeros((size, kinds))
            continue
        picked = random.integers(n, size=(size, n), dtype=np.int32)
        # Numbers that differ from draw to draw, so that all draws are counted at once.
        number = kind.take(picked, mode="clip") + np.arange(size)[:, None] * kinds
        yield np.bincount(number.ravel(), minlength=size * kinds).reshape(size, kinds).astype(np.float64)


def _together(drawn: Iterator[Array]) -> Iterator[Array]:
    """The same rows in larger parts."""
    kept: list[Array] = []
    for part in drawn:
        kept.append(part)
        if sum(map(len, kept)) >= _TOGETHER:
            yield np.concatenate(kept)
            kept = []
    if kept:
        yield np.concatenate(kept)


def _quantile(ordered: Array, many: Array, q: float) -> Array:
    """The quantile of the first `many` values in each column of sorted values, between the two nearest."""
    last = np.maximum(many - 1, 0)
    place = q * last
    below = np.floor(place).astype(np.int64)
    low, high = (np.take_along_axis(ordered, rank[None], axis=0)[0] for rank in (below, np.minimum(below + 1, last)))
    return np.asarray(low + (place - below) * (high - low))
