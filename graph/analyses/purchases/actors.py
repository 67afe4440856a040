"""Who in Belgium could be invited to a purchase file, and on what grounds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.purchases.awards import RelatedAward
from dirskg.graph.analyses.purchases.told import PurchaseFile
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE, supporters
from dirskg.graph.ecosystem.topics import COORDINATES, OWN_WORDS, WON, WORKS, topic_actors
from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.ontology.vocab import TRADE_TIES

# Kinds of ties that say that somebody works for or with a prime, or in a laboratory of its group.
_TRADE = (*TRADE_TIES, "memberOf")
_PARTNER = "partnerIn"
_AWARD = "award"  # the basis of a claim that rests on a contract won
_UNDERTAKING = "undertaking-"  # begins the id of a programme that is no organisation, and tells its name
# Words of a note by which a tie led to nothing: a bid against the prime, or what was agreed and not done.
_UNDONE = re.compile(r"^competing\b|\bnot executed\b", re.IGNORECASE)


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
class Candidate(AsJson):
    """An organisation with its grounds. named: ties that name the file; prime: other trade with a prime or its group.

    house: the prime in whose group it is, or "". projects: those in common with a prime or its group that speak of a
    topic of the file that it works on, or that a domain holds in which it can deliver. topics: topics of the file that
    it works on; shared: those of which only several projects say so; won: those of which nothing but its related awards
    does, which are no second ground. domains: those of the file in which it can deliver, by more than these awards.
    """

    json_keys = "* topics_won=won topics_by_projects=shared grounds"

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
    won: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

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
    def rank(self) -> tuple[int, int, int, int, bool, bool, str]:
        """More kinds of grounds first, then more topics of its own, more topics, more domains, firms, SMEs, by id."""
        own, firm = len(self.topics) - len(self.shared), "industry" in self.legs
        return -len(self.grounds), -own, -len(self.topics), -len(self.domains), not firm, self.size != "SME", self.id

    def enough(self, has_topics: bool, elsewhere: bool) -> bool:
        """Whether its grounds suffice: more than a domain, or than a project with a prime, alone.

        Business with a prime is none without a domain of the file. elsewhere: it is known for domains, none of which is
        of the file; then to be of the group of a prime is none either.
        """
        grounds = set(self.grounds) - ({"house", "projects"} if elsewhere else set())
        grounds -= set() if self.domains else {"prime"}
        return (
            bool(grounds - {"domains", "projects"}) or len(grounds) > 1 or (grounds == {"domains"} and not has_topics)
        )

    def traces(self) -> tuple[Trace, ...]:
        """Its ties, projects, topics and domains."""
        return (
            Trace(f"{self.id}/ties", "ties-of", {"entity": self.id}),
            Trace(f"{self.id}/domains", "evidence-of", {"entity": self.id}),
        )


ByValue = Mapping[str, tuple[str, ...]]  # those that have a value, each once


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What all files ask for: the people who could come, their ties, each with the text that may name a file, and who
    is in which project, works on which topic, and can deliver in which domain. own: pairs of organisation and topic of
    its own words or coordination. known: who is seen in which domain. contracted: pairs of which nothing but contracts
    won tells the domain. spoken: what speaks of which topic. held: pairs of domain and topic that it holds.
    """

    people: tuple[tuple[str, str, str, str], ...]
    ties: tuple[tuple[str, Deal, str], ...]
    projects: ByValue
    topics: ByValue
    own: frozenset[tuple[str, str]]
    domains: ByValue
    known: ByValue
    contracted: frozenset[tuple[str, str]]
    spoken: ByValue
    held: tuple[tuple[str, str], ...]


@once
def ground(ecosystem: Ecosystem) -> Ground:
    """The rows that the candidates of every file are found in: no funders, and nobody who only advises or gathers."""
    people = belgian(ecosystem)
    people = people[~people["kind"].isin(FUNDER_KINDS) & ~people["id"].isin(supporters(ecosystem.functions))]
    ties = ecosystem.ties[ecosystem.ties["from"].isin(people["id"])]
    working = topic_actors(ecosystem, says=tuple(one for one in WORKS if one != WON))
    ties = ties.sort_values(["from", "to", "kind", "note", "source", "year"])
    deals = rows(ties, "from", "kind", "to", "year", "note", "source")
    parts = ecosystem.participations[["organisation", "project"]]
    own = topic_actors(ecosystem, says=(OWN_WORDS, COORDINATES))
    able, seen = active(ecosystem, of=(CAPABLE,)), active(ecosystem)
    return Ground(
        tuple(rows(people, "id", "region", "legs", "size")), _done(deals),
        _by_value(rows(parts, "organisation", "project")), _by_value(rows(working, "organisation", "topic")),
        frozenset(rows(own, "organisation", "topic")), _by_value(rows(able, "organisation", "domain")),
        _by_value(rows(seen, "organisation", "domain")), _contracted(ecosystem),
        _by_value(rows(ecosystem.mentions, "about", "topic")), tuple(rows(ecosystem.topics, "domain", "id")),
    )  # fmt: skip


def _by_value(pairs: Iterable[tuple[str, str]]) -> ByValue:
    found = defaultdict[str, dict[str, None]](dict)
    for one, value in pairs:
        found[value][one] = None
    return {value: tuple(those) for value, those in found.items()}


def _done(deals: Iterable[tuple[Any, ...]]) -> tuple[tuple[str, Deal, str], ...]:
    told = ((one, Deal(*deal)) for one, *deal in deals)
    return tuple(
        (one, deal, f"{deal.note} {deal.to if deal.to.startswith(_UNDERTAKING) else ''}")
        for one, deal in told
        if not _UNDONE.search(deal.note)
    )


def _contracted(ecosystem: Ecosystem) -> frozenset[tuple[str, str]]:
    sure = ecosystem.claims[ecosystem.claims["confidence"] != "low"]
    pairs = {won: set(rows(sure[(sure["basis"] == _AWARD) == won], "organisation", "domain")) for won in (True, False)}
    return frozenset(pairs[True] - pairs[False])


def prime_houses(ecosystem: Ecosystem, file: PurchaseFile) -> dict[str, str]:
    """Members of the groups of the primes, each with the prime of its group; the primes themselves included."""
    above = groups(ecosystem)
    tops = {above.get(prime, prime): prime for prime in reversed(file.primes)}
    members = {one: tops[top] for one, top in above.items() if top in tops}
    return {**members, **tops, **{prime: prime for prime in file.primes}}


def candidates(
    ecosystem: Ecosystem, file: PurchaseFile, won: Mapping[str, Sequence[RelatedAward]]
) -> tuple[Candidate, ...]:
    """All in Belgium with a ground other than a domain alone, the best first. won: related awards by organisation.

    Where a file has no topic, a domain is ground enough.
    """
    known, houses = ground(ecosystem), prime_houses(ecosystem, file)
    named, trade = _deals(known, file, houses)
    asked = file.topics
    spoken, held = _kept(known.spoken, asked), _kept(_by_value(known.held), asked)
    shared = _shared(known, houses, spoken)
    topics, domains = _kept(known.topics, asked), _kept(known.domains, file.domains)
    elsewhere = set().union(*known.known.values()).difference(*(known.known.get(one, ()) for one in file.domains))
    grounds: tuple[Container[str], ...] = (won, named, trade, houses, shared, topics, domains)
    found = []
    for one, region, legs, size in known.people:
        if not any(one in kept for kept in grounds):  # as most
            continue
        awarded = won.get(one, ())
        able = domains[one]
        if awarded:
            able = tuple(domain for domain in able if (one, domain) not in known.contracted)
        sold = {topic for award in awarded for topic in award.topics}.difference(topics[one])
        does = {*topics[one], *(topic for domain in domains[one] for topic in held[domain])}
        told = Candidate(
            one, region, tuple(legs.split()), size, tuple(named[one]), tuple(trade[one]),
            houses.get(one, ""), tuple(project for project in shared[one] if does.intersection(spoken[project])),
            topics[one], able, tuple(award.id for award in awarded), tuple(topic for topic in asked if topic in sold),
            tuple(topic for topic in topics[one] if (one, topic) not in known.own),
        )  # fmt: skip
        if told.enough(bool(asked), elsewhere=one in elsewhere):
            found.append(told)
    return tuple(sorted(found, key=lambda told: told.rank))


Deals = defaultdict[str, list[Deal]]


def _deals(known: Ground, file: PurchaseFile, houses: Mapping[str, str]) -> tuple[Deals, Deals]:
    """Ties that name the file, in their note or as what they lead to, and other trade with the primes.

    A partnership whose note tells what it is for is for that alone.
    """
    names = re.compile(file.pattern, re.IGNORECASE) if file.pattern else None
    named, trade = Deals(list), Deals(list)
    for one, deal, naming in known.ties:
        if names and names.search(naming):
            named[one].append(deal)
        elif deal.kind == _PARTNER and deal.note:
            continue
        elif deal.kind in _TRADE and deal.to in houses and houses.get(one) != houses[deal.to]:
            trade[one].append(deal)
    return named, trade


def _shared(known: Ground, houses: Mapping[str, str], about: Collection[str]) -> defaultdict[str, list[str]]:
    """Projects in common with a member of a prime's group, by organisation outside it. about: those that count."""
    parts = ((project, known.projects.get(project, ())) for project in sorted(about))
    return lists_of(
        (one, project)
        for project, partners in parts
        if not houses.keys().isdisjoint(partners)
        for one in partners
        if one not in houses
    )


def own_topics(known: Ground, asked: Iterable[str]) -> defaultdict[str, tuple[str, ...]]:
    """Topics that each organisation works on by its own words or as coordinator, of those asked about."""
    return _kept(_by_value(known.own), tuple(asked))


def _kept(known: ByValue, kept: Iterable[str]) -> defaultdict[str, tuple[str, ...]]:
    """Those of some values that each organisation has, in their order."""
    has = defaultdict[str, tuple[str, ...]](tuple)
    for value in kept:
        for one in known.get(value, ()):
            has[one] += (value,)
    return has
