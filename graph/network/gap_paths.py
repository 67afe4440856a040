"""Who could close a gap: actors of the other regions, each with its best tie into the region of the gap."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.groups import groups
from dirskg.graph.ecosystem.hosts import firm_first
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE, TAKES_PART
from dirskg.graph.errors import require_called
from dirskg.graph.network.finder import PathFinder, Placed, check_limits, path_finder
from dirskg.graph.network.hops import Evidence, Hop, Path, distinct_hops
from dirskg.graph.network.shortest import Search

LEGS = ("academia", "government", "industry", "intermediary")
# An actor whose leg is not known may close a gap as well, unless a leg is asked for.
LEGS_AND_UNKNOWN = (*LEGS, "")


@dataclass(frozen=True, slots=True)
class GapActor(AsJson):
    """An actor that could close a gap, with the first of its legs that can.

    `strength` is the sum of the weights of its `claims` claims in the domain, `sources` their addresses,
    strongest claim first. `path` is its best path into the region of the gap (None: no tie found within the
    limits), and `to_domain` says whether that path ends at an organisation active in the domain.
    """

    id: str
    label: str
    region: str
    leg: str
    strength: float
    claims: int
    sources: tuple[str, ...]
    path: Path | None
    to_domain: bool


@dataclass(frozen=True, slots=True)
class GapPathsReport(AsJson):
    """The first actors of `candidates` that could close a gap, with the parameters they were found with."""

    region: str
    domain: str
    legs: tuple[str, ...]
    k: int
    max_hops: int
    since: int | None
    half_life: float | None
    now: int | None
    candidates: int
    actors: tuple[GapActor, ...]
    until: int | None = None
    without: tuple[str, ...] = ()

    def hops(self) -> Iterator[Hop]:
        """All hops shown, each pair of organisations once."""
        return distinct_hops(actor.path for actor in self.actors)


def gap_paths(
    ecosystem: Ecosystem,
    region: str,
    domain: str,
    legs: Collection[str] = (),
    *,
    finder: PathFinder | None = None,
    k: int = 10,
    max_hops: int = 4,
    direct_first: bool = True,
) -> GapPathsReport:
    """The k first actors of the other Belgian regions that can deliver in a domain where `region` has a gap.

    Who can deliver there (graph/ecosystem/strengths.py) can help, a group as one: the actor with most claims, and none
    of a group that can deliver in the region itself. Bodies of the EU, NATO and the State are of no region. `legs`
    keeps the actors that stand on one of the legs that the cell lacks (none given: all). They stand in order of the
    sum of their claim weights, then of the cost of their path, then of id. The path is the cheapest to somebody there
    who can deliver or takes part in the domain, else to any organisation of the region; an actor without one stays in
    the list.
    `finder` is the one of a network of some years only, or without somebody, who then closes no gap; claims are of all
    years. The other parameters are those of its `find`.

    Raises DirskgError for a region or domain that the build does not know, for a leg that is none of LEGS,
    and for k or max_hops below 1.
    """
    check_limits(k, max_hops)
    require_called("region", region, ecosystem.regions["id"], needed=True)
    require_called("domain", domain, ecosystem.domains["id"], needed=True)
    for leg in legs:
        require_called("leg", leg, LEGS, needed=True)
    finder = finder or path_finder(ecosystem)
    network = finder.network
    own = _claimed(ecosystem).get(domain, {})
    wanted = frozenset(legs or LEGS_AND_UNKNOWN)
    others = set(ecosystem.regions["id"]) - {region}
    told = ecosystem.organisations
    nowhere = frozenset(told.loc[(told["level"] == "international") | (told["kind"] == "state"), "id"])
    placed = [one for one in finder.placed if one.id not in nowhere]
    here = [one for one in placed if one.region == region]
    able = [one for one in placed if one.id in own and one.region in others]
    asked = [one for one in able if wanted.intersection(one.legs.split() or [""])]
    candidates = _one_a_group(ecosystem, own, here, asked)
    search = finder.search(max_hops, direct_first=direct_first)
    ways = _ways_into(search, here, _there(ecosystem).get(domain, frozenset()), candidates)
    cost = {vertex: search.rank(path)[0] for vertex, (path, _) in ways.items()}
    candidates.sort(key=lambda one: (_claims_first(own, one), cost.get(one.vertex, math.inf), one.id))
    helping = [one._replace(leg=next((leg for leg in one.legs.split() if leg in wanted), "")) for one in candidates[:k]]
    actors = [_actor(one, own[one.id], ways.get(one.vertex), finder.evidence) for one in helping]
    return GapPathsReport(
        region=region,
        domain=domain,
        legs=tuple(sorted(legs)),
        k=k,
        max_hops=max_hops,
        since=network.since,
        half_life=network.half_life,
        now=network.now,
        candidates=len(candidates),
        actors=tuple(actors),
        until=network.until,
        without=finder.without,
    )


def _one_a_group(
    ecosystem: Ecosystem, own: Mapping[str, _Claimed], here: Iterable[Placed], actors: Iterable[Placed]
) -> list[Placed]:
    """The actor with most claims of each group that has nobody `here` who can deliver."""
    tops = groups(ecosystem)
    taken = {tops.get(one.id, one.id) for one in here if one.id in own}
    found = []
    for one in sorted(actors, key=lambda one: (_claims_first(own, one), one.id)):
        if (group := tops.get(one.id, one.id)) not in taken:
            taken.add(group)
            found.append(one)
    return found


def _claims_first(own: Mapping[str, _Claimed], one: Placed) -> float:
    """Sums of weights are rounded, so that equal claims in another order stay equal."""
    return -round(own[one.id].strength, 9)


class _Claimed(NamedTuple):
    """What an organisation claims in a domain: sum of the weights, number, and addresses, strongest claim first."""

    strength: float
    claims: int
    sources: tuple[str, ...]


@once
def _claimed(ecosystem: Ecosystem) -> Mapping[str, Mapping[str, _Claimed]]:
    """By domain, what those with a region claim who can deliver there."""
    placed = ecosystem.organisations.loc[ecosystem.organisations["region"] != "", "id"]
    claims = ecosystem.claims[ecosystem.claims["organisation"].isin(placed)]
    capable = ecosystem.strengths.loc[ecosystem.strengths["strength"] == CAPABLE, ["organisation", "domain"]]
    claims = claims.merge(capable, on=["organisation", "domain"])
    summed = claims.groupby(["domain", "organisation"])["weight"].agg(["sum", "size"]).reset_index()
    claims = claims.sort_values(["weight", "source"], ascending=[False, True])
    pages: dict[tuple[str, str], dict[str, None]] = {}
    for domain, one, source in rows(claims, "domain", "organisation", "source"):
        pages.setdefault((domain, one), {}).setdefault(source)
    found: dict[str, dict[str, _Claimed]] = {}
    for domain, one, strength, count in rows(summed, "domain", "organisation", "sum", "size"):
        told = tuple(filter(None, pages[domain, one]))
        found.setdefault(domain, {})[one] = _Claimed(float(strength), int(count), told)
    return found


@once
def _there(ecosystem: Ecosystem) -> Mapping[str, Collection[str]]:
    """By domain, who can deliver or takes part there."""
    told = ecosystem.strengths
    return sets_of(rows(told[told["strength"].isin((CAPABLE, TAKES_PART))], "domain", "organisation"))


def _ways_into(
    search: Search, here: Sequence[Placed], active: Collection[str], actors: Iterable[Placed]
) -> dict[int, tuple[list[int], bool]]:
    """By vertex of each actor that has one, its best path to somebody here, and whether it ends at one of `active`."""
    ways: dict[int, tuple[list[int], bool]] = {}
    best = [one for one in here if one.id in active]
    for targets, to_domain in ((best, True), (here, False)):
        layers = search.layers([one.vertex for one in targets], search.max_hops, search.closed)
        for actor in actors:
            if actor.vertex not in ways and (path := search.walk(layers, actor.vertex)) is not None:
                ways[actor.vertex] = path, to_domain
    return ways


def _actor(one: Placed, claimed: _Claimed, way: tuple[list[int], bool] | None, evidence: Evidence) -> GapActor:
    return GapActor(
        id=one.id,
        label=one.label,
        region=one.region,
        leg=one.leg,
        strength=claimed.strength,
        claims=claimed.claims,
        sources=firm_first(claimed.sources),
        path=None if way is None else evidence.path(way[0]),
        to_domain=way is not None and way[1],
    )
