"""Which domains are related: how often the same organisations work in both, in EU programmes as a whole.

Three regions say nothing about how domains go together, so that it is estimated on the organisations and projects of
all countries. Portfolios of organisations come first: hardly any project is about more than two domains.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import pandas as pd

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.gaps import BY_PROJECT, OWN_PROGRAMMES
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.measures.portfolios import associations, drawn_associations, percentiles, portfolios, together
from dirskg.graph.measures.relatedness import association, co_occurrence
from dirskg.graph.measures.stats import Array, most_unseen

# With fewer organisations in both domains, or projects in all, nothing is called related.
LEAST_TOGETHER = 3
LEAST_PROJECTS = 10


@dataclass(frozen=True, slots=True)
class DomainPair(AsJson):
    """Two domains, `one` before `other`: relatedness (1 is chance) with its interval, from organisations in both.

    `projects` are about both, `phi_projects` is the relatedness that these alone would give.
    """

    json_keys = "* related evidence=traces"

    one: str
    other: str
    phi: float
    low: float
    high: float
    organisations: int
    projects: int
    phi_projects: float

    @property
    def related(self) -> bool:
        """Whether they are related beyond chance: the interval lies above 1, with enough organisations in both."""
        return self.low > 1 and self.organisations >= LEAST_TOGETHER

    def traces(self) -> tuple[Trace, Trace]:
        """The organisations in both domains, and the projects about both."""
        parameters = {"one": self.one, "other": self.other}
        figure = f"{self.one}-{self.other}"
        return (
            Trace(figure, "domains-together", parameters),
            Trace(f"{figure}/projects", "projects-together", parameters),
        )


@dataclass(frozen=True, slots=True)
class Relatedness(AsJson):
    """Relatedness of all pairs of domains; matrices in the order of `domains`.

    `drawn` is what it becomes with projects drawn again (draws x domains x domains).
    """

    json_keys = "organisations projects pairs"

    domains: tuple[str, ...]
    organisations: int
    projects: int
    pairs: tuple[DomainPair, ...]
    phi: Array = field(repr=False, compare=False)
    drawn: Array = field(repr=False, compare=False)

    def related(self) -> list[DomainPair]:
        """Pairs that are related beyond chance, strongest first."""
        found = [pair for pair in self.pairs if pair.related]
        return sorted(found, key=lambda pair: (-pair.phi, pair.one, pair.other))

    def between(self, one: str, other: str) -> DomainPair:
        """The pair of two domains, in whatever order they are given."""
        low, high = sorted((one, other), key=self.domains.index)
        i, j, n = self.domains.index(low), self.domains.index(high), len(self.domains)
        # The place of (i, j) among the pairs in the order of `combinations`.
        return self.pairs[i * n - i * (i + 1) // 2 + j - i - 1]


def programme_claims(ecosystem: Ecosystem) -> pd.DataFrame:
    """Who works in which domain by which project of an EU programme, all countries: organisation, project, domain.

    States and international bodies are left out, as everywhere.
    """
    claims = ecosystem.claims
    own = ecosystem.projects.loc[ecosystem.projects["programme"].isin(OWN_PROGRAMMES), "id"]
    claims = claims[claims["basis"].isin(BY_PROJECT) & ~claims["project"].isin(own) & (claims["project"] != "")]
    actors = ecosystem.organisations
    actors = actors[(actors["level"] != "international") & (actors["kind"] != "state")]
    known = claims["organisation"].isin(actors["id"]) & claims["domain"].isin(ecosystem.domains["id"])
    return claims.loc[known, ["organisation", "project", "domain"]].drop_duplicates()


@once
def domain_relatedness(ecosystem: Ecosystem) -> Relatedness:
    """How related the domains are, with intervals from projects drawn again (fixed seed)."""
    return relatedness_of(programme_claims(ecosystem), tuple(sorted(ecosystem.domains["id"])))


def relatedness_of(claims: pd.DataFrame, domains: tuple[str, ...]) -> Relatedness:
    """The same from claims as `programme_claims` gives them."""
    who, organisations = pd.factorize(claims["organisation"], sort=True)
    what, projects = pd.factorize(claims["project"], sort=True)
    about = np.zeros((len(projects), len(domains)))
    about[what, pd.Index(domains).get_indexer(pd.Index(claims["domain"]))] = 1
    found = portfolios(who, what, len(projects))
    counts = together(found, about)
    phi = associations(counts)[0]
    draws = drawn_associations(found, about) if len(projects) >= LEAST_PROJECTS else np.empty((0, *phi.shape))
    interval = percentiles(draws, phi)
    sums = counts[0].sum(axis=1)
    chance = np.outer(sums, sums) / (sums.sum() or 1.0)
    # What was never seen together may be so by chance: the exact bound of a count of 0, as no draw can show it.
    never = (counts[0] == 0) & (chance > 0) & ~np.isnan(interval.high)
    high = np.where(never, most_unseen() / np.where(chance > 0, chance, 1.0), interval.high)
    shared = co_occurrence(about.T)
    matrices = (phi, interval.low, high, counts[0], shared, association(shared))
    return Relatedness(domains, len(organisations), len(projects), tuple(_pairs(domains, *matrices)), phi, draws)


def _pairs(domains: tuple[str, ...], *matrices: Array) -> Iterator[DomainPair]:
    for i, j in combinations(range(len(domains)), 2):
        phi, low, high, organisations, projects, phi_projects = (float(matrix[i, j]) for matrix in matrices)
        yield DomainPair(domains[i], domains[j], phi, low, high, int(organisations), int(projects), phi_projects)
