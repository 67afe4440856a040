"""The actors behind added density: who in one region works in a domain, and how they are tied to another region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dirskg.graph.analyses.coverage import Perimeter, claims_within
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.network.projection import Network, collaboration_network

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Supplier(AsJson):
    """An organisation in a region, active in a domain that another region does not hold.

    `strength` is the sum of the weights of its claims there, `tied` the number of organisations of the other region
    that it is tied to, `partner` the one it is tied to most strongly ("" for none).
    """

    json_keys = "id region domain leg strength claims bases sources tied_to=tied closest=partner?"

    id: str
    region: str
    domain: str
    leg: str
    strength: float
    claims: int
    bases: tuple[str, ...]
    sources: tuple[str, ...]
    tied: int
    partner: str


class Suppliers:
    """Finds the actors of any cell; `pairs` as `coverage.active` returns them."""

    def __init__(self, ecosystem: Ecosystem, pairs: pd.DataFrame, perimeter: Perimeter) -> None:
        self._pairs = pairs.sort_values(["weight", "organisation"], ascending=[False, True])
        self._claims = claims_within(ecosystem.claims, ecosystem.organisations, perimeter)
        self._areas = dict(rows(pairs, "organisation", "area"))
        self._network = collaboration_network(ecosystem)

    def of(self, domain: str, region: str, other: str) -> tuple[Supplier, ...]:
        """The first suppliers of a cell, by strength of their claims, and their ties to the other region.

        Of a group the one with the strongest claims stands for all.
        """
        cell = self._pairs[(self._pairs["domain"] == domain) & (self._pairs["area"] == region)]
        cell = cell.drop_duplicates("group").head(SHOWN)
        claims = self._claims[(self._claims["domain"] == domain)]
        found = []
        for row in cell.to_dict("records"):
            own = claims[claims["organisation"] == row["organisation"]]
            tied, partner = ties_to(self._network, row["organisation"], self._areas, other)
            found.append(
                Supplier(
                    row["organisation"], region, domain, row["leg"], float(row["weight"]), len(own),
                    tuple(sorted(set(own["basis"]))), tuple(sorted(set(own["source"]) - {""})), tied, partner,
                )
            )  # fmt: skip
        return tuple(found)


def ties_to(network: Network, organisation: str, areas: Mapping[str, str], region: str) -> tuple[int, str]:
    """How many organisations of a region an organisation is tied to, and to which most strongly."""
    vertex = network.vertex(organisation)
    edges = np.flatnonzero((network.u == vertex) | (network.v == vertex))
    ends = (network.u[edges] + network.v[edges] - vertex).tolist()
    names = network.organisations["id"]
    weights = dict(zip((names.iloc[end] for end in ends), network.weight[edges].tolist(), strict=True))
    there = sorted((-weight, name) for name, weight in weights.items() if areas.get(name) == region)
    return len(there), there[0][1] if there else ""
