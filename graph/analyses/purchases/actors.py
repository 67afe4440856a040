"""Who in Belgium could be invited to a purchase file, and on what grounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dirskg.graph.analyses.coverage import active, belgian
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.purchases.told import PurchaseFile
from dirskg.graph.frames import Ecosystem
from dirskg.graph.groups import groups
from dirskg.graph.network.paths import FUNDER_KINDS
from dirskg.graph.network.projection import rows
from dirskg.graph.strengths import CAPABLE, supporters
from dirskg.graph.topics import topic_actors

# Kinds of ties that say that somebody works for or with a prime, and those that say whose house it is.
_TRADE = ("suppliesTo", "partnerIn")


@dataclass(frozen=True, slots=True)
class Deal:
    """A tie that leads to the file or to a prime: its kind, year (NaN where unknown), note and page."""

    kind: str
    to: str
    year: float
    note: str
    source: str

    def to_json(self) -> dict[str, Any]:
        """The tie as plain values."""
        year = int(self.year) if self.year == self.year else None
        return {"kind": self.kind, "to": self.to, "year": year, "note": self.note, "source": self.source}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation with its grounds. named: ties that name the file; prime: other trade with a prime or its group.

    house: the prime in whose group it is, or "". projects: those in common with a prime or its group. topics: topics of
    the file that it works on. domains: those of the file in which it can deliver.
    """

    id: str
    region: str
    legs: tuple[str, ...]
    size: str
    named: tuple[Deal, ...]
    prime: tuple[Deal, ...]
    house: str
    projects: tuple[str, ...]
    topics: tuple[str, ...]
    domains: tuple[str, ...]
    awards: tuple[str, ...] = ()

    @property
    def within(self) -> bool:
        """Whether it is in the file, or in business with a prime, already."""
        return bool(self.named or self.prime or self.house)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The kinds of its grounds, in the order in which they are told."""
        kinds = ("named", "prime", "house", "awards", "projects", "topics", "domains")
        return tuple(kind for kind in kinds if getattr(self, kind))

    @property
    def rank(self) -> tuple[int, int, int, bool, str]:
        """More kinds of grounds first, then more topics, more domains, SMEs, and by id."""
        return -len(self.grounds), -len(self.topics), -len(self.domains), self.size != "SME", self.id

    def enough(self, has_topics: bool) -> bool:
        """Whether its grounds suffice: more than a domain, or than a project with a prime, alone."""
        grounds = set(self.grounds)
        return (
            bool(grounds - {"domains", "projects"}) or len(grounds) > 1 or (grounds == {"domains"} and not has_topics)
        )

    def traces(self) -> tuple[Trace, ...]:
        """Its ties, projects, topics and domains."""
        return (
            Trace(f"{self.id}/ties", "ties-of", {"entity": self.id}),
            Trace(f"{self.id}/domains", "evidence-of", {"entity": self.id}),
        )

    def to_json(self) -> dict[str, Any]:
        """The candidate as plain values."""
        return {
            "id": self.id, "region": self.region, "legs": list(self.legs), "size": self.size,
            "grounds": list(self.grounds), "named": [one.to_json() for one in self.named],
            "prime": [one.to_json() for one in self.prime], "house": self.house, "projects": list(self.projects),
            "topics": list(self.topics), "domains": list(self.domains), "awards": list(self.awards),
        }  # fmt: skip


def prime_houses(ecosystem: Ecosystem, file: PurchaseFile) -> dict[str, str]:
    """Members of the groups of the primes, each with the prime of its group; the primes themselves included."""
    above = groups(ecosystem)
    tops = {above.get(prime, prime): prime for prime in reversed(file.primes)}
    members = {one: tops[top] for one, top in above.items() if top in tops}
    return {**members, **tops, **{prime: prime for prime in file.primes}}


def candidates(ecosystem: Ecosystem, file: PurchaseFile, won: dict[str, list[str]]) -> tuple[Candidate, ...]:
    """All in Belgium with a ground other than a domain alone, the best first. won: related awards by organisation.

    Where a file has no topic, a domain is ground enough. Those who only advise, gather or fund are none.
    """
    people = belgian(ecosystem)
    people = people[~people["kind"].isin(FUNDER_KINDS) & ~people["id"].isin(supporters(ecosystem.functions))]
    houses = prime_houses(ecosystem, file)
    named, trade = _deals(ecosystem, file, houses, set(people["id"]))
    shared = _shared(ecosystem, houses)
    topics = _by(topic_actors(ecosystem), "topic", file.topics)
    domains = _by(active(ecosystem, of=(CAPABLE,)), "domain", file.domains)
    found = []
    for one, region, legs, size in rows(people, "id", "region", "legs", "size"):
        told = Candidate(
            one, region, tuple(legs.split()), size, tuple(named[one]), tuple(trade[one]),
            houses.get(one, ""), tuple(shared[one]), tuple(topics[one]), tuple(domains[one]), tuple(won.get(one, ())),
        )  # fmt: skip
        if told.enough(bool(file.topics)):
            found.append(told)
    return tuple(sorted(found, key=lambda told: told.rank))


def _deals(
    ecosystem: Ecosystem, file: PurchaseFile, houses: dict[str, str], people: set[str]
) -> tuple[defaultdict[str, list[Deal]], defaultdict[str, list[Deal]]]:
    """Ties that name the file, and other trade with the primes, by organisation."""
    names = re.compile(file.pattern, re.IGNORECASE) if file.pattern else None
    named, trade = defaultdict[str, list[Deal]](list), defaultdict[str, list[Deal]](list)
    ties = ecosystem.ties.sort_values(["from", "to", "kind", "note", "source"])
    for start, to, kind, year, note, source in rows(ties, "from", "to", "kind", "year", "note", "source"):
        if start not in people:
            continue
        deal = Deal(kind, to, year, note, source)
        if names and names.search(note):
            named[start].append(deal)
        elif kind in _TRADE and to in houses and houses.get(start) != houses[to]:
            trade[start].append(deal)
    return named, trade


def _shared(ecosystem: Ecosystem, houses: dict[str, str]) -> defaultdict[str, list[str]]:
    """Projects in common with a member of a prime's group, by organisation outside it."""
    told = ecosystem.participations
    theirs = set(told.loc[told["organisation"].isin(houses), "project"])
    found = defaultdict[str, list[str]](list)
    others = told.loc[told["project"].isin(theirs) & ~told["organisation"].isin(houses), ["organisation", "project"]]
    for one, project in rows(others.drop_duplicates().sort_values(["project"]), "organisation", "project"):
        found[one].append(project)
    return found


def _by(pairs: pd.DataFrame, column: str, kept: Iterable[str]) -> defaultdict[str, list[str]]:
    """Values of a column by organisation, in the order of `kept`."""
    order = list(kept)
    found = defaultdict[str, list[str]](list)
    for one, value in rows(pairs[pairs[column].isin(order)], "organisation", column):
        found[one].append(value)
    for values in found.values():
        values.sort(key=order.index)
    return found
