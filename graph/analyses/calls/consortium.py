"""A consortium for a call: the smallest and best team that keeps every rule, or the rules that stand in the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from dirskg.graph.analyses.calls.asked import shares
from dirskg.graph.analyses.calls.candidates import Candidate, candidates, described, succeeded, ties_among
from dirskg.graph.analyses.calls.consortium_rules import (
    ELIGIBLE,
    Wishes,
    broken,
    contested,
    is_knowledge,
    owners,
    programme,
)
from dirskg.graph.analyses.finding import Trace, traced
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.rows import held
from dirskg.graph.ecosystem.strengths import supporters
from dirskg.graph.errors import DirskgError, require_organisations
from dirskg.graph.measures.programming import ranked, relaxations
from dirskg.graph.network.projection import collaboration_network

State = Literal["found", "impossible", "no domain", "no candidates", "no call"]
# Programmes for which Belgian actors answer on their own: candidates are then those in Belgium.
NATIONAL: Final = frozenset({"DEFRA", "DIANA"})
REGULATED: Final = "EDF"
FROM_REGULATION: Final = ("countries", "entities", "independent")


@dataclass(frozen=True, slots=True)
class Member(AsJson):
    """A member: the rules that the team would break without it, and the members that it is tied to already."""

    json_keys = "**candidate needed_for tied_to_members=partners"

    candidate: Candidate
    needed_for: tuple[str, ...]
    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Team(AsJson):
    """A team that keeps every rule."""

    json_keys = "* points"

    members: tuple[Member, ...]

    @property
    def points(self) -> int:
        """Points of its members together."""
        return sum(member.candidate.points for member in self.members)

    def ids(self) -> frozenset[str]:
        """The ids of its members."""
        return frozenset(member.candidate.id for member in self.members)


@dataclass(frozen=True, slots=True)
class ConsortiumReport(AsJson):
    """Teams best first, or `obstacles`: each a smallest set of rules without which a team would be possible.

    `candidates` are all that could be chosen; `compared` of them are enough to be certain of the optimum.
    """

    json_keys = (
        "state call title programme deadline domains rules=wishes candidates compared evidence=trace teams obstacles"
    )

    state: State
    call: str
    title: str
    programme: str
    deadline: str
    domains: tuple[str, ...]
    wishes: Wishes
    candidates: int = 0
    compared: int = 0
    teams: tuple[Team, ...] = ()
    obstacles: tuple[tuple[str, ...], ...] = ()

    @property
    def national(self) -> bool:
        """Whether candidates are those in Belgium."""
        return self.programme in NATIONAL

    def rules(self) -> tuple[str, ...]:
        """The names of all rules."""
        wishes = self.wishes
        found = [*(f"domain:{d}" for d in self.domains), "size", "regions"]
        found += ["knowledge"] if wishes.knowledge else []
        found += ["sme"] if wishes.sme_share else []
        found += FROM_REGULATION
        return (*found, *(f"include:{one}" for one in wishes.include), *(f"exclude:{one}" for one in wishes.exclude))

    def trace(self) -> Trace:
        """Where the candidates come from."""
        if not self.call:
            return Trace("calls", "frame-calls")
        return traced("candidates", "call-candidates", call=self.call, country="BE" if self.national else "")

    def traces(self) -> tuple[Trace, ...]:
        """Where the candidates come from, and the evidence on every member shown."""
        shown = {m.candidate.id: m.candidate for team in self.teams for m in team.members}
        return (self.trace(), *(one.trace() for one in shown.values()))


def consortium(
    ecosystem: Ecosystem, call: str, wishes: Wishes | None = None, *, alternatives: int = 3
) -> ConsortiumReport:
    """The best consortium for a call and up to `alternatives` next best; without wishes, those usual for it.

    Fewest members first, then most points, then the earlier candidate by points and id: the answer is exact and
    unique. A call of no known domain, or without candidates, has a stated answer. Raises DirskgError for a call,
    domain or organisation that the graph does not have.
    """
    if ecosystem.calls.empty and not call:
        return ConsortiumReport("no call", "", "", "", "", (), wishes or Wishes())
    facts = _facts(ecosystem, call)
    wishes = wishes or usual_for(ecosystem, call)
    domains = tuple(shares(ecosystem, call))
    _check(ecosystem, wishes, domains, call)
    told = (call, facts["title"], facts["programme"], facts["deadline"], domains, wishes)
    if not domains:
        return ConsortiumReport("no domain", *told)
    found = candidates(ecosystem, set(_population(ecosystem, facts["programme"])["id"]), call)
    everyone = [one for one in found if one.domains]
    if not everyone:
        return ConsortiumReport("no candidates", *told)
    owned = owners(ecosystem.ties)
    all_of_them = [*everyone, *_guests(ecosystem, wishes, everyone, call)]
    pool = _enough(all_of_them, wishes, owned, alternatives)
    model, objectives = programme(pool, domains, wishes, owned)
    chosen = [[pool[i] for i in solution] for solution in ranked(model, objectives, 1 + alternatives)]
    if not chosen:
        # Over all of them, since a team without the rule on its size may take more of a kind than were kept.
        obstacles = relaxations(programme(all_of_them, domains, wishes, owned)[0])
        return ConsortiumReport("impossible", *told, len(everyone), len(all_of_them), obstacles=obstacles)
    pairs = _pairs(ecosystem, {one.id for team in chosen for one in team})
    teams = tuple(_team(team, domains, wishes, owned, pairs) for team in chosen)
    return ConsortiumReport("found", *told, len(everyone), len(pool), teams)


def usual_for(ecosystem: Ecosystem, call: str) -> Wishes:
    """The rules to begin with: three countries and entities; one of each where Belgian actors answer on their own."""
    return Wishes(countries=1, entities=1) if _facts(ecosystem, call)["programme"] in NATIONAL else Wishes()


def _facts(ecosystem: Ecosystem, call: str) -> Mapping[Any, Any]:
    found = ecosystem.calls[ecosystem.calls["id"] == call]
    if found.empty:
        raise DirskgError(f"The graph has no call {call!r}. `dirskg calls` lists calls, `dirskg find TEXT` finds them.")
    return found.iloc[0].to_dict()


def _check(ecosystem: Ecosystem, wishes: Wishes, domains: Sequence[str], call: str) -> None:
    require_organisations((*wishes.include, *wishes.exclude), ecosystem.organisations["id"])
    for domain in wishes.critical:
        if domain not in domains:
            raise DirskgError(f"{domain!r} is no domain of {call}. It has: {', '.join(domains) or 'none'}.")


def _population(ecosystem: Ecosystem, programme: str) -> pd.DataFrame:
    """Who may be a member: organisations in the EU or Norway, for national programmes in Belgium.

    Public bodies and intermediaries only where they took part in a project; none that another has succeeded, and none
    that only supports others: a consultancy supplies nothing to a call.
    """
    rows = belgian(ecosystem) if programme in NATIONAL else ecosystem.organisations
    rows = rows[rows["country"].isin(ELIGIBLE) & (rows["level"] != "international") & (rows["kind"] != "state")]
    active = held(rows["id"], ecosystem.participations["organisation"])
    rows = rows[active | ~rows["leg"].isin(("government", "intermediary"))]
    return rows[~rows["id"].isin(succeeded(ecosystem.ties) | supporters(ecosystem.functions))]


def _guests(ecosystem: Ecosystem, wishes: Wishes, found: Sequence[Candidate], call: str) -> list[Candidate]:
    """Organisations that must be members, but are no candidates otherwise."""
    missing = sorted(set(wishes.include) - {one.id for one in found})
    with_evidence = {one.id: one for one in candidates(ecosystem, missing, call)} if missing else {}
    facts = described(ecosystem)
    return [
        with_evidence.get(one) or Candidate(**facts[one], evidence=(), experience=0, topic=0, points=0)
        for one in missing
    ]


def _enough(
    everyone: Sequence[Candidate], wishes: Wishes, owned: Mapping[str, frozenset[str]], alternatives: int
) -> list[Candidate]:
    """The candidates that can matter, best first.

    Candidates that no rule tells apart can be swapped for each other, so a team among the best k has only such of a
    kind as stand among its first size + k - 1: each better one left out would give a better team.
    """
    kinds: dict[object, int] = {}
    named = {*wishes.include, *wishes.exclude}
    owner_sets = sets_of((place, owner) for owner, places in contested(everyone, owned).items() for place in places)
    kept = []
    for place, one in enumerate(everyone):
        kind = (one.domains, one.country, one.region, is_knowledge(one), one.size == "SME",
                frozenset(owner_sets[place]))  # fmt: skip
        kinds[kind] = kinds.get(kind, 0) + 1
        if one.id in named or kinds[kind] <= wishes.size + alternatives:
            kept.append(one)
    return sorted(kept, key=lambda one: one.place)


def _pairs(ecosystem: Ecosystem, ids: set[str]) -> frozenset[tuple[str, str]]:
    """Pairs of these organisations that are tied, in both directions."""
    one, other, _ = ties_among(collaboration_network(ecosystem), ids)
    return frozenset([*zip(one, other, strict=True), *zip(other, one, strict=True)])


def _team(
    team: Sequence[Candidate], domains: Sequence[str], wishes: Wishes, owned: Mapping[str, frozenset[str]],
    pairs: frozenset[tuple[str, str]],
) -> Team:  # fmt: skip
    members = []
    for one in team:
        others = [other for other in team if other is not one]
        partners = tuple(other.id for other in others if (one.id, other.id) in pairs)
        members.append(Member(one, broken(others, domains, wishes, owned), partners))
    return Team(tuple(members))
