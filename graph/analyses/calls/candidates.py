"""Who could answer a call: organisations with evidence in its domains or on its topics, and what speaks for each.

Points from 0 to 1,000 order them. They are a convention of this tool and no forecast of success: 80 % for the domains
of the call, each by its share, half of it for the topics of the call there, where it names some; 20 % for projects in
its programme. Evidence and projects count as s / (s + 1), so that the first piece counts most. Points do not depend on
who else is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from math import fsum
from typing import Any, Final

import numpy as np
import pandas as pd

from dirskg.graph.analyses.calls.asked import answering, holding, shares, topics_of
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import held, rows
from dirskg.graph.network.projection import Network, collaboration_network

# Points for the domains of a call, for its topics, and for projects in its programme.
PARTS: Final = (400, 400, 200)


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
    same; `topics` are those of the call that it can answer on, `ties` to how many organisations it is tied at all.
    `tied` is the number of other candidates that it is tied to, `partner` the one it is tied to most strongly; 0 and ""
    where nobody asked (`bound`).
    """

    json_keys = (
        "id country region leg size points domains=evidence topics experience topic ties tied_to=tied "
        "closest_partner=partner? evidence=trace"
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
    points: int
    topics: tuple[str, ...] = ()
    ties: int = 0
    tied: int = 0
    partner: str = ""

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of the call in which it is active."""
        return tuple(one.domain for one in self.evidence)

    def trace(self) -> Trace:
        """Where the evidence on it comes from."""
        return Trace(self.id, "evidence-of", {"entity": self.id})

    @property
    def place(self) -> tuple[int, int, str]:
        """What orders candidates: points, of equals who is tied to more, then the id."""
        return -self.points, -self.ties, self.id


def succeeded(ties: pd.DataFrame) -> frozenset[str]:
    """Organisations that another has succeeded."""
    return frozenset(ties.loc[ties["kind"] == "successorOf", "to"])


def candidates(
    ecosystem: Ecosystem, people: Collection[str], call: str, earlier: frozenset[str] = frozenset()
) -> tuple[Candidate, ...]:
    """Those of some organisations with evidence in a domain of the call or on a topic of it, best first.

    `people` are their ids, `earlier` the projects of earlier calls on the same.
    """
    asked, topics = shares(ecosystem, call), topics_of(ecosystem).get(call, ())
    answers = {topic: answering(ecosystem).get(topic, set()) for topic in topics}
    experience, before = _experience(ecosystem, _programmes(ecosystem).get(call, "")), _count(ecosystem, earlier)
    there, ties = _by_domain(ecosystem, tuple(asked), topics), _degrees(ecosystem)
    facts, known = described(ecosystem), [_evidence(ecosystem, domain) for domain in asked]
    found = []
    for one in people:
        evidence = tuple(told[one] for told in known if one in told)
        own = tuple(topic for topic in topics if one in answers[topic])
        if not evidence and not own:
            continue
        strength = {e.domain: _saturating(e.strength) for e in evidence}
        points = fsum(
            share * _fit(strength.get(domain, 0.0), [topic in own for topic in there[domain]])
            for domain, share in asked.items()
        )
        found.append(Candidate(
            **facts[one], evidence=evidence, experience=experience[one], topic=before[one],
            points=round(points + PARTS[2] * _saturating(experience[one])), topics=own, ties=ties.get(one, 0),
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.place))


@once
def described(ecosystem: Ecosystem) -> Mapping[str, Mapping[str, Any]]:
    """By organisation, what is told of a candidate."""
    names = ("id", "country", "region", "leg", "kind", "size")
    people = ecosystem.organisations.drop_duplicates("id")
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows(people, *names)}


def _fit(strength: float, topics: list[bool]) -> float:
    """Points for a domain: by its evidence, half by the topics that the call names there, if any."""
    domain, topic, _ = PARTS
    return domain * strength + topic * (sum(topics) / len(topics) if topics else strength)


def _by_domain(ecosystem: Ecosystem, domains: tuple[str, ...], topics: tuple[str, ...]) -> dict[str, list[str]]:
    """The topics of a call that each of its domains holds; one that none of them holds stands in all."""
    held_by = {topic: holding(ecosystem).get(topic, set()) & set(domains) or set(domains) for topic in topics}
    return {domain: [topic for topic in topics if domain in held_by[topic]] for domain in domains}


@once
def _degrees(ecosystem: Ecosystem) -> Mapping[str, int]:
    network = collaboration_network(ecosystem)
    ends = np.bincount(np.concatenate([network.u, network.v]), minlength=len(network.organisations))
    return dict(zip(network.organisations["id"].tolist(), ends.tolist(), strict=True))


def _saturating(strength: float) -> float:
    return strength / (strength + 1)


@once
def _evidence(ecosystem: Ecosystem, domain: str) -> Mapping[str, Evidence]:
    """By organisation, what its claims in a domain say; none of low confidence."""
    claims = ecosystem.claims
    told = claims[(claims["domain"] == domain) & (claims["confidence"] != "low")]
    own = lists_of((one, (weight, basis)) for one, weight, basis in rows(told, "organisation", "weight", "basis"))
    # fsum, so that sums of weights do not depend on the order of the rows.
    return {
        one: Evidence(domain, fsum(w for w, _ in told), len(told), tuple(sorted({basis for _, basis in told})))
        for one, told in own.items()
    }


@once
def _programmes(ecosystem: Ecosystem) -> Mapping[str, str]:
    """By call, its programme."""
    return dict(rows(ecosystem.calls, "id", "programme"))


@once
def _experience(ecosystem: Ecosystem, programme: str) -> Counter[str]:
    """How many projects of a programme each organisation is in; of no programme ("") none."""
    told = ecosystem.projects
    return _count(ecosystem, set(told.loc[told["programme"] == programme, "id"])) if programme else Counter()


def _count(ecosystem: Ecosystem, projects: Collection[str]) -> Counter[str]:
    """How many of some projects each organisation is in."""
    partners = _partners(ecosystem)
    return Counter(one for project in projects for one in partners.get(project, ()))


@once
def _partners(ecosystem: Ecosystem) -> Mapping[str, set[str]]:
    return sets_of(rows(ecosystem.participations, "project", "organisation"))


Ties = tuple[pd.Series, pd.Series, np.ndarray[Any, Any]]


def ties_among(network: Network, ids: set[str]) -> Ties:
    """The ends of each tie among some organisations, and its weight."""
    names = network.organisations["id"]
    inside = held(names, ids)
    kept = inside[network.u] & inside[network.v]
    u, v = network.u[kept], network.v[kept]
    return names.iloc[u].reset_index(drop=True), names.iloc[v].reset_index(drop=True), network.weight[kept]


def bound(ecosystem: Ecosystem, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The same candidates, each with how many of the others it is tied to, and to which most strongly."""
    one, other, weight = ties_among(collaboration_network(ecosystem), {one.id for one in found})
    a, b = one.to_numpy(), other.to_numpy()
    both = pd.DataFrame(
        {"a": np.concatenate([a, b]), "b": np.concatenate([b, a]), "weight": np.concatenate([weight, weight])}
    ).sort_values(["a", "weight", "b"], ascending=[True, False, True])
    told = both.groupby("a").agg(tied=("b", "size"), partner=("b", "first"))
    ties = {str(one): (int(tied), str(partner)) for one, tied, partner in told.itertuples(name=None)}
    of = {one.id: ties.get(one.id, (0, "")) for one in found}
    return tuple(replace(one, tied=of[one.id][0], partner=of[one.id][1]) for one in found)
