"""One call in depth: who is active in its domains, who fits best and why, and what came out of earlier calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dirskg.graph.analyses.calls.asked import listed, shares
from dirskg.graph.analyses.calls.candidates import Candidate, bound, candidates, succeeded
from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.ecosystem.belgian import belgian
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once

# Candidates and earlier calls that are shown; their numbers are always told in full.
SHOWN = 20
EARLIER = 10


@dataclass(frozen=True, slots=True)
class Earlier(AsJson):
    """An earlier call on the same, and its projects: how many, and how many organisations in Belgium take part."""

    json_keys = "* evidence=trace"

    call: str
    title: str
    programme: str
    year: float
    why: Literal["category", "domain"]
    projects: int
    organisations: int

    def trace(self) -> Trace:
        """Where its projects and participants come from."""
        return Trace(self.call, "call-results", {"call": self.call})


@dataclass(frozen=True, slots=True)
class CallDetail(AsJson):
    """Candidates best first, the first of them shown, and the earlier calls that had projects, latest first."""

    shares: dict[str, float]
    candidates: tuple[Candidate, ...]
    earlier: tuple[Earlier, ...]

    def shown(self) -> tuple[Candidate, ...]:
        """The candidates that are shown."""
        return self.candidates[:SHOWN]

    def traces(self) -> tuple[Trace, ...]:
        """Where the reasons for the candidates shown and the earlier results come from."""
        return (*(one.trace() for one in self.shown()), *(call.trace() for call in self.earlier[:EARLIER]))


def detail(ecosystem: Ecosystem, call: str, region: str = "") -> CallDetail:
    """The candidates for a call, all or those of one region; and earlier calls on the same."""
    kin = earlier_calls(ecosystem, call)
    projects = frozenset(ecosystem.projects.loc[ecosystem.projects["call"].isin(kin["id"]), "id"])
    found = bound(ecosystem, named(ecosystem, call, projects))
    kept = tuple(one for one in found if not region or one.region == region)
    return CallDetail(shares(ecosystem, call), kept, _results(ecosystem, kin))


def named(ecosystem: Ecosystem, call: str, earlier: frozenset[str] = frozenset()) -> tuple[Candidate, ...]:
    """Who is named for a call, best first; `earlier` are the projects of earlier calls on the same."""
    found = candidates(ecosystem, listed(ecosystem, call) & _present(ecosystem), call, earlier)
    # Who gathers or lends ground, as a cluster or a test field does, leads no team in a programme that it is new to.
    return tuple(sorted(found, key=lambda one: one.leg == "intermediary" and not one.experience))


@once
def _present(ecosystem: Ecosystem) -> frozenset[str]:
    """The organisations in Belgium that no other has succeeded."""
    return frozenset(belgian(ecosystem)["id"]) - succeeded(ecosystem.ties)


def earlier_calls(ecosystem: Ecosystem, call: str) -> pd.DataFrame:
    """Calls of an earlier year: same programme and category (where it has one), or a domain in common.

    The columns of the frame `calls`, and `why`: category or domain.
    """
    calls = ecosystem.calls
    this = calls[calls["id"] == call].iloc[0]
    domains = set(shares(ecosystem, call))
    related = ecosystem.project_domains.loc[ecosystem.project_domains["domain"].isin(domains), "project"]
    alike = (
        (calls["programme"] == this["programme"]) & (calls["category"] == this["category"]) & (this["category"] != "")
    )
    kin: pd.DataFrame = calls[(calls["year"] < this["year"]) & (alike | calls["id"].isin(related))]
    return kin.assign(why=alike.loc[kin.index].map({True: "category", False: "domain"}))


def _results(ecosystem: Ecosystem, kin: pd.DataFrame) -> tuple[Earlier, ...]:
    home = set(ecosystem.organisations.loc[ecosystem.organisations["country"] == "BE", "id"])
    projects = ecosystem.projects.loc[ecosystem.projects["call"].isin(kin["id"]), ["id", "call"]]
    parts = ecosystem.participations.merge(projects, left_on="project", right_on="id")
    members = parts[parts["organisation"].isin(home)].groupby("call")["organisation"].nunique()
    counts = projects.groupby("call")["id"].nunique()
    rows = [
        Earlier(row["id"], row["title"], row["programme"], float(row["year"]), row["why"], int(counts[row["id"]]),
                int(members.get(row["id"], 0)))
        for row in kin.to_dict("records") if row["id"] in counts.index
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda e: (e.why != "category", -e.year, e.call)))
