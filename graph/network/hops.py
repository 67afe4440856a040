"""What a collaboration path is made of, and the evidence that each hop of it rests on."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.gathered import lists_of
from dirskg.graph.ecosystem.hosts import firm_first, is_weak
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.network.projection import PROJECT, Network
from dirskg.graph.network.reasons import KINDS, NONE, ORIGIN, WORKED
from dirskg.ontology import property_label

Json = dict[str, object]
HOME = "BE"


class SharedProject(NamedTuple):
    """A project that two organisations share."""

    id: str
    acronym: str
    programme: str


class Said(NamedTuple):
    """A tie other than a project, in its own direction; `note` is what the source adds, in the source's language."""

    source: str
    kind: str
    target: str
    year: int | None
    note: str

    def words(self, lang: str = "en", known: str = "") -> str:
        """The tie in words: who, what, whom, when. `known`: the note in that language, where we have it."""
        told = f"{self.source} {property_label(self.kind, lang)} {self.target}"
        told += "" if self.year is None else f" ({self.year})"
        return f"{told}{' ' if lang == 'fr' else ''}: {known or self._quoted(lang)}" if self.note else told

    def _quoted(self, lang: str) -> str:
        """The note; in another language than that of most sources as what it is, a quotation."""
        return self.note if lang == "en" else f"« {self.note} »" if lang == "fr" else f"“{self.note}”"


@dataclass(frozen=True, slots=True)
class Hop(AsJson):
    """One tie of a path, between the organisations `source` and `target`.

    `kind` is "project" or the kind of the other tie that gives most of the weight; the evidence lists all of
    them. `weight` and `cost` (1 / weight) are those of the network; `years` are known years, ascending;
    `notes` say what the ties other than projects are, each in its own direction. The region of an
    organisation without a Belgian one is the code of its country, where that is known and not Belgium.
    """

    json_keys = (
        "from=source to=target * from_label=source_label to_label=target_label from_region=source_region "
        "to_region=target_region weak"
    )

    source: str
    target: str
    kind: str
    weight: float
    cost: float
    projects: tuple[SharedProject, ...]
    years: tuple[int, ...]
    sources: tuple[str, ...]
    notes: tuple[Said, ...]
    source_label: str = ""
    target_label: str = ""
    source_region: str = ""
    target_region: str = ""

    @property
    def weak(self) -> bool:
        """Whether pages of weak grades alone tell of it."""
        return bool(self.sources) and all(map(is_weak, self.sources))

    def to_json(self) -> Json:
        """The hop as values that JSON can hold."""
        return fields_as_json(self) | {"notes": [note.words() for note in self.notes]}


@dataclass(frozen=True, slots=True)
class Path(AsJson):
    """Hops that lead from one organisation to another; `cost` is the sum of their costs."""

    cost: float
    hops: tuple[Hop, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Ids along the path, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


def distinct_hops(paths: Iterable[Path | None]) -> Iterator[Hop]:
    """The hops of some paths in their order, each pair of organisations once."""
    seen: set[frozenset[str]] = set()
    for hop in (hop for path in paths if path is not None for hop in path.hops):
        pair = frozenset((hop.source, hop.target))
        if pair not in seen:
            seen.add(pair)
            yield hop


class _Project(NamedTuple):
    """A project as evidence of a tie."""

    shown: SharedProject
    year: int | None
    source: str


class _Tie(NamedTuple):
    """A tie other than a project as evidence: what it says, its known year, its source."""

    said: Said
    year: int | None
    source: str


class Evidence:
    """Explains paths of a network from the rows that its edges were made of.

    The rows are indexed once, since a graph page explains thousands of hops.
    """

    def __init__(self, network: Network) -> None:
        self._index = network.index
        self._keys = network.u * len(network.index) + network.v
        self._weight, self._cost = network.weight, network.cost
        self._main_kinds = main_kinds(network)
        self._ends = [
            (identifier, label, region or (country if country != HOME else ""))
            for identifier, label, region, country in rows(network.organisations, "id", "label", "region", "country")
        ]
        self._projects = _projects(network.projects)
        self._participations = _participations(network.participations)
        self._ties = self._read_ties(network.ties)

    def path(self, vertices: Sequence[int]) -> Path:
        """The path through the given vertices, each hop explained."""
        hops = tuple(self.hop(u, v) for u, v in pairwise(vertices))
        # An exact sum does not depend on the direction in which the path is walked.
        return Path(math.fsum(hop.cost for hop in hops), hops)

    def hop(self, u: int, v: int) -> Hop:
        """The tie between two tied vertices, with all of its evidence."""
        pair = min(u, v), max(u, v)
        edge = int(np.searchsorted(self._keys, pair[0] * len(self._ends) + pair[1]))
        source, source_label, source_region = self._ends[u]
        target, target_label, target_region = self._ends[v]
        projects, pages = self._shared(source, target)
        ties = self._ties.get(pair, [])
        return Hop(
            source=source,
            target=target,
            kind=self._main_kinds[edge],
            weight=float(self._weight[edge]),
            cost=float(self._cost[edge]),
            projects=tuple(project.shown for project in projects),
            years=_known_years([*(project.year for project in projects), *(tie.year for tie in ties)]),
            sources=firm_first(
                _distinct([*(project.source for project in projects), *pages, *(tie.source for tie in ties)])
            ),
            notes=tuple(dict.fromkeys(tie.said for tie in ties)),
            source_label=source_label,
            target_label=target_label,
            source_region=source_region,
            target_region=target_region,
        )

    def _shared(self, a: str, b: str) -> tuple[list[_Project], list[str]]:
        """The projects that both take part in, newest first, and the sources of their participations in them."""
        of_a, of_b = (self._participations.get(one, []) for one in (a, b))
        both = {project for project, _ in of_a} & {project for project, _ in of_b}
        # A project without a row of its own has only its id.
        projects = [self._projects.get(one) or _Project(SharedProject(one, "", ""), None, "") for one in sorted(both)]
        projects.sort(key=lambda project: -(project.year or 0))
        return projects, [source for project, source in chain(of_a, of_b) if project in both]

    def _read_ties(self, ties: pd.DataFrame) -> dict[tuple[int, int], list[_Tie]]:
        """Ties by pair of vertices, in order of kind, year, direction, note and source."""
        found: dict[tuple[int, int], list[_Tie]] = defaultdict(list)
        order = ["kind", "year", "from", "note", "source"]
        for kind, year, origin, note, source, to in rows(ties.sort_values(order), *order, "to"):
            if origin in self._index and to in self._index:
                u, v = self._index[origin], self._index[to]
                known = _known(year)
                said = Said(self._ends[u][1], kind, self._ends[v][1], known, note)
                found[min(u, v), max(u, v)].append(_Tie(said, known, source))
        return found


def main_kinds(network: Network) -> list[str]:
    """What each edge is called: its best reason, of equal ones that of most weight, the first by name of several."""
    # A shared project says more than a tie of equal weight, so it comes first.
    kinds = [PROJECT] * len(network.u)
    best = [(WORKED if weight else NONE + 1, -weight) for weight in network.project_weight.tolist()]
    for edge, kind, weight in rows(network.tie_weights, "edge", "kind", "weight"):
        if (rank := (KINDS.get(kind, ORIGIN), -weight)) < best[edge]:
            kinds[edge], best[edge] = kind, rank
    return kinds


def _projects(projects: pd.DataFrame) -> dict[str, _Project]:
    found: dict[str, _Project] = {}
    for identifier, acronym, programme, source, year in rows(projects, "id", "acronym", "programme", "source", "year"):
        found.setdefault(identifier, _Project(SharedProject(identifier, acronym, programme), _known(year), source))
    return found


def _participations(participations: pd.DataFrame) -> dict[str, list[tuple[str, str]]]:
    """Project and source of each participation, by organisation."""
    told = rows(participations, "organisation", "project", "source")
    return lists_of((organisation, (project, source)) for organisation, project, source in told)


def _known(year: float) -> int | None:
    return None if math.isnan(year) else int(year)


def _known_years(years: Iterable[int | None]) -> tuple[int, ...]:
    return tuple(sorted({year for year in years if year is not None}))


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in order of first appearance, without the missing ones."""
    return tuple(dict.fromkeys(filter(None, texts)))
