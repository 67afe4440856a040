"""What organisations work in and can deliver, which domains are related, and which calls ask for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dirskg.graph.analyses.complement import Relatedness, call_table, domain_relatedness, domain_table, related_table
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.strengths import CAPABLE
from dirskg.graph.measures.stats import Array


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Portfolios of all organisations, what is related, and the calls: the ground of the content score.

    `has` tells in which domains each is active, `able` in which it can deliver.
    """

    ids: pd.Index[str]
    domains: tuple[str, ...]
    has: Array
    able: Array
    relatedness: Relatedness
    related: Array
    calls: tuple[str, ...]
    weights: Array

    def own(self, organisation: str) -> Array:
        """The portfolio of one, as a table of one row; empty where nothing is known."""
        return self._rows(self.has, [organisation])

    def brought(self, organisations: list[str]) -> Array:
        """The domains in which some can deliver."""
        return self._rows(self.able, organisations)

    def _rows(self, table: Array, organisations: list[str]) -> Array:
        places = self.ids.get_indexer(pd.Index(organisations))
        found = np.zeros((len(places), len(self.domains)))
        found[places >= 0] = table[places[places >= 0]]
        return found


def content_of(ecosystem: Ecosystem, on: str) -> Content:
    """The ground of the content score on a day; calls without a deadline on record are not known to be open."""
    domains = tuple(sorted(ecosystem.domains["id"]))
    claims = ecosystem.claims[ecosystem.claims["domain"].isin(domains)]
    ids = sorted(set(claims["organisation"]))
    has = domain_table(claims[["organisation", "domain"]], ids, domains)
    capable = ecosystem.strengths[ecosystem.strengths["strength"] == CAPABLE]
    able = domain_table(capable[["organisation", "domain"]], ids, domains)
    relatedness = domain_relatedness(ecosystem)
    # As the query open-calls has it: what has no deadline is not known to be open.
    calls = ecosystem.calls.loc[ecosystem.calls["deadline"] >= on, "id"]
    names, weights = call_table(ecosystem, calls, domains)
    near = related_table(relatedness)
    return Content(pd.Index(ids, dtype=object), domains, has, able, relatedness, near, names, weights)
