"""Relatedness density of all cells, and what each region could add to another, with intervals.

Intervals take in both that projects, and with them relatedness, could have been others, and that actors, and with them
what a region holds, could have been others: both are drawn again, independently, with fixed seeds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dirskg.graph.analyses.complement.related_domains import Relatedness
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.measures.actors import kinds
from dirskg.graph.measures.holding import drawn_counts, holds
from dirskg.graph.measures.portfolios import percentiles
from dirskg.graph.measures.relatedness import added_density, relatedness_density, without_diagonal
from dirskg.graph.measures.stats import Array, ratio


@dataclass(frozen=True, slots=True)
class Value(AsJson):
    """A density in percent with its interval; `even` is what it would be if all domains were equally related.

    `tells` is true where the difference between the two stands in the draws (their interval excludes 0).
    """

    value: float
    low: float
    high: float
    even: float
    tells: bool


@dataclass(frozen=True, slots=True, eq=False)
class Densities:
    """Which regions hold which domains, and the densities: [region, domain] and [region, partner, domain]."""

    regions: tuple[str, ...]
    domains: tuple[str, ...]
    held: NDArray[np.bool_]
    own: NDArray[np.object_]
    added: NDArray[np.object_]


def densities(pairs: pd.DataFrame, regions: Sequence[str], relatedness: Relatedness) -> Densities:
    """Densities of the regions, `pairs` as `coverage.active` returns them; actors without a place do not count.

    What a group has in a region is one actor, active wherever a member is: mother and daughter leave together.
    """
    domains = relatedness.domains
    placed = pairs[pairs["area"].isin(regions)].sort_values("organisation")
    who = placed.groupby(["group", "area"], sort=False).ngroup()
    active = np.zeros((who.nunique(), len(domains)), dtype=np.int8)
    active[who, pd.Index(domains).get_indexer(pd.Index(placed["domain"]))] = 1
    area = placed.loc[~who.duplicated(), "area"]
    actors = kinds(pd.Index(list(regions)).get_indexer(pd.Index(area)), active)
    held = holds(actors.table([[region] for region in range(len(regions))]))
    phi = np.nan_to_num(relatedness.phi)
    drawn_phi = np.nan_to_num(relatedness.drawn)
    drawn_held = holds(drawn_counts(actors, len(regions), draws=len(drawn_phi)))
    even = without_diagonal(np.ones_like(phi))
    own = _values(
        (relatedness_density(held, phi), relatedness_density(held, even)),
        (_own(drawn_held, drawn_phi), _own(drawn_held, even)),
    )
    added = _values(
        (added_density(held, phi), added_density(held, even)),
        (_added(drawn_held, drawn_phi), _added(drawn_held, even)),
    )
    return Densities(tuple(regions), domains, held, own, added)


def _own(held: NDArray[np.bool_], phi: Array) -> Array:
    """`relatedness_density` of many draws."""
    return ratio(100 * (held.astype(np.float64) @ phi), phi.sum(axis=-2)[..., None, :])


def _added(held: NDArray[np.bool_], phi: Array) -> Array:
    """`added_density` of many draws."""
    gained = (~held[:, :, None] & held[:, None]).astype(np.float64)
    return ratio(100 * (gained @ phi[..., None, :, :]), phi.sum(axis=-2)[..., None, None, :])


def _values(point: tuple[Array, Array], drawn: tuple[Array, Array]) -> NDArray[np.object_]:
    """Values from (density, even density), and the same of all draws."""
    value, even = point
    interval, apart = percentiles(drawn[0], value), percentiles(drawn[0] - drawn[1], value - even)
    tells = (apart.low > 0) | (apart.high < 0)
    found = np.empty(value.shape, dtype=object)
    for place in np.ndindex(value.shape):
        one, low, high, alike = (float(array[place]) for array in (value, interval.low, interval.high, even))
        found[place] = Value(one, low, high, alike, bool(tells[place]))
    return found
