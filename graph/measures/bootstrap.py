"""How sure a location quotient is when whole actors are drawn again, with everything that they are active in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dirskg.graph.measures.actors import Kinds
from dirskg.graph.measures.specialisation import ROUNDING
from dirskg.graph.measures.stats import Array, ratio, tail

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
    other and are never drawn apart. All actors count in the margins, those outside of the rows too: a cell needs their
    sums alone, and those are drawn with the law that they have when actors are (for two cells together they have not).
    Draws in which nothing is expected of a cell do not count for it. NaN where nobody is seen: there is nothing to
    draw, and that says nothing about who was not seen. The same seed gives the same numbers, whatever the order of
    the actors.
    Raises ValueError for less than one draw.
    """
    if draws < 1:
        raise ValueError(f"bootstrap_lq: {draws} draws; 2000 are usual")
    random = np.random.default_rng(seed)
    near = np.isin(actors.region, [number for row in rows for number in row])
    here, there = (_those(actors, side) for side in (near, ~near))
    everybody, outside = int(actors.many.sum()), int(there.many.sum())
    away = random.binomial(everybody, outside / max(everybody, 1), draws)
    own = [np.flatnonzero(np.isin(here.region, row)) for row in rows]
    active = [here.active[mine] for mine in own]
    tables = [
        [drawn @ here.active, *(drawn[:, mine] @ what for mine, what in zip(own, active, strict=True))]
        for drawn in _together(_drawn(here, everybody - away, random))
    ]
    columns, *cells = (np.concatenate(parts) for parts in zip(*tables, strict=True))
    elsewhere, entries = _elsewhere(there, away, random)
    entries, columns = entries + columns.sum(axis=1), columns + elsewhere
    quotients = np.full((draws, len(rows), columns.shape[1]), np.nan)
    for place, cell in enumerate(cells):
        margins = cell.sum(axis=1)[:, None] * columns
        np.divide(cell * entries[:, None], margins, out=quotients[:, place], where=margins > 0)
    many = (~np.isnan(quotients)).sum(axis=0)
    # A comparison with NaN is false.
    above = (quotients > 1 + ROUNDING).sum(axis=0)
    ordered = np.sort(quotients, axis=0)  # NaN stands last
    bounds = [_quantile(ordered, many, q) for q in (tail(level), 1 - tail(level))]
    share = ratio(above, many)
    seen = actors.table(rows) > 0
    return Bootstrap(*(np.where(seen, values, np.nan) for values in (*bounds, share)))


def _those(actors: Kinds, side: NDArray[np.bool_]) -> Kinds:
    return Kinds(actors.region[side], actors.active[side], actors.many[side], actors.first[side])


def _elsewhere(actors: Kinds, draws: NDArray[np.int64], random: np.random.Generator) -> tuple[Array, Array]:
    """How many of those drawn are active in each domain (a row a draw), and in how many they are active in all.

    Given how many with so many domains are drawn, those of a domain among them are a binomial number. So each domain
    stands beside the sum as if actors were drawn, in a fraction of the time; two domains are not of the same actors.
    """
    sums = actors.active.sum(axis=1)
    degrees = np.union1d(sums, [0])  # one at least, where nobody is elsewhere
    classes = (sums == degrees[:, None]) * actors.many
    many = classes.sum(axis=1)
    drawn = random.multinomial(draws, many / max(many.sum(), 1))
    with_domain = random.binomial(drawn[:, :, None], classes @ actors.active / np.maximum(many, 1)[:, None])
    return with_domain.sum(axis=1), drawn @ degrees


def _drawn(actors: Kinds, draws: NDArray[np.int64], random: np.random.Generator) -> Iterator[Array]:
    """How often each kind is drawn, a row a draw of so many actors, some draws at a time."""
    # Drawing actor by actor takes a fraction of the time of multinomial numbers: most kinds are of one actor.
    kind = np.repeat(np.arange(len(actors.many)), actors.many)
    kinds = len(actors.many)
    step = max(_PICKED // max(len(kind), 1), 1)
    for first in range(0, len(draws), step):
        sizes = draws[first : first + step]
        picked = random.integers(max(len(kind), 1), size=sizes.sum(), dtype=np.int32)
        # Numbers that differ from draw to draw, so that all draws are counted at once.
        number = kind.take(picked, mode="clip") + np.repeat(np.arange(len(sizes)) * kinds, sizes)
        yield np.bincount(number, minlength=len(sizes) * kinds).reshape(len(sizes), kinds).astype(np.float64)


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
