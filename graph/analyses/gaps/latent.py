"""Latent strength: a domain that an area lacks, although it holds most of what the domain is related to.

It is a label beside the state of a cell and no gap: it says where a newcomer would find neighbours, not that one is
needed. How related domains are is estimated on all who take part in EU programmes; three regions cannot tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.gaps.comparison import Population
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.measures.holding import holds
from dirskg.graph.measures.relatedness import association, relatedness_density, without_diagonal

# The part of all cells that lies below the least density of the label.
QUARTILE = 0.75


@dataclass(frozen=True, slots=True)
class Latent(AsJson):
    """The relatedness density of a cell in percent, and the least that gives the label."""

    json_keys = "label density least evidence=trace"
    label = "latent strength"
    trace = Trace("EU", "programme-population")  # the portfolios that relatedness is estimated on

    density: float
    least: float

    @property
    def strong(self) -> bool:
        """Whether the density reaches the upper quarter of all cells."""
        return self.density >= self.least > 0


def latent(belgium: Population, programmes: Population, areas: Sequence[str]) -> Mapping[tuple[str, str], Latent]:
    """By area and domain, how much of what the domain is related to the area holds (`holding.holds`).

    Relatedness is the association strength of domains in the portfolios of the organisations in EU programmes.
    """
    active = programmes.actors.active
    phi = association(without_diagonal(active.T @ (active * programmes.actors.many[:, None])))
    counts = belgium.table({area: [area] for area in areas})[:-1]
    density = relatedness_density(holds(counts), phi)
    known = density[np.isfinite(density)]
    least = float(np.quantile(known, QUARTILE)) if known.size else float("nan")
    return {
        (area, domain): Latent(float(density[i, j]), least)
        for i, area in enumerate(areas)
        for j, domain in enumerate(belgium.domains)
    }
