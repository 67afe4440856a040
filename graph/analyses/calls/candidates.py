"""Who could answer a call: organisations with evidence in its domains, and what speaks for each.

Points from 0 to 1,000 order them. They are a convention of this tool and no forecast of success: 60 % for the evidence
in the domains of the call, 25 % for projects in its programme, 15 % for ties with other candidates. Each part is
s / (s + 1), so that the first piece of evidence counts most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from typing import Any, Final

import numpy as np
import pandas as pd

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.as_json import AsJson
from dirskg.graph.frames import Ecosystem
from dirskg.graph.network.projection import Network, collaboration_network
from dirskg.graph.rows import held, rows

PARTS: Final = (600, 250, 150)


@dataclass(frozen=True, slots=True)
class Evidence(AsJson):
    """What says that a candidate is active in a domain: sum of the weights of its claims, their number and bases."""

    domain: str
    strength: float
    claims: int
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate(AsJson):
    """An organisation that could answer a call.

    `experience` is the number of its projects in the programme of the call, `topic` of those in earlier calls on the
    same; `tied` the number of other candidates that it is tied to, `partner` the one it is tied to most strongly.
    """

    json_keys = (
        "id country region leg size points domains=evidence experience topic tied_to=tied closest_partner=partner? "
        "evidence=trace"
    )

    id: str
    country: str
    region: str
    leg: str
    kind: str
    size: str
    evidence: tuple[Evidence, ...]
    experience: int
    topic: int
    tied: int
    partner: str
    points: int

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of the call in which it is active."""
        return tuple(one.domain for one in self.evidence)

    def trace(self) -> Trace:
        """Where the evidence on it comes from."""
        return Trace(self.id, "evidence-of", {"entity": self.id})


def shares(ecosystem: Ecosystem, call: str) -> dict[str, float]:
    """The domains of a call and their shares of it, which sum to 1; empty where none is known."""
    told = ecosystem.project_domains[ecosystem.project_domains["project"] == call]
    weights = told.groupby("domain")["weight"].sum().sort_index()
    total = float(weights.sum())
    return {str(domain): float(w) / total if total > 0 else 1 / len(weights) for domain, w in weights.items()}


def succeeded(ties: pd.DataFrame) -> frozenset[str]:
    """Organisations that another has succeeded."""
    return frozenset(ties.loc[ties["kind"] == "successorOf", "to"])


def sound(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that count for a call: none of low confidence."""
    return claims[claims["confidence"] != "low"]


def candidates(
    ecosystem: Ecosystem, population: pd.DataFrame, call: str, topic: frozenset[str] = frozenset(),
    network: Ties | None = None,
) -> tuple[Candidate, ...]:  # fmt: skip
    """The organisations of the population that are active in a domain of the call, best first.

    `topic` are the projects of earlier calls on the same. Ties are those among the candidates, from `network` where
    many calls are asked for.
    """
    asked = shares(ecosystem, call)
    claims = sound(ecosystem.claims)
    claims = claims[claims["domain"].isin(asked) & held(claims["organisation"], population["id"])]
    evidence = _evidence(claims)
    people = population[population["id"].isin(evidence)].drop_duplicates("id").sort_values("id", ignore_index=True)
    parts = ecosystem.participations[["project", "organisation"]].drop_duplicates()
    experience = _count(parts, _programme_projects(ecosystem, call))
    on_topic = _count(parts, topic)
    ids = set(people["id"])
    ties = _ties(network or ties_among(collaboration_network(ecosystem), ids), ids)
    found = []
    for row in people.to_dict("records"):
        one = row["id"]
        tied, partner, bond = ties.get(one, (0, "", 0.0))
        fit = sum(asked[e.domain] * _saturating(e.strength) for e in evidence[one])
        known = experience.get(one, 0)
        points = round(float(np.dot(PARTS, (fit, _saturating(known), _saturating(bond)))))
        facts = {name: str(row[name]) for name in ("id", "country", "region", "leg", "kind", "size")}
        found.append(Candidate(**facts, evidence=evidence[one], experience=known, topic=on_topic.get(one, 0), tied=tied,
                               partner=partner, points=points))  # fmt: skip
    return tuple(sorted(found, key=lambda c: (-c.points, c.id)))


def _saturating(strength: float) -> float:
    return strength / (strength + 1)


def _evidence(claims: pd.DataFrame) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, dict[str, list[tuple[float, str]]]] = {}
    for one, domain, weight, basis in rows(claims, "organisation", "domain", "weight", "basis"):
        found.setdefault(one, {}).setdefault(domain, []).append((weight, basis))
    # fsum, so that sums of weights do not depend on the order of the rows.
    return {
        one: tuple(
            Evidence(domain, fsum(w for w, _ in told), len(told), tuple(sorted({basis for _, basis in told})))
            for domain, told in sorted(domains.items())
        )
        for one, domains in found.items()
    }


def _programme_projects(ecosystem: Ecosystem, call: str) -> frozenset[str]:
    programme = set(ecosystem.calls.loc[ecosystem.calls["id"] == call, "programme"]) - {""}
    return frozenset(ecosystem.projects.loc[ecosystem.projects["programme"].isin(programme), "id"])


def _count(participations: pd.DataFrame, projects: frozenset[str]) -> Mapping[str, int]:
    counts = participations.loc[participations["project"].isin(projects), "organisation"].value_counts()
    return {str(one): int(n) for one, n in counts.items()}


Ties = tuple[pd.Series, pd.Series, np.ndarray[Any, Any]]


def ties_among(network: Network, ids: set[str]) -> Ties:
    """The ends of each tie among some organisations, and its weight."""
    names = network.organisations["id"]
    inside = held(names, ids)
    kept = inside[network.u] & inside[network.v]
    u, v = network.u[kept], network.v[kept]
    return names.iloc[u].reset_index(drop=True), names.iloc[v].reset_index(drop=True), network.weight[kept]


def _ties(network: Ties, ids: set[str]) -> dict[str, tuple[int, str, float]]:
    """For each candidate: to how many others it is tied, to which most strongly, and the weight of all of it."""
    one, other, weight = network
    kept = held(one, ids) & held(other, ids)
    a, b, weight = one[kept].to_numpy(), other[kept].to_numpy(), weight[kept]
    both = pd.DataFrame(
        {"a": np.concatenate([a, b]), "b": np.concatenate([b, a]), "weight": np.concatenate([weight, weight])}
    ).sort_values(["a", "weight", "b"], ascending=[True, False, True])
    told = both.groupby("a").agg(tied=("b", "size"), partner=("b", "first"), bond=("weight", "sum"))
    return {str(i): (int(t), str(p), float(w)) for i, t, p, w in told.itertuples(name=None)}
