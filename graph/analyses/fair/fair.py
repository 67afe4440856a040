"""A competence fair as an optimum: guests in balance, and meetings that each have a reason, nobody twice in a slot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.fair.guests import Guest, who_could_come
from dirskg.graph.analyses.fair.reasons import Ground, Reason, ground
from dirskg.graph.analyses.fair.rules import FairWishes, rows
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.errors import require_called, require_organisations
from dirskg.graph.measures.meeting_plan import Fair, Plan, plans
from dirskg.graph.measures.programming import relaxations
from dirskg.graph.measures.slots import Pair


@dataclass(frozen=True, slots=True)
class Meeting(AsJson):
    """Two guests in a slot and at a table (both from 1), with all reasons for it."""

    slot: int
    table: int
    one: str
    other: str
    points: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Alternative(AsJson):
    """A plan that comes near: its points, and who goes and comes against the best."""

    points: int
    meetings: int
    leaves: tuple[str, ...]
    comes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FairReport(AsJson):
    """The best plan found with the next best, or `obstacles`: smallest sets of rules without which there is one.

    titles: of the calls that are a reason. bound: more points than this no plan has; `exact` where no plan has more
    than this one. candidates could come, pairs of them have a reason to meet.
    """

    json_keys = "on wishes candidates pairs points bound exact gap place guests idle meetings alternatives obstacles"

    on: str
    wishes: FairWishes
    titles: Mapping[str, str]
    candidates: int
    pairs: int
    guests: tuple[Guest, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    points: int = 0
    bound: float = 0.0
    exact: bool = False
    alternatives: tuple[Alternative, ...] = ()
    obstacles: tuple[tuple[str, ...], ...] = ()

    @property
    def gap(self) -> float:
        """By how much of itself the bound may be above the best plan there is; 0 where that was found."""
        return 0.0 if self.exact or self.bound <= 0 else max(0.0, 1 - self.points / self.bound)

    @property
    def idle(self) -> tuple[str, ...]:
        """Guests without any meeting."""
        busy = {one for meeting in self.meetings for one in (meeting.one, meeting.other)}
        return tuple(one.id for one in self.guests if one.id not in busy)

    @property
    def place(self) -> tuple[str, int]:
        """The area where most guests sit, and how many; the region where areas are not known."""
        areas = Counter(one.area or one.region for one in self.guests)
        return min(areas.items(), key=lambda found: (-found[1], found[0])) if areas else ("", 0)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return fields_as_json(self) | {"place": {"area": self.place[0], "guests": self.place[1]}}

    def traces(self) -> tuple[Trace, ...]:
        """The open calls, and the domains of every guest."""
        return (Trace("calls", "open-calls", {"after": self.on}), *(one.trace() for one in self.guests))


def fair(ecosystem: Ecosystem, wishes: FairWishes | None = None, *, on: str, alternatives: int = 2) -> FairReport:
    """The best fair on a day such as 2027-03-10, and up to `alternatives` next best.

    Raises DirskgError for a domain or organisation that the graph does not have.
    """
    asked = wishes or FairWishes()
    _check(ecosystem, asked)
    people = who_could_come(ecosystem, asked.exclude)
    known = ground(ecosystem, people, on=on, domains=asked.domains, known=asked.known)
    every = known.points()
    # Who has a reason to meet nobody is invited only if asked for.
    kept = sorted({i for pair in every for i in pair} | {i for i, one in enumerate(people) if one.id in asked.include})
    new = {old: i for i, old in enumerate(kept)}
    points = {(new[i], new[j]): worth for (i, j), worth in every.items()}
    people = tuple(people[i] for i in kept)
    told = Fair(len(people), points, asked.slots, asked.guests, rows(people, asked), asked.tables)
    found = plans(told, 1 + alternatives)
    if not found.best:
        return FairReport(on, asked, {}, len(people), len(points), obstacles=relaxations(told.choice))
    best, *others = found.best
    ids = [one.id for one in people]
    meetings = _meetings(best, known, points, kept)
    calls = {reason.about for meeting in meetings for reason in meeting.reasons if reason.kind == "call"}
    told_calls = ecosystem.calls[ecosystem.calls["id"].isin(calls)]
    titles = dict(zip(told_calls["id"], told_calls["title"], strict=True))
    return FairReport(
        on, asked, titles, len(people), len(points), tuple(people[i] for i in best.guests), meetings, best.points,
        found.bound or 0.0, best.exact,
        tuple(_alternative(best, other, ids) for other in others),
    )  # fmt: skip


def _check(ecosystem: Ecosystem, wishes: FairWishes) -> None:
    require_organisations((*wishes.include, *wishes.exclude), ecosystem.organisations["id"])
    for domain in wishes.domains:
        require_called("domain", domain, ecosystem.domains["id"], needed=True)


def _meetings(plan: Plan, known: Ground, points: Mapping[Pair, int], places: Sequence[int]) -> tuple[Meeting, ...]:
    ids = [known.people[place].id for place in places]
    order = sorted((slot, -points[pair], ids[pair[0]], pair) for pair, slot in plan.meetings.items())
    tables: Counter[int] = Counter()
    found = []
    for slot, worth, _, (i, j) in order:
        tables[slot] += 1
        reasons = known.reasons(places[i], places[j])
        found.append(Meeting(slot + 1, tables[slot], ids[i], ids[j], -worth, reasons))
    return tuple(found)


def _alternative(best: Plan, other: Plan, ids: list[str]) -> Alternative:
    leaves, comes = set(best.guests) - set(other.guests), set(other.guests) - set(best.guests)
    return Alternative(
        other.points, len(other.meetings), tuple(ids[i] for i in sorted(leaves)), tuple(ids[i] for i in sorted(comes))
    )
