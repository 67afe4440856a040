"""Who could be invited to a fair: organisations in Belgium of known place that are active in a domain."""

from __future__ import annotations

from dataclasses import dataclass

from dirskg.graph.analyses.calls import succeeded
from dirskg.graph.analyses.coverage import active
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.strengths import CAPABLE, SUPPORT
from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.ontology.vocab import REGIONS


@dataclass(frozen=True, slots=True)
class Guest(AsJson):
    """An organisation that could come. Of its domains, in `able` it can deliver.

    `seeks` are those in which it does more than support others, and of a public body all: it uses what is made.
    """

    json_keys = "id region area legs size domains can_deliver=able evidence=trace"

    id: str
    region: str
    area: str
    legs: tuple[str, ...]
    size: str
    group: str
    domains: frozenset[str]
    able: frozenset[str]
    seeks: frozenset[str]

    def trace(self) -> Trace:
        """Where its domains come from."""
        return Trace(self.id, "evidence-of", {"entity": self.id})


def who_could_come(ecosystem: Ecosystem, exclude: tuple[str, ...] = ()) -> tuple[Guest, ...]:
    """All that could be invited, by id: no funders, and nobody that another has succeeded."""
    people = belgian(ecosystem)
    out = succeeded(ecosystem.ties) | set(exclude)
    people = people[people["region"].isin(REGIONS) & ~people["kind"].isin(FUNDER_KINDS) & ~people["id"].isin(out)]
    pairs = active(ecosystem)
    pairs = pairs[pairs["organisation"].isin(people["id"])]
    working = pairs[(pairs["strength"] != SUPPORT) | (pairs["leg"] == "government")]
    kinds = (pairs, pairs[pairs["strength"] == CAPABLE], working)
    domains = [sets_of(rows(some, "organisation", "domain")) for some in kinds]
    top = dict(rows(pairs, "organisation", "group"))
    return tuple(
        Guest(one, region, nuts3, tuple(legs.split()), size, top[one], *(frozenset(own[one]) for own in domains))
        for one, region, nuts3, legs, size in rows(people.sort_values("id"), "id", "region", "nuts3", "legs", "size")
        if one in domains[0]
    )
