"""What one place has of a programme: participations, projects, coordinations and known EU money, with their shares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson
from dirskg.graph.measures.participation import NONE, Estimate, cluster_share
from dirskg.graph.measures.stats import Array, wilson
from dirskg.ontology.vocab import BELGIUM, REGIONS

IntArray = NDArray[np.int64]

PROGRAMME = "EDF"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Part(AsJson):
    """What one place has of the programme; place is a country, a Belgian region, or unknown (a Belgian place).

    Shares of participations and euro come with intervals over projects, those of projects and coordinations with
    Wilson's. Euro are NaN where not a single contribution is known."""

    json_keys = "* evidence=trace"

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
        return place_trace(self.place)


@dataclass(frozen=True, slots=True)
class Population:
    """All participations in a programme: their rows, the number of the project of each (from 0), and per project how
    many there are and their known euro.
    """

    rows: pd.DataFrame
    project: IntArray
    sizes: IntArray
    euro: Array
    projects: int

    @classmethod
    def of(cls, rows: pd.DataFrame, projects: int) -> Population:
        """From the rows of `programme.members` and the number of projects."""
        project, names = pd.factorize(rows["project"], sort=True)
        euro = _sums(rows["contribution"].fillna(0.0), project, len(names))
        return cls(rows, project, np.bincount(project, minlength=len(names)), euro, projects)

    def part(self, place: str) -> Part:
        """What a place has of it."""
        here = at(self.rows, place)
        project, money, leads = self.project[here], self.rows["contribution"][here], self.rows["role"] == "coordinator"
        mine = np.bincount(project, minlength=len(self.sizes))
        paid = self.euro > 0
        led, joined, known = int((leads & here).sum()), int((mine > 0).sum()), int(money.count())
        return Part(
            place, len(project), cluster_share(mine, self.sizes), joined, _wilson(joined, self.projects),
            led, _wilson(led, int(leads.sum())), float(money.sum()) if known else float("nan"), known,
            cluster_share(_sums(money, project, len(mine))[paid], self.euro[paid]) if known else NONE,
        )  # fmt: skip


def place_trace(place: str) -> Trace:
    """The named query that lists the participations of a place."""
    return Trace(place, "programme-participations", where(place))


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


def _sums(money: pd.Series[float], project: IntArray, projects: int) -> Array:
    """Known euro of each project, 0 where none are known."""
    found = np.zeros(projects)
    summed = money.groupby(project).sum()
    found[summed.index] = summed
    return found


def _wilson(k: int, n: int) -> Estimate:
    if not n:
        return NONE
    low, high = wilson(k, n)
    return Estimate(k / n, float(low), float(high))
