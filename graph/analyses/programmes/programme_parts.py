"""What one place has of a programme: participations, projects, coordinations and known EU money, with their shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from dirskg.graph.analyses.finding import Trace, finite
from dirskg.graph.analyses.programmes.yardsticks import BELGIUM
from dirskg.graph.measures.participation import NONE, Estimate, cluster_share
from dirskg.graph.measures.stats import wilson
from dirskg.ontology.vocab import REGIONS

PROGRAMME = "EDF"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part:
    """What one place has of the programme; place is a country, a Belgian region, or unknown (a Belgian place).

    Shares of participations and euro come with intervals over projects, those of projects and coordinations with
    Wilson's. Euro are NaN where not a single contribution is known."""

    place: str
    participations: int
    participation_share: Estimate
    projects: int
    project_share: Estimate
    coordinations: int
    coordination_share: Estimate
    contribution: float
    contributions_known: int
    contribution_share: Estimate

    def trace(self) -> Trace:
        """Where the numbers come from."""
        return Trace(self.place, "programme-participations", where(self.place))

    def to_json(self) -> dict[str, Any]:
        """The part as plain values."""
        shares = ("participation_share", "project_share", "coordination_share", "contribution_share")
        return {
            **{name: getattr(self, name) for name in ("place", "participations", "projects", "coordinations")},
            "contribution": finite(self.contribution), "contributions_known": self.contributions_known,
            **{name: plain(getattr(self, name)) for name in shares}, "evidence": self.trace().to_json(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Population:
    """All participations in a programme, and per project their number and known euro."""

    rows: pd.DataFrame
    sums: pd.DataFrame
    projects: int

    @classmethod
    def of(cls, rows: pd.DataFrame, projects: int) -> Population:
        """From the rows of `programme.members` and the number of projects."""
        counted = rows.assign(one=1, euro=rows["contribution"].fillna(0.0))
        return cls(rows, counted.groupby("project")[["one", "euro"]].sum(), projects)

    def part(self, place: str) -> Part:
        """What a place has of it."""
        own = self.rows[at(self.rows, place)]
        mine = own.groupby("project")["contribution"].agg(["size", "sum"]).reindex(self.sums.index, fill_value=0)
        paid = self.sums["euro"] > 0
        led = int((own["role"] == "coordinator").sum())
        joined, known = own["project"].nunique(), int(own["contribution"].count())
        return Part(
            place, len(own), cluster_share(mine["size"], self.sums["one"]),
            joined, _wilson(joined, self.projects),
            led, _wilson(led, int((self.rows["role"] == "coordinator").sum())),
            float(own["contribution"].sum()) if known else float("nan"), known,
            cluster_share(mine.loc[paid, "sum"], self.sums.loc[paid, "euro"]) if known else NONE,
        )  # fmt: skip


def where(place: str) -> dict[str, str]:
    """Parameters of the named query `programme-participations` for a place."""
    told = {"programme": PROGRAMME, "body": "own"}
    if place in REGIONS or place == UNKNOWN:
        return {**told, "country": BELGIUM, "region": place}
    return {**told, "country": place}


def at(rows: pd.DataFrame, place: str) -> pd.Series:
    """Which participations are of a place."""
    if place in REGIONS or place == UNKNOWN:
        return (rows["country"] == BELGIUM) & (rows["region"] == place)
    return rows["country"] == place


def plain(estimate: Estimate) -> dict[str, Any]:
    """A number with its interval as plain values."""
    return {name: finite(value) for name, value in estimate._asdict().items()}


def _wilson(k: int, n: int) -> Estimate:
    if not n:
        return NONE
    low, high = wilson(k, n)
    return Estimate(k / n, float(low), float(high))
