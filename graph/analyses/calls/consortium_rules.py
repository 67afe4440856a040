"""The rules of a consortium: as rows of a programme that the solver keeps, and as a check that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import pandas as pd

from dirskg.graph.analyses.calls.candidates import Candidate
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.programme import PARTS, Objective, Programme, Row, share_row
from dirskg.ontology.vocab import EU, REGIONS

# Member states of the EU, and Norway, which is associated to the EDF.
ELIGIBLE: Final = frozenset((*EU, "NO"))
CONTROL: Final = ("ownedBy", "partOf")


@dataclass(frozen=True, slots=True)
class Wishes(AsJson):
    """What a consortium must be. `sme_share` from 0 to 1; `critical` domains need two members."""

    size: int = 10
    countries: int = 3
    entities: int = 3
    regions: int = 2
    sme_share: float = 0.0
    knowledge: int = 1
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    critical: tuple[str, ...] = ()

    def need(self, domain: str) -> int:
        """How many members a domain needs."""
        return 2 if domain in self.critical else 1


def is_knowledge(one: Candidate) -> bool:
    """Whether it counts as a knowledge institution: academia, or military research."""
    return one.leg == "academia" or one.kind == "military_research"


def owners(ties: pd.DataFrame) -> Mapping[str, frozenset[str]]:
    """Whom each organisation belongs to, directly or through others, itself included.

    Only organisations with a recorded owner or parent have an entry.
    """
    above = sets_of(rows(ties[ties["kind"].isin(CONTROL)], "from", "to"))

    def climb(one: str) -> frozenset[str]:
        found, waiting = {one}, [one]
        while waiting:
            new = above.get(waiting.pop(), set()) - found
            found |= new
            waiting.extend(new)
        return frozenset(found)

    return {one: climb(one) for one in above}


def contested(pool: Sequence[Candidate], owned: Mapping[str, frozenset[str]]) -> dict[str, tuple[int, ...]]:
    """Owners that two candidates or more belong to or are, and the places of those candidates in the pool."""
    groups = lists_of((owner, place) for place, one in enumerate(pool) for owner in owned.get(one.id, {one.id}))
    return {owner: tuple(places) for owner, places in sorted(groups.items()) if len(places) > 1}


def programme(
    pool: Sequence[Candidate], domains: Sequence[str], wishes: Wishes, owned: Mapping[str, frozenset[str]]
) -> tuple[Programme, list[Objective]]:
    """The programme of a consortium over a pool of candidates: fewest members first, then most points.

    Variables: one for each candidate (is it a member?); for each with a contested owner, whether it counts as an
    independent entity; for each country and each Belgian region, whether it counts.
    """
    n = len(pool)
    groups = contested(pool, owned)
    shared = sorted({place for places in groups.values() for place in places})
    counts = {place: n + number for number, place in enumerate(shared)}
    countries = sorted({one.country for one in pool} & ELIGIBLE)
    at_country = {country: n + len(shared) + number for number, country in enumerate(countries)}
    at_region = {region: n + len(shared) + len(countries) + number for number, region in enumerate(REGIONS)}
    independent = {i: counts.get(i, i) for i, one in enumerate(pool) if one.country in ELIGIBLE}
    rows = [*_asked(pool, domains, wishes), *_named(pool, wishes)]
    # Counting as an independent entity takes being a member, a country an independent entity, a region a member.
    rows += [Row({counts[i]: -1, i: 1}, low=0) for i in shared]
    rows += [Row({counts[i]: 1 for i in places}, high=1, rule="independent") for places in groups.values()]
    rows.append(Row(dict.fromkeys(independent.values(), 1), low=wishes.entities, rule="entities"))
    for country, variable in at_country.items():
        seated = {independent[i]: 1 for i in independent if pool[i].country == country}
        rows.append(Row({**seated, variable: -1}, low=0))
    rows.append(Row(dict.fromkeys(at_country.values(), 1), low=wishes.countries, rule="countries"))
    for region, variable in at_region.items():
        rows.append(Row({**{i: 1 for i, one in enumerate(pool) if one.region == region}, variable: -1}, low=0))
    rows.append(Row(dict.fromkeys(at_region.values(), 1), low=wishes.regions, rule="regions"))
    fewest: Objective = dict.fromkeys(range(n), 1)
    most_points: Objective = {i: -one.points for i, one in enumerate(pool)}
    return Programme(n + len(shared) + len(countries) + len(REGIONS), n, tuple(rows)), [fewest, most_points]


def _asked(pool: Sequence[Candidate], domains: Sequence[str], wishes: Wishes) -> list[Row]:
    """Rules on domains, number of members, SMEs and knowledge institutions."""
    rows = [
        Row({i: 1 for i, one in enumerate(pool) if d in one.domains}, low=wishes.need(d), rule=f"domain:{d}")
        for d in domains
    ]
    rows.append(Row(dict.fromkeys(range(len(pool)), 1), high=wishes.size, rule="size"))
    if wishes.sme_share:
        rows.append(share_row([one.size == "SME" for one in pool], wishes.sme_share, "sme"))
    if wishes.knowledge:
        known = {i: 1 for i, one in enumerate(pool) if is_knowledge(one)}
        rows.append(Row(known, low=wishes.knowledge, rule="knowledge"))
    return rows


def _named(pool: Sequence[Candidate], wishes: Wishes) -> list[Row]:
    places = {one.id: i for i, one in enumerate(pool)}
    rows = [Row({places[one]: 1}, low=1, rule=f"include:{one}") for one in wishes.include]
    return [*rows, *(Row({places[one]: 1}, high=0, rule=f"exclude:{one}") for one in wishes.exclude if one in places)]


def broken(
    team: Sequence[Candidate], domains: Sequence[str], wishes: Wishes, owned: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """The rules that a team breaks, by checking each as it is told; a second opinion on what the solver found."""
    ids = {one.id for one in team}
    found = [f"domain:{d}" for d in domains if sum(d in one.domains for one in team) < wishes.need(d)]
    smes = sum(one.size == "SME" for one in team)
    known = sum(map(is_knowledge, team))
    seats = {one.region for one in team} & set(REGIONS)
    checks = {
        "size": len(team) > wishes.size,
        "sme": PARTS * smes < round(PARTS * wishes.sme_share) * len(team),
        "knowledge": known < wishes.knowledge,
        "regions": len(seats) < wishes.regions,
    }
    found += [rule for rule, wrong in checks.items() if wrong]
    found += [f"include:{one}" for one in wishes.include if one not in ids]
    found += [f"exclude:{one}" for one in wishes.exclude if one in ids]
    return (*found, *_uncounted(team, wishes, owned))


def _uncounted(team: Sequence[Candidate], wishes: Wishes, owned: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Rules on entities and countries: some set of members must fill both and have no owner in common."""
    eligible = [one for one in team if one.country in ELIGIBLE]
    short = [("entities", len(eligible) < wishes.entities)]
    short.append(("countries", len({one.country for one in eligible}) < wishes.countries))
    missing = tuple(rule for rule, wrong in short if wrong)
    if missing:
        return missing
    groups = contested(eligible, owned).values()
    for size in range(len(eligible), -1, -1):
        for chosen in combinations(range(len(eligible)), size):
            apart = all(sum(place in chosen for place in places) <= 1 for places in groups)
            countries = {eligible[place].country for place in chosen}
            if apart and size >= wishes.entities and len(countries) >= wishes.countries:
                return ()
    return ("independent",)
