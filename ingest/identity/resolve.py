"""Identity: which rows of all sources speak of one organisation.

Four steps, each weaker than the one before: identifiers that an authority gave, curated judgements, names in the same
country, and a score of names, addresses and homepages where those are silent. A judgement "different", or two
different numbers of one authority, keep two groups apart whatever their names say: a wrong merge is worse than a
missed one. Each row remembers the step that brought it in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.stores.memory import uncollected
from dirskg.ingest.identity.homes import Called, home_names
from dirskg.ingest.identity.ids import assign_ids
from dirskg.ingest.identity.keys import name_keys
from dirskg.ingest.identity.location import Spot
from dirskg.ingest.identity.record import Conflict, Join, Judgement, Record, Scored, regions
from dirskg.ingest.values.identifiers import UNIQUE

_NOBODY: frozenset[str] = frozenset()
# Beyond so many that share a name, none is looked for by its place.
_MOST_RIVALS = 30


@dataclass(frozen=True, slots=True)
class Resolution:
    """Result of identity: the organisation id of each row key, the joins and conflicts, and idle judgements.

    former: for each row key the id that its organisation had or would have without any number, where it is another.
    """

    ids: dict[str, str]
    former: dict[str, str]
    joins: list[Join]
    conflicts: list[Conflict]
    idle: list[Judgement]


Scorer = Callable[[list[list[Record]]], list[Scored]]


@uncollected()
def resolve(records: Iterable[Record], judgements: Iterable[Judgement] = (), score: Scorer | None = None) -> Resolution:
    """Group records into organisations; deterministic, whatever the order of the input.

    score: gives the pairs of organisations that are one by their names, addresses and homepages; left out without it.
    """
    groups = _Groups(sorted(records, key=lambda record: record.key))
    idle = groups.judge(sorted(judgements, key=lambda j: (j.left, j.right)))
    groups.join_identifiers()
    groups.join_judged()
    named = _shared(groups.records.values(), name_keys)
    groups.join_names(named, closed=False)
    if score:
        groups.join_scored(score)
    groups.join_homes()
    groups.join_names(named, closed=True)
    return Resolution(*assign_ids(groups.units()), groups.joins, groups.conflicts, idle)


class _Groups:
    """Disjoint sets of records that refuse to join what must stay apart."""

    def __init__(self, records: list[Record]) -> None:
        self.records = {record.key: record for record in records}
        self.parent = {key: key for key in self.records}
        self.members: dict[str, list[str]] = {key: [key] for key in self.records}
        self.numbers: dict[str, dict[str, set[str]]] = {key: sets_of(r.identifiers) for key, r in self.records.items()}
        self.apart: dict[str, set[str]] = defaultdict(set)
        self.joins: list[Join] = []
        self.judged: list[Judgement] = []
        self.conflicts: list[Conflict] = []

    def find(self, key: str) -> str:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def judge(self, judgements: list[Judgement]) -> list[Judgement]:
        """Take the judgements in; returns those that name a row which is not there."""
        idle = []
        for judgement in judgements:
            if judgement.left not in self.records or judgement.right not in self.records:
                idle.append(judgement)
            elif judgement.same:
                self.judged.append(judgement)
            else:
                self.apart[judgement.left].add(judgement.right)
                self.apart[judgement.right].add(judgement.left)
        return idle

    def join_identifiers(self) -> None:
        owners: dict[tuple[str, str], str] = {}
        for key, record in self.records.items():
            for identifier in sorted(record.identifiers):
                first = owners.setdefault(identifier, key)
                self.join(first, key, "identifier", " ".join(identifier))

    def join_judged(self) -> None:
        for judgement in self.judged:
            self.join(judgement.left, judgement.right, "judgement", judgement.reason)

    def join_names(self, named: list[tuple[str, list[str]]], *, closed: bool) -> None:
        """Join groups of one country that share a comparable name, if the name points to one group only.

        closed: the names of those that have ceased to exist. They come last, when who is one with their successor has
        its number; nobody is joined to them by a score.
        """
        for name, keys in named:
            if closed and not any(self.records[key].closed for key in keys):
                continue
            present = (self.records[key] for key in keys)
            by_country = lists_of((one.country, one.key) for one in present if closed or not one.closed)
            anywhere = by_country.pop("", [])
            for found in by_country.values():
                self._join_alike(found, name)
            # A row without a country joins only when the name is unambiguous.
            located = [key for found in by_country.values() for key in found]
            head = self._head(located or anywhere[:1])
            for key in anywhere if head else ():
                self.join(head, key, "name", name)

    def _head(self, keys: list[str]) -> str:
        """Of rows with one name one of the only group, or of the one that all other groups are part of; else ""."""
        groups = {self.find(key): key for key in reversed(keys)}
        for group, key in groups.items():
            houses = (self.members[other] for other in groups if other != group)
            own = set(self.members[group])
            if all(any(self.records[one].within & own for one in house) for house in houses):
                return key
        return ""

    def _join_alike(self, keys: list[str], name: str) -> None:
        """Join groups that carry one name, each to the first that is open to it."""
        carriers: dict[str, str] = {}
        for key in keys:
            carriers.setdefault(self.find(key), key)
        # Groups of which the same is known are torn alike, so that one of each kind is enough to look at.
        kinds = {group: self._kind(group) for group in carriers}
        one_of = {kind: group for group, kind in kinds.items()}
        torn = self._torn(
            {group: set(one_of.values()) - {group} for group in one_of.values() if len(one_of) > 2}, "name"
        )
        firsts: list[str] = []
        for group, key in carriers.items():
            if torn.get(one_of[kinds[group]]):
                continue
            open_to = [first for first in firsts if not self._obstacle(self.find(first), group, "name")]
            if firsts:
                self.join((open_to or firsts)[0], key, "name", name)
            if not open_to:
                firsts.append(key)
        for group, key in carriers.items():
            if reason := torn.get(one_of[kinds[group]]):
                if near := self._nearest(group, carriers):
                    self.join(near, key, "name", f"{name}, at the same place")
                else:
                    self._refuse(keys[0] if keys[0] != key else keys[-1], key, "name", name, reason)

    def _kind(self, group: str) -> str:
        """All of a group that can keep it apart from another."""
        numbers = [sorted(self.numbers[group].get(scheme, ())) for scheme in sorted(UNIQUE)]
        found = sorted(regions(self.records[key] for key in self.members[group]))
        judged = sorted(key for key in self.members[group] if key in self.apart)
        return repr((numbers, found, judged))

    def join_scored(self, score: Scorer) -> None:
        """Join what scores high, the highest first; what fits two groups that must stay apart joins neither."""
        present = [unit for unit in self.units() if not all(record.closed for record in unit)]
        found = sorted(score(present), key=lambda pair: (-pair.score, pair.left, pair.right))
        groups = [(self.find(pair.left), self.find(pair.right)) for pair in found]
        partners = sets_of(pair for left, right in groups for pair in ((left, right), (right, left)))
        torn = self._torn(partners, "score")
        told: set[str] = set()
        for pair, ends in zip(found, groups, strict=True):
            apart = [group for group in ends if group in torn]
            if not apart:
                self.join(pair.left, pair.right, "score", pair.detail)
            elif told.isdisjoint(apart):  # once for each is enough
                told.update(apart)
                self._refuse(pair.left, pair.right, "score", pair.detail, torn[apart[0]])

    def join_homes(self) -> None:
        """Join two groups that are called as the homepage that they share, if no third is."""
        named: dict[str, dict[str, Called]] = defaultdict(dict)
        for key, record in self.records.items():
            for name, called in home_names(record).items():
                named[name][key] = called
        for name, told in sorted(named.items()):
            calls: dict[str, Called] = {}
            for key, called in told.items():
                calls[self.find(key)] = max(called, calls.get(self.find(key), called))
            if len(calls) == 2 and self._at_home(calls):
                left, right = ({self.find(key): key for key in reversed(told)}[group] for group in calls)
                self.join(left, right, "name", name)

    def _at_home(self, calls: dict[str, Called]) -> bool:
        """Whether that is plain, or both lie at one place and have numbers: without, it may be any house of a group."""
        if min(calls.values()) == Called.SURELY:
            return True
        here, there = (self._spot(group) for group in calls)
        numbered = all(not UNIQUE.isdisjoint(self.numbers[group]) for group in calls)
        return numbered and max(calls.values()) >= Called.JUST and not here.places.isdisjoint(there.places)

    def _torn(self, partners: dict[str, set[str]], step: str) -> dict[str, str]:
        """Groups that would join two that must stay apart, and which these are."""
        found = {}
        for group, others in partners.items():
            open_to = [other for other in sorted(others) if len(others) > 1 and not self._obstacle(group, other, step)]
            rivals = next((two for two in combinations(open_to, 2) if self._obstacle(*two, step)), None)
            if rivals:
                found[group] = f"fits {rivals[0]} and {rivals[1]}, which are different"
        return found

    def _nearest(self, group: str, carriers: Iterable[str]) -> str:
        """Of groups that must stay apart the one that lies where this one does; the first, if it is registered twice.

        The portal gives a body that registers twice two PICs; two numbers of any other authority are two bodies.
        """
        others = sorted({self.find(other) for other in carriers} - {self.find(group)})
        if len(others) > _MOST_RIVALS:
            return ""
        here = self._spot(self.find(group))
        shared = {o: here.shared(self._spot(o)) for o in others if not self._obstacle(self.find(group), o, "name")}
        most = max(shared.values(), default=0)
        best = [other for other in others if most and shared.get(other) == most]
        twice = all(self._differing(*pair) in ([], ["pic"]) for pair in combinations(best, 2))
        return best[0] if best and twice else ""

    def _spot(self, group: str) -> Spot:
        return Spot.of(self.records[key] for key in self.members[group])

    def _refuse(self, left: str, right: str, step: str, detail: str, reason: str) -> None:
        self.conflicts.append(Conflict(left, right, f"{step}: {detail}", reason))

    def join(self, left: str, right: str, step: str, detail: str) -> None:
        a, b = self.find(left), self.find(right)
        if a == b:
            return
        reason = "" if step == "judgement" else self._obstacle(a, b, step)
        if reason:
            self._refuse(left, right, step, detail, reason)
            return
        keep, gone = (a, b) if a < b else (b, a)
        self.joins.append(Join(left, right, step, detail))
        self.parent[gone] = keep
        self.members[keep] += self.members.pop(gone)
        for scheme, values in self.numbers.pop(gone).items():
            self.numbers[keep].setdefault(scheme, set()).update(values)

    def _obstacle(self, a: str, b: str, step: str) -> str:
        for key in self.members[a]:
            if not self.apart.get(key, _NOBODY).isdisjoint(self.members[b]):
                return "a judgement says that they are different"
        differing = self._differing(a, b)
        # The portal gives a body that registers twice two numbers; no other authority does.
        if step == "name" and differing == ["pic"] and self._spot(a).twice(self._spot(b)):
            differing = []
        for scheme in differing:
            left, right = sorted(self.numbers[a][scheme]), sorted(self.numbers[b][scheme])
            return f"different {scheme} numbers: {', '.join(left)} and {', '.join(right)}"
        if step in ("name", "score"):
            found = [regions(self.records[key] for key in self.members[group]) for group in (a, b)]
            if all(found) and found[0].isdisjoint(found[1]):
                here, there = (", ".join(sorted(told)) for told in found)
                return f"seats in different regions: {here} and {there}"
        return ""

    def _differing(self, a: str, b: str) -> list[str]:
        """The authorities whose numbers of two groups differ."""
        left, right = self.numbers[a], self.numbers[b]
        return [one for one in sorted(UNIQUE & left.keys() & right.keys()) if left[one].isdisjoint(right[one])]

    def units(self) -> list[list[Record]]:
        """The records of each organisation, both in the order of their keys."""
        return [[self.records[key] for key in sorted(self.members[root])] for root in sorted(self.members)]


def _shared(records: Iterable[Record], keys: Callable[[Record], set[str]]) -> list[tuple[str, list[str]]]:
    """What more than one record carries, with the keys of these, in alphabetical order."""
    carriers = lists_of((name, record.key) for record in records for name in keys(record))
    return sorted((name, keys) for name, keys in carriers.items() if len(keys) > 1)
