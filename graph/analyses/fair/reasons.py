"""Why two should meet: a gap that one could close for the other, a call to which each brings something, topics.

Points are a convention of this tool, to be added up: who has reasons of several kinds comes first. Two who work on the
same topic count more, so that a reason by domain alone comes last; two of another region and of another leg a little.
That alone is no reason to meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dirskg.graph.analyses.calls import status
from dirskg.graph.analyses.complement import call_table, domain_relatedness, related_table
from dirskg.graph.analyses.fair.guests import Guest
from dirskg.graph.analyses.gaps import Cell, gaps, wanted
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.ecosystem.topics import topic_actors
from dirskg.graph.measures.slots import Pair
from dirskg.graph.network.projection import collaboration_network

Kind = Literal["gap", "call", "shared", "topics"]
POINTS: dict[str, int] = {"gap": 400, "call": 300, "shared": 200, "topics": 150, "region": 100, "leg": 50}
Table = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Reason(AsJson):
    """A reason of a pair: what `giver` brings are `codes` of domains or topics, what it gets in return `got`.

    about: the region of the gap, the call, or "" for topics. `shared` has the topics that both work on.
    """

    json_keys = "reason=kind giver about brings=codes gets=got"

    kind: Kind
    giver: str
    about: str
    codes: tuple[str, ...]
    got: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What is known of all who could come, as tables with a row for each; `asked` has one for each call.

    has: in which domains (`Guest.seeks`). gives: those that it brings to a call. wanting: who is in the
    region of each gap and has its domain, or a related one where nobody has it. closing: who of another region can
    deliver in its domain, on a leg that the cell lacks. on: topics that it works on. of: the topics of each domain.
    apart: pairs that may meet at all.
    """

    people: tuple[Guest, ...]
    domains: tuple[str, ...]
    has: Table
    gives: Table
    cells: tuple[Cell, ...]
    wanting: Table
    closing: Table
    calls: tuple[str, ...]
    asked: Table
    topics: tuple[str, ...]
    on: Table
    of: Table
    apart: Table

    def points(self) -> dict[Pair, int]:
        """The points of every pair with a reason to meet."""
        regions, legs = (
            np.array(told, dtype=object)
            for told in ([one.region for one in self.people], [" ".join(one.legs) for one in self.people])
        )
        reasons = {"gap": self._gap(), "call": self._call(), "topics": self._topics()}
        on = self.on.astype(np.int64)
        more = {"shared": on @ on.T > 0, "region": regions[:, None] != regions, "leg": legs[:, None] != legs}
        total = np.zeros(self.apart.shape, dtype=np.int64)
        for name, table in (reasons | more).items():
            total += POINTS[name] * table.astype(np.int64)
        found = np.triu((reasons["gap"] | reasons["call"] | reasons["topics"]) & self.apart, 1)
        return {(i, j): int(total[i, j]) for i, j in np.argwhere(found).tolist()}

    def reasons(self, one: int, other: int) -> tuple[Reason, ...]:
        """Why two of them should meet, the reason with most points first."""
        gaps_ = (*self._gaps_of(one, other), *self._gaps_of(other, one))
        both = tuple(compress(self.topics, self.on[one] & self.on[other]))
        shared = (Reason("shared", self.people[one].id, "", both),) if both else ()
        return (*gaps_, *self._calls_of(one, other), *shared, *self._topics_of(one, other))

    def _gap(self) -> Table:
        found = self.wanting.astype(np.int64) @ self.closing.astype(np.int64).T > 0
        return np.asarray(found | found.T)

    def _gaps_of(self, one: int, other: int) -> Iterable[Reason]:
        met = (self.cells[place] for place in np.flatnonzero(self.wanting[one] & self.closing[other]).tolist())
        for region, domains in lists_of((cell.region, cell.domain) for cell in met).items():
            yield Reason("gap", self.people[other].id, region, tuple(domains))

    def _call(self) -> Table:
        found = np.zeros(self.apart.shape, dtype=bool)
        for asked in self.asked:
            found |= _each_brings(self.gives & asked)
        return found

    def _calls_of(self, one: int, other: int) -> Iterable[Reason]:
        for call, asked in zip(self.calls, self.asked, strict=True):
            mine, theirs = self.gives[one] & asked, self.gives[other] & asked
            if (mine & ~theirs).any() and (theirs & ~mine).any():
                brings = (tuple(compress(self.domains, mine & ~theirs)), tuple(compress(self.domains, theirs & ~mine)))
                yield Reason("call", self.people[one].id, call, *brings)

    def _topics(self) -> Table:
        found = np.zeros(self.apart.shape, dtype=bool)
        for held, topics in zip(self.has.T, self.of, strict=True):
            found |= _each_brings(self.on[:, topics] & held[:, None])
        return found

    def _topics_of(self, one: int, other: int) -> Iterable[Reason]:
        mine, theirs = self.on[one] & ~self.on[other], self.on[other] & ~self.on[one]
        both = [
            topics
            for topics in self.of[self.has[one] & self.has[other]]
            if (mine & topics).any() and (theirs & topics).any()
        ]
        if both:
            of = np.any(both, axis=0)
            told = (tuple(compress(self.topics, own & of)) for own in (mine, theirs))
            yield Reason("topics", self.people[one].id, "", *told)


def ground(ecosystem: Ecosystem, people: Sequence[Guest], *, on: str, domains: Sequence[str], known: bool) -> Ground:
    """The tables behind the reasons: gaps, calls that are open on a day, topics; only of `domains` where there are any.

    Pairs of one group have no reason to meet, nor those that are tied already unless `known`.
    """
    every = tuple(sorted(ecosystem.domains["id"]))
    kept = np.array([not domains or one in domains for one in every], dtype=bool)
    given = [one.seeks if "government" in one.legs else one.able for one in people]
    has, able, gives = (
        np.array([[one in found for one in every] for found in told], dtype=bool).reshape(len(people), len(every))
        & kept
        for told in ((one.seeks for one in people), (one.able for one in people), given)
    )
    cells = tuple(cell for cell in gaps(ecosystem, draws=0).gaps() if not domains or cell.domain in domains)
    near = related_table(domain_relatedness(ecosystem)) > 0
    np.fill_diagonal(near, True)
    wanting, closing = (np.zeros((len(people), len(cells)), dtype=bool) for _ in range(2))
    for number, cell in enumerate(cells):
        place, legs = every.index(cell.domain), set(wanted(cell))
        here = np.array([one.region == cell.region for one in people], dtype=bool)
        fits = np.array([not legs.isdisjoint(one.legs) for one in people], dtype=bool)
        there = here & has[:, place]
        # A maker of batteries is no guest for a gap in munitions, unless nobody of the region works on these.
        wanting[:, number] = there if there.any() else here & (has & near[place]).any(axis=1)
        closing[:, number] = ~here & fits & able[:, place]
    works = topic_actors(ecosystem)
    topics = tuple(sorted(set(works["topic"])))
    calls, asked = _open_calls(ecosystem, on, every)
    return Ground(
        tuple(people), every, has, gives, cells, wanting, closing, calls, asked & kept, topics,
        _on_topics(works, people, topics), _of_domains(ecosystem, every, topics), _apart(ecosystem, people, known),
    )  # fmt: skip


def _open_calls(ecosystem: Ecosystem, on: str, domains: Sequence[str]) -> tuple[tuple[str, ...], Table]:
    """The calls that are open on a day, and their domains."""
    days = rows(ecosystem.calls, "opens", "deadline")
    is_open = np.array([status(opens, deadline, on) == "open" for opens, deadline in days], dtype=bool)
    calls, weights = call_table(ecosystem, ecosystem.calls.loc[is_open, "id"], domains)
    return calls, weights > 0


def _each_brings(table: Table) -> Table:
    """Pairs of rows in which each has what the other lacks."""
    more = table.astype(np.int64) @ (~table).astype(np.int64).T > 0
    return np.asarray(more & more.T)


def _on_topics(works: pd.DataFrame, people: Sequence[Guest], topics: Sequence[str]) -> Table:
    place, number = ({one: i for i, one in enumerate(told)} for told in ([one.id for one in people], topics))
    found = np.zeros((len(people), len(topics)), dtype=bool)
    for one, topic in rows(works, "organisation", "topic"):
        if one in place:
            found[place[one], number[topic]] = True
    return found


def _of_domains(ecosystem: Ecosystem, domains: Sequence[str], topics: Sequence[str]) -> Table:
    held = set(rows(ecosystem.topics, "domain", "id"))
    return np.array([[(domain, topic) in held for topic in topics] for domain in domains], dtype=bool).reshape(
        len(domains), len(topics)
    )


def _apart(ecosystem: Ecosystem, people: Sequence[Guest], known: bool) -> Table:
    """Pairs of different groups, that are not tied already unless those may meet too."""
    group = np.array([one.group for one in people], dtype=object)
    found = np.asarray(group[:, None] != group, dtype=bool)
    if known or not len(people):
        return found
    network, place = collaboration_network(ecosystem), {one.id: i for i, one in enumerate(people)}
    at = np.array([place.get(one, -1) for one in network.organisations["id"]], dtype=np.int64)
    u, v = at[network.u], at[network.v]
    both = (u >= 0) & (v >= 0)
    found[u[both], v[both]] = found[v[both], u[both]] = False
    return found
