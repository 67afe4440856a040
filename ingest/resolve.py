"""Identity: which rows of all sources speak of one organisation.

Three steps, each weaker than the one before: identifiers that an authority gave, curated judgements, names in the
same country. A judgement "different", or two different numbers of one authority, keep two groups apart whatever
their names say: a wrong merge is worse than a missed one. Each row remembers the step that brought it in.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from dirskg.graph.text import fold
from dirskg.ingest.identifiers import RANK, UNIQUE
from dirskg.ingest.names import comparable

# A shorter name says too little: "ABC" is a company, a federation and a radio.
_SHORTEST_ALIAS = 6
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(slots=True)
class Record:
    """What one source row says of an organisation, as far as identity needs it."""

    key: str
    country: str = ""
    region: str = ""
    names: set[str] = field(default_factory=set)  # names and labels
    aliases: set[str] = field(default_factory=set)  # former names, brands, acronyms
    identifiers: set[tuple[str, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on two rows."""

    left: str
    right: str
    same: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Join:
    """Two rows that were found to speak of one organisation, and the step and reason that joined them."""

    left: str
    right: str
    step: str
    detail: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A join that was not made, because the two sides carry different numbers or a judgement forbids it."""

    left: str
    right: str
    wanted: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """Result of identity: the organisation id of each row key, the joins and conflicts, and idle judgements."""

    ids: dict[str, str]
    joins: list[Join]
    conflicts: list[Conflict]
    idle: list[Judgement]


def resolve(records: Iterable[Record], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Group records into organisations; deterministic, whatever the order of the input."""
    groups = _Groups(sorted(records, key=lambda record: record.key))
    idle = groups.judge(sorted(judgements, key=lambda j: (j.left, j.right)))
    groups.join_identifiers()
    groups.join_judged()
    groups.join_names()
    return Resolution(groups.ids(), groups.joins, groups.conflicts, idle)


class _Groups:
    """Disjoint sets of records that refuse to join what must stay apart."""

    def __init__(self, records: list[Record]) -> None:
        self.records = {record.key: record for record in records}
        self.parent = {key: key for key in self.records}
        self.members: dict[str, list[str]] = {key: [key] for key in self.records}
        self.numbers: dict[str, dict[str, set[str]]] = {key: _numbers(r) for key, r in self.records.items()}
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

    def join_names(self) -> None:
        """Join groups of one country that share a comparable name, if the name points to one group only."""
        for name, keys in _by_name(self.records.values()):
            located = [key for key in keys if self.records[key].country]
            for key in located[1:]:
                same_country = [k for k in located if self.records[k].country == self.records[key].country]
                self.join(same_country[0], key, "name", name)
            # A row without a country joins only when the name is unambiguous.
            if len({self.find(key) for key in located}) == 1 or not located:
                for key in keys:
                    self.join(keys[0] if not located else located[0], key, "name", name)

    def join(self, left: str, right: str, step: str, detail: str) -> None:
        a, b = self.find(left), self.find(right)
        if a == b:
            return
        reason = "" if step == "judgement" else self._obstacle(a, b, step)
        if reason:
            self.conflicts.append(Conflict(left, right, f"{step}: {detail}", reason))
            return
        keep, gone = (a, b) if a < b else (b, a)
        self.joins.append(Join(left, right, step, detail))
        self.parent[gone] = keep
        self.members[keep] += self.members.pop(gone)
        for scheme, values in self.numbers.pop(gone).items():
            self.numbers[keep].setdefault(scheme, set()).update(values)

    def _obstacle(self, a: str, b: str, step: str) -> str:
        for key in self.members[a]:
            if not self.apart[key].isdisjoint(self.members[b]):
                return "a judgement says that they are different"
        for scheme in UNIQUE:
            left, right = self.numbers[a].get(scheme, set()), self.numbers[b].get(scheme, set())
            if left and right and left.isdisjoint(right):
                return f"different {scheme} numbers: {', '.join(sorted(left))} and {', '.join(sorted(right))}"
        if step == "name":
            regions = [{self.records[k].region for k in self.members[group]} - {""} for group in (a, b)]
            if all(regions) and regions[0].isdisjoint(regions[1]):
                return (
                    f"seats in different regions: {', '.join(sorted(regions[0]))} and {', '.join(sorted(regions[1]))}"
                )
        return ""

    def ids(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for root in sorted(self.members):
            members = sorted(self.members[root])
            chosen = _id(self.records[key] for key in members)
            found |= dict.fromkeys(members, chosen)
        return found


def _numbers(record: Record) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for scheme, value in record.identifiers:
        found.setdefault(scheme, set()).add(value)
    return found


def _by_name(records: Iterable[Record]) -> list[tuple[str, list[str]]]:
    """Comparable names that more than one record carries, with their keys, in alphabetical order."""
    carriers: dict[str, list[str]] = defaultdict(list)
    for record in records:
        # With and without what stands in brackets: "VLAIO" is no part of the agency's name, "(Belgium)" may be.
        names = {comparable(form) for name in record.names for form in (name, _BRACKETS.sub(" ", name))}
        names |= {
            short for alias in record.aliases if len((short := comparable(alias)).replace(" ", "")) >= _SHORTEST_ALIAS
        }
        for name in names:
            carriers[name].append(record.key)
    return [(name, keys) for name, keys in sorted(carriers.items()) if len(keys) > 1 and name]


def _id(records: Iterable[Record]) -> str:
    """Id from the strongest authority number of the group, else a hash of the first row's raw fields."""
    group = list(records)
    numbers = sorted({pair for record in group for pair in record.identifiers})
    for scheme in RANK:
        for found, value in numbers:
            if found == scheme:
                return f"{scheme}-{value}"
    first = group[0]
    raw = "|".join([first.country, *sorted(fold(name) for name in first.names), first.key.partition("/")[0]])
    return f"org-{hashlib.sha256(raw.encode()).hexdigest()[:12]}"
