"""In which projects the legs of the triple helix meet, and which pairs of organisations do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, NamedTuple

from dirskg.graph.analyses.finding import Trace, finite, traced
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.helix import Counts, counts, shapley
from dirskg.graph.measures.stats import wilson

LETTERS: Final[Mapping[str, str]] = {"academia": "U", "industry": "I", "government": "G"}
MEETINGS: Final = ("UI", "UG", "IG", "UIG")
PAIRS: Final = ("UI", "UG", "IG")
# A project shows whether legs meet once two of its Belgian participants belong to one of the three.
JUDGED_FROM: Final = 2


@dataclass(frozen=True, slots=True)
class Rate(AsJson):
    """How often something is seen in n cases, with a Wilson interval."""

    json_keys = "* share"

    count: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Count over n; NaN where n is 0."""
        return self.count / self.n if self.n else float("nan")


@dataclass(frozen=True, slots=True)
class Meetings:
    """Where the legs meet in all projects, those of a region, or those that touch a domain.

    Of `projects` with a Belgian participant, `several` have two or more; `judged` of these have two or more of a known
    leg of the three, and alone count in `rates`. `doubtful` judged ones also have a Belgian participant of unknown leg:
    more legs may meet there than are seen. `found` counts every project with a known leg, `rates` and `pairs` by legs.
    """

    region: str
    domain: str
    projects: int
    several: int
    judged: int
    doubtful: int
    found: Counts
    rates: Mapping[str, Rate]
    pairs: Mapping[str, Rate]

    @property
    def name(self) -> str:
        """What the figures are called."""
        return self.domain or self.region or "BE"

    def trace(self, legs: str = "") -> Trace:
        """The named query that lists the judged projects, or those in which exactly these legs meet."""
        return self._traced(legs or "projects", "helix-projects", judged="yes", legs=legs)

    def all_trace(self) -> Trace:
        """The named query that lists all projects with a Belgian participant, and the legs in each."""
        return self._traced("all projects", "helix-projects")

    def pairs_trace(self) -> Trace:
        """The named query that lists the pairs."""
        return self._traced("pairs", "helix-pairs")

    def _traced(self, what: str, query: str, judged: str = "", legs: str = "") -> Trace:
        place = {"region": self.region, "domain": self.domain}
        return traced(f"{self.name}/{what}", query, judged=judged, **place, legs=legs)

    def to_json(self) -> dict[str, Any]:
        """The numbers as plain values."""
        return {
            **({"domain": self.domain} if self.domain else {"region": self.region or "BE"}),
            "projects": self.projects, "several_belgians": self.several, "judged": self.judged,
            "doubtful": self.doubtful, "exclusive": self.found._asdict(),
            "shapley": {leg: finite(part) for leg, part in shapley(self.found).items()},
            "rates": {legs: rate.to_json() for legs, rate in self.rates.items()},
            "pairs": {legs: rate.to_json() for legs, rate in self.pairs.items()},
            "evidence": {
                "all_projects": self.all_trace().to_json(), "judged": self.trace().to_json(),
                "pairs": self.pairs_trace().to_json(),
            },
        }  # fmt: skip


class _Member(NamedTuple):
    """A Belgian participant of a project; its letter is "" where its leg is none of the three."""

    organisation: str
    leg: str
    region: str
    letter: str


class Seen:
    """The Belgian participants of all projects, their legs, and the pairs that meet."""

    def __init__(self, ecosystem: Ecosystem) -> None:
        facts = {one: (leg, region) for one, leg, region in rows(belgian(ecosystem), "id", "leg", "region")}
        known = set(ecosystem.projects["id"])
        self._members: dict[str, list[_Member]] = {}
        for project, one in sorted(set(rows(ecosystem.participations, "project", "organisation"))):
            if one in facts and project in known:
                leg, region = facts[one]
                self._members.setdefault(project, []).append(_Member(one, leg, region, LETTERS.get(leg, "")))
        self._of_domain = sets_of(rows(ecosystem.project_domains, "domain", "project"))

    def nameless(self) -> int:
        """Participants of unknown leg."""
        return len({one.organisation for members in self._members.values() for one in members if not one.leg})

    def meetings(self, region: str = "", domain: str = "") -> Meetings:
        """Where legs meet: in all projects, in those with a participant of a region, or in those of a domain."""
        chosen = self._of_domain.get(domain, set()) if domain else self._members.keys()
        projects = [members for project, members in self._members.items() if project in chosen]
        if region:
            projects = [one for one in projects if any(each.region == region and each.letter for each in one)]
        judged = [one for one in projects if sum(bool(each.letter) for each in one) >= JUDGED_FROM]
        met = Counter({pair: legs for one in projects for pair, legs in _pairs(one, region)}.values())
        return Meetings(
            region=region,
            domain=domain,
            projects=len(projects),
            several=sum(len(one) >= JUDGED_FROM for one in projects),
            judged=len(judged),
            doubtful=sum(any(not each.leg for each in one) for one in judged),
            found=counts(_legs(one) for one in projects),
            rates=_rates(counts(_legs(one) for one in judged).together(), len(judged), MEETINGS),
            pairs=_rates(met, met.total(), PAIRS),
        )


def _legs(members: Iterable[_Member]) -> str:
    """The letters of the legs that are there."""
    there = {one.letter for one in members}
    return "".join(letter for letter in "UIG" if letter in there)


def _pairs(members: Sequence[_Member], region: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Pairs of participants of known legs, and these; with a region, those of which one sits there."""
    for one, other in combinations([member for member in members if member.letter], 2):
        if not region or region in (one.region, other.region):
            # Two of one leg are a pair too, of that leg alone: "UU".
            letters = sorted((one.letter, other.letter), key="UIG".index)
            yield (one.organisation, other.organisation), "".join(letters)


def _rates(found: Mapping[str, int], n: int, names: Sequence[str]) -> dict[str, Rate]:
    rates = {}
    for name in names:
        count = found.get(name, 0)
        low, high = wilson(count, n)
        rates[name] = Rate(count, n, float(low), float(high))
    return rates
