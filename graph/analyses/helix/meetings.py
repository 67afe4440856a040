"""In which projects the legs of the triple helix meet, and which pairs of organisations do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from dirskg.graph.analyses.finding import Trace, finite
from dirskg.graph.frames import Ecosystem
from dirskg.graph.measures.helix import Counts, counts, shapley
from dirskg.graph.measures.stats import wilson

LETTERS: Final[Mapping[str, str]] = {"academia": "U", "industry": "I", "government": "G"}
MEETINGS: Final = ("UI", "UG", "IG", "UIG")
PAIRS: Final = ("UI", "UG", "IG")
# A project shows whether legs meet once two of its Belgian participants belong to one of the three.
JUDGED_FROM: Final = 2
_PLACE: Final = {letter: place for place, letter in enumerate("UIG")}
_BOTH: Final = np.array([[first + second for second in "UIG"] for first in "UIG"], dtype=object)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often something is seen in n cases, with a Wilson interval."""

    count: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Count over n; NaN where n is 0."""
        return self.count / self.n if self.n else float("nan")

    def to_json(self) -> dict[str, Any]:
        """The rate as plain values."""
        return {
            "count": self.count, "n": self.n, "share": finite(self.share), "low": finite(self.low),
            "high": finite(self.high),
        }  # fmt: skip


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
        told = {"judged": "yes", **self._where(), **({"legs": legs} if legs else {})}
        return Trace(f"{self.name}/{legs or 'projects'}", "helix-projects", told)

    def all_trace(self) -> Trace:
        """The named query that lists all projects with a Belgian participant, and the legs in each."""
        return Trace(f"{self.name}/all projects", "helix-projects", self._where())

    def pairs_trace(self) -> Trace:
        """The named query that lists the pairs."""
        return Trace(f"{self.name}/pairs", "helix-pairs", self._where())

    def _where(self) -> dict[str, str]:
        given = {"region": self.region, "domain": self.domain}
        return {name: value for name, value in given.items() if value}

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


class Seen:
    """The Belgian participants of all projects, their legs, and the pairs that meet."""

    def __init__(self, ecosystem: Ecosystem) -> None:
        actors = ecosystem.organisations
        own = (actors["country"] == "BE") & (actors["level"] != "international") & (actors["kind"] != "state")
        actors = actors.loc[own, ["id", "leg", "region"]].rename(columns={"id": "organisation"})
        roles = ecosystem.participations[["project", "organisation"]].drop_duplicates().merge(actors, on="organisation")
        roles = roles[roles["project"].isin(ecosystem.projects["id"])]
        roles["letter"] = roles["leg"].map(LETTERS).fillna("").astype(str)
        self.roles = roles.sort_values(["project", "organisation"], ignore_index=True)
        self.domains = ecosystem.project_domains[["project", "domain"]].drop_duplicates()
        known = self.roles[self.roles["letter"] != ""]
        pairs = known.merge(known, on="project", suffixes=("", "_other"))
        pairs = pairs[pairs["organisation"] < pairs["organisation_other"]]
        first, second = (pairs[name].map(_PLACE).to_numpy(dtype=np.int64) for name in ("letter", "letter_other"))
        pairs["legs"] = _BOTH[np.minimum(first, second), np.maximum(first, second)]
        self.pairs = pairs

    def meetings(self, region: str = "", domain: str = "") -> Meetings:
        """Where legs meet: in all projects, in those with a participant of a region, or in those of a domain."""
        roles, pairs = self.roles, self.pairs
        if domain:
            chosen = set(self.domains.loc[self.domains["domain"] == domain, "project"])
            roles, pairs = roles[roles["project"].isin(chosen)], pairs[pairs["project"].isin(chosen)]
        if region:
            chosen = set(roles.loc[(roles["region"] == region) & (roles["letter"] != ""), "project"])
            roles = roles[roles["project"].isin(chosen)]
            pairs = pairs[(pairs["region"] == region) | (pairs["region_other"] == region)]
        members = roles.groupby("project").size()
        known = (roles["letter"] != "").groupby(roles["project"]).sum()
        unknown = (roles["leg"] == "").groupby(roles["project"]).sum()
        legs = pd.Series("", index=members.index, dtype=object)
        for letter in "UIG":
            there = (roles["letter"] == letter).groupby(roles["project"]).any()
            legs = legs.where(~there, legs + letter)
        judged = known >= JUDGED_FROM
        together = counts(legs[judged]).together()
        met = pairs.drop_duplicates(["organisation", "organisation_other"])["legs"].value_counts()
        return Meetings(
            region=region,
            domain=domain,
            projects=len(members),
            several=int((members >= JUDGED_FROM).sum()),
            judged=int(judged.sum()),
            doubtful=int((judged & (unknown > 0)).sum()),
            found=counts(legs),
            rates=_rates(together, int(judged.sum()), MEETINGS),
            pairs=_rates({str(legs): int(n) for legs, n in met.items()}, int(met.sum()), PAIRS),
        )


def _rates(found: Mapping[str, int], n: int, names: Sequence[str]) -> dict[str, Rate]:
    rates = {}
    for name in names:
        count = found.get(name, 0)
        low, high = wilson(count, n)
        rates[name] = Rate(count, n, float(low), float(high))
    return rates
