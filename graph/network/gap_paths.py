"""Who could close a gap: actors of the other regions, each with its best tie into the region of the gap."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dirskg.graph.errors import DirskgError
from dirskg.graph.frames import Ecosystem
from dirskg.graph.network.finder import PathFinder, check_limits
from dirskg.graph.network.hops import Evidence, Hop, Json, Path, distinct_hops
from dirskg.graph.network.projection import collaboration_network, rows
from dirskg.graph.network.shortest import Search
from dirskg.graph.strengths import CAPABLE, TAKES_PART

LEGS = ("academia", "government", "industry", "intermediary")
# An actor whose leg is not known may close a gap as well, unless a leg is asked for.
LEGS_AND_UNKNOWN = (*LEGS, "")


@dataclass(frozen=True, slots=True)
class GapActor:
    """An actor that could close a gap.

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

    def to_json(self) -> Json:
        """The actor as values that JSON can hold."""
        return {
            "id": self.id,
            "label": self.label,
            "region": self.region,
            "leg": self.leg,
            "strength": self.strength,
            "claims": self.claims,
            "sources": list(self.sources),
            "to_domain": self.to_domain,
            "path": None if self.path is None else self.path.to_json(),
        }


@dataclass(frozen=True, slots=True)
class GapPathsReport:
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

    def to_json(self) -> Json:
        """The report as values that JSON can hold."""
        return {
            "region": self.region,
            "domain": self.domain,
            "legs": list(self.legs),
            "k": self.k,
            "max_hops": self.max_hops,
            "since": self.since,
            "until": self.until,
            "without": list(self.without),
            "half_life": self.half_life,
            "now": self.now,
            "candidates": self.candidates,
            "actors": [actor.to_json() for actor in self.actors],
        }


def paths_for_gap(
    ecosystem: Ecosystem,
    region: str,
    domain: str,
    legs: Collection[str] = (),
    *,
    k: int = 10,
    max_hops: int = 4,
    since: int | None = None,
    until: int | None = None,
    half_life: float | None = 3.0,
    now: int | None = None,
    direct_first: bool = True,
    without: Collection[str] = (),
) -> GapPathsReport:
    """The k first actors of the other Belgian regions that can deliver in a domain where `region` has a gap.

    Who can deliver there (graph/strengths.py) can help; `legs` keeps the actors of the legs that the cell lacks (none
    given: all). Actors stand in order of the sum of their claim weights, then of the cost of their path, then
    of id. The path is the cheapest to an organisation of the region that can deliver or takes part in the domain,
    else to any organisation of the region; an actor without one stays in the list. Ties and the other parameters are
    those of `find_paths`; `since` and `until` limit projects and ties, not claims. Who is gone closes no gap.

    Raises DirskgError for a region or domain that the build does not know, for a leg that is none of LEGS,
    and for k or max_hops below 1.
    """
    network = collaboration_network(ecosystem, since=since, until=until, half_life=half_life, now=now)
    finder = PathFinder(network, without=without)
    return gap_paths(finder, ecosystem, region, domain, legs, k=k, max_hops=max_hops, direct_first=direct_first)


def gap_paths(
    finder: PathFinder,
    ecosystem: Ecosystem,
    region: str,
    domain: str,
    legs: Collection[str] = (),
    *,
    k: int = 10,
    max_hops: int = 4,
    direct_first: bool = True,
) -> GapPathsReport:
    """The same in a network that is ready already, for who asks of many gaps."""
    check_limits(k, max_hops)
    _check_known("region", [region], ecosystem.regions["id"])
    _check_known("domain", [domain], ecosystem.domains["id"])
    _check_known("leg", legs, LEGS)
    network = finder.network
    strength = ecosystem.strengths[ecosystem.strengths["domain"] == domain]
    able, there = (
        set(strength.loc[strength["strength"].isin(kinds), "organisation"])
        for kinds in ([CAPABLE], [CAPABLE, TAKES_PART])
    )
    claims = ecosystem.claims[(ecosystem.claims["domain"] == domain) & ecosystem.claims["organisation"].isin(able)]
    others = set(ecosystem.regions["id"]) - {region}
    present = network.organisations[~network.organisations["id"].isin(finder.without)]
    candidates = _candidates(present, claims, others, legs or LEGS_AND_UNKNOWN)
    search = finder.search(max_hops, direct_first=direct_first)
    ways = _ways_into(search, present, region, there, candidates.index)
    cost = {vertex: search.rank(path)[0] for vertex, (path, _) in ways.items()}
    candidates["cost"] = [cost.get(vertex, float("inf")) for vertex in candidates.index]
    # Sums of weights are rounded, so that equal claims in another order stay equal.
    candidates["weakness"] = -candidates["strength"].round(9)
    first = candidates.sort_values(["weakness", "cost", "id"]).index[:k]
    sources = _sources(claims, set(candidates.loc[first, "id"]))
    told = zip(first, candidates.loc[first].to_dict("records"), strict=True)
    actors = [_actor(row, sources[row["id"]], ways.get(vertex), finder.evidence) for vertex, row in told]
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


def _check_known(what: str, values: Iterable[str], known: Iterable[str]) -> None:
    if unknown := sorted(set(values) - set(known)):
        choice = ", ".join(sorted(known)) or "none, this build has no such thing"
        raise DirskgError(f"unknown {what} {', '.join(unknown)}: known are {choice}")


def _candidates(
    organisations: pd.DataFrame, claims: pd.DataFrame, regions: Collection[str], legs: Collection[str]
) -> pd.DataFrame:
    """Organisations of the regions and legs with a claim, by vertex: their columns, strength and claims."""
    summed = claims.groupby("organisation")["weight"].agg(strength="sum", claims="size")
    chosen = organisations[organisations["region"].isin(regions) & organisations["leg"].isin(legs)]
    return chosen.join(summed, on="id", how="inner")


def _ways_into(
    search: Search, organisations: pd.DataFrame, region: str, active: set[str], actors: Iterable[int]
) -> dict[int, tuple[list[int], bool]]:
    """Best path into the region of each actor that has one, and whether it ends at one of `active`."""
    inside = organisations[organisations["region"] == region]
    ways: dict[int, tuple[list[int], bool]] = {}
    for targets, to_domain in ((inside[inside["id"].isin(active)], True), (inside, False)):
        layers = search.layers(targets.index.tolist(), search.max_hops, search.closed)
        for actor in actors:
            if actor not in ways and (path := search.walk(layers, actor)) is not None:
                ways[actor] = path, to_domain
    return ways


def _sources(claims: pd.DataFrame, organisations: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The addresses of the claims of some organisations, that of the strongest claim first."""
    own = claims[claims["organisation"].isin(organisations)]
    own = own.sort_values(["weight", "source"], ascending=[False, True])
    found: dict[str, dict[str, None]] = {one: {} for one in organisations}
    for organisation, source in rows(own, "organisation", "source"):
        if source:
            found[organisation][source] = None
    return {organisation: tuple(told) for organisation, told in found.items()}


def _actor(
    row: Mapping[Hashable, Any], sources: tuple[str, ...], way: tuple[list[int], bool] | None, evidence: Evidence
) -> GapActor:
    return GapActor(
        id=row["id"],
        label=row["label"],
        region=row["region"],
        leg=row["leg"],
        strength=float(row["strength"]),
        claims=int(row["claims"]),
        sources=sources,
        path=None if way is None else evidence.path(way[0]),
        to_domain=way is not None and way[1],
    )
