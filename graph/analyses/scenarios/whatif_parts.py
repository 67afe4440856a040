"""What a scenario changes, part by part: each before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.importance import Importance
from dirskg.graph.answers.as_json import AsJson, json_value

Json = dict[str, Any]
_POINTS = ("points", "at_most", "parts")
_SIDES = ("before", "after")


def _sides(**both: Sequence[Any]) -> Json:
    """What is told of both sides, by side."""
    return {side: {name: json_value(told[place]) for name, told in both.items()} for place, side in enumerate(_SIDES)}


@dataclass(frozen=True, slots=True)
class DomainLoss:
    """What goes with an actor in a domain in which it is capable: topics that nobody else in Belgium works on, and how
    many groups of companies can deliver with and without it.
    """

    domain: str
    topics: tuple[str, ...]
    suppliers: tuple[int, int]

    def to_json(self) -> Json:
        """The loss as plain values."""
        return {"domain": self.domain, "topics": list(self.topics),
                "suppliers": dict(zip(_SIDES, self.suppliers, strict=True))}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lost:
    """What goes with an organisation that is removed, and with the others of its group that are removed too.

    `stays` are those of its group that can deliver and are not removed.
    """

    weight: Importance
    domains: tuple[DomainLoss, ...]
    stays: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """The loss as plain values; no points, which rest on ties too (`dirskg resilience` tells them)."""
        known = {name: value for name, value in self.weight.to_json().items() if name not in _POINTS}
        told = {"organisation": self.weight.id, "importance": known}
        evidence = [trace.to_json() for trace in self.weight.traces()]
        domains = [loss.to_json() for loss in self.domains]
        return {**told, "domains": domains, "group_stays": list(self.stays), "evidence": evidence}


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell (domain, region) whose actors, state or missing legs change; None stands for a cell that was not there."""

    domain: str
    region: str
    states: tuple[str, str]
    counts: tuple[int, int]
    missing: tuple[tuple[str, ...], tuple[str, ...]]
    trace: Trace

    def to_json(self) -> Json:
        """The cell as plain values."""
        sides = _sides(state=self.states, count=self.counts, missing_legs=self.missing)
        return {"domain": self.domain, "region": self.region, **sides, "evidence": self.trace.to_json()}


@dataclass(frozen=True, slots=True)
class CallChange:
    """A call of which another number of regions, or another set of them, covers all domains; or with other actors."""

    call: str
    title: str
    verdicts: tuple[str, str]
    whole: tuple[tuple[str, ...], tuple[str, ...]]
    actors: tuple[int, int]
    trace: Trace

    @property
    def decisive(self) -> bool:
        """Whether more than the number of actors changes."""
        return self.verdicts[0] != self.verdicts[1] or self.whole[0] != self.whole[1]

    def to_json(self) -> Json:
        """The call as plain values."""
        sides = _sides(verdict=self.verdicts, regions_alone=self.whole, actors=self.actors)
        return {"call": self.call, "title": self.title, **sides, "evidence": self.trace.to_json()}


@dataclass(frozen=True, slots=True)
class LinkChange:
    """How two regions are linked: paths that share no organisation, and hops and cost of the best one (0 and NaN: there
    is none). `traces` list what the best path rested on before.
    """

    first: str
    second: str
    disjoint: tuple[int, int]
    hops: tuple[int, int]
    costs: tuple[float, float]
    traces: tuple[Trace, ...]

    @property
    def differs(self) -> bool:
        """Whether anything changes."""
        # Written so that no path before and after is no change.
        same_cost = self.costs[0] == self.costs[1] or all(cost != cost for cost in self.costs)
        return self.disjoint[0] != self.disjoint[1] or self.hops[0] != self.hops[1] or not same_cost

    def to_json(self) -> Json:
        """The link as plain values."""
        sides = _sides(disjoint=self.disjoint, hops=[hops or None for hops in self.hops], cost=self.costs)
        evidence = [trace.to_json() for trace in self.traces]
        return {"first": self.first, "second": self.second, "changes": self.differs, **sides, "evidence": evidence}


@dataclass(frozen=True, slots=True)
class TeamChange:
    """The best team for a call: the states of the search and the members."""

    call: str
    states: tuple[str, str]
    members: tuple[tuple[str, ...], tuple[str, ...]]
    trace: Trace

    @property
    def differs(self) -> bool:
        """Whether another team, or none, is found."""
        return self.states[0] != self.states[1] or set(self.members[0]) != set(self.members[1])

    def to_json(self) -> Json:
        """The team as plain values."""
        sides = _sides(state=self.states, members=self.members)
        return {"call": self.call, "changes": self.differs, **sides, "evidence": self.trace.to_json()}


@dataclass(frozen=True, slots=True)
class Totals(AsJson):
    """Numbers of the ecosystem as a whole."""

    json_keys = "actors active_in_a_domain=active ties"

    actors: int
    active: int
    ties: int
