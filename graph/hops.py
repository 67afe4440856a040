"""What a collaboration path is made of, and the evidence that each hop of it rests on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from dirskg.graph.projection import PROJECT, Network

if TYPE_CHECKING:
    import numpy.typing as npt

Json = dict[str, object]


class SharedProject(NamedTuple):
    """A project that two organisations share."""

    id: str
    acronym: str
    programme: str


@dataclass(frozen=True, slots=True)
class Hop:
    """One tie of a path, between the organisations `source` and `target`.

    `kind` is "project" or the kind of the other tie that gives most of the weight; the evidence lists all of
    them. `weight` and `cost` (1 / weight) are those of the network; `years` are known years, ascending;
    `notes` say in words what the ties other than projects are, each in its own direction.
    """

    source: str
    target: str
    kind: str
    weight: float
    cost: float
    projects: tuple[SharedProject, ...]
    years: tuple[int, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    source_label: str = ""
    target_label: str = ""
    source_region: str = ""
    target_region: str = ""

    def to_json(self) -> Json:
        """The hop as values that JSON can hold."""
        return {
            "from": self.source,
            "from_label": self.source_label,
            "from_region": self.source_region,
            "to": self.target,
            "to_label": self.target_label,
            "to_region": self.target_region,
            "kind": self.kind,
            "weight": self.weight,
            "cost": self.cost,
            "projects": [project._asdict() for project in self.projects],
            "years": list(self.years),
            "sources": list(self.sources),
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class Path:
    """Hops that lead from one organisation to another; `cost` is the sum of their costs."""

    cost: float
    hops: tuple[Hop, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Ids along the path, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))

    def to_json(self) -> Json:
        """The path as values that JSON can hold."""
        return {"cost": self.cost, "hops": [hop.to_json() for hop in self.hops]}


class Evidence:
    """Explains paths of a network from the rows that its edges were made of."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._keys = network.u * len(network.index) + network.v
        self._names = network.organisations[["id", "label", "region"]].to_numpy(dtype=str).tolist()
        self._cost = network.cost
        self._participations = network.participations.groupby("organisation").indices
        self._projects = network.projects.drop_duplicates("id").set_index("id")

    def path(self, vertices: Sequence[int]) -> Path:
        """The path through the given vertices, each hop explained."""
        hops = tuple(self.hop(u, v) for u, v in pairwise(vertices))
        # An exact sum does not depend on the direction in which the path is walked.
        return Path(math.fsum(hop.cost for hop in hops), hops)

    def hop(self, u: int, v: int) -> Hop:
        """The tie between two tied vertices, with all of its evidence."""
        edge = int(np.searchsorted(self._keys, min(u, v) * len(self._names) + max(u, v)))
        source, source_label, source_region = self._names[u]
        target, target_label, target_region = self._names[v]
        participations, projects = self._shared(source, target)
        ties = self._ties(source, target)
        return Hop(
            source=source,
            target=target,
            kind=self._main_kind(edge),
            weight=float(self._network.weight[edge]),
            cost=float(self._cost[edge]),
            projects=tuple(_shared_projects(projects)),
            years=_known_years(projects, ties),
            sources=_distinct([*projects["source"], *participations["source"], *ties["source"]]),
            notes=_distinct(self._in_words(tie) for _, tie in ties.iterrows()),
            source_label=source_label,
            target_label=target_label,
            source_region=source_region,
            target_region=target_region,
        )

    def _main_kind(self, edge: int) -> str:
        ties = self._network.tie_weights
        here = ties[ties["edge"] == edge]
        weights = {PROJECT: float(self._network.project_weight[edge])}
        weights |= dict(zip(here["kind"].astype(str), here["weight"].astype(float), strict=True))
        # A shared project says more than a tie of equal weight, so it comes first.
        return min(weights, key=lambda kind: (-weights[kind], kind != PROJECT, kind))

    def _shared(self, a: str, b: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Participations of both in the projects that they share; those projects, newest first."""
        nowhere: npt.NDArray[np.intp] = np.empty(0, dtype=np.intp)
        of_a, of_b = (self._network.participations.iloc[self._participations.get(x, nowhere)] for x in (a, b))
        shared = sorted(set(of_a["project"]) & set(of_b["project"]))
        rows = pd.concat([of_a, of_b])
        projects = self._projects.reindex(shared).sort_values("year", ascending=False, kind="stable")
        return rows[rows["project"].isin(shared)], projects

    def _ties(self, a: str, b: str) -> pd.DataFrame:
        ties = self._network.ties
        here = ((ties["from"] == a) & (ties["to"] == b)) | ((ties["from"] == b) & (ties["to"] == a))
        return ties[here].sort_values(["kind", "year", "from", "note", "source"])

    def _in_words(self, tie: pd.Series[Any]) -> str:
        label_from, label_to = (self._names[self._network.index[str(tie[end])]][1] for end in ("from", "to"))
        year = "" if pd.isna(tie["year"]) else f" ({tie['year']:.0f})"
        note = f": {tie['note']}" if tie["note"] else ""
        return f"{label_from} {tie['kind']} {label_to}{year}{note}"


def _known_years(*frames: pd.DataFrame) -> tuple[int, ...]:
    return tuple(sorted({int(year) for frame in frames for year in frame["year"].dropna()}))


def _shared_projects(projects: pd.DataFrame) -> Iterable[SharedProject]:
    """One per row; a project without a row of its own has only its id."""
    named = projects[["acronym", "programme"]].astype(object).fillna("")
    for identifier, acronym, programme in zip(named.index, named["acronym"], named["programme"], strict=True):
        yield SharedProject(str(identifier), str(acronym), str(programme))


def _distinct(texts: Iterable[object]) -> tuple[str, ...]:
    """Texts in order of first appearance, without the missing ones."""
    return tuple(dict.fromkeys(text for text in texts if isinstance(text, str) and text))
