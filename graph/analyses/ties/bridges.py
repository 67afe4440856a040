"""The organisations that hold areas together: the pairs that meet only through them, against what chance gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.gathered import lists_of, sets_of
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.measures.brokerage import adjacency, expected_roles, permuted_across, roles
from dirskg.graph.measures.structural_holes import structural_holes
from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.graph.network.regional import RegionalTies

ROLES = ("coordinator", "itinerant", "bridging", "liaison")


@dataclass(frozen=True, slots=True)
class Bridge(AsJson):
    """One organisation. `partners` are those that it is tied to, `project_partners` those by a shared project.

    The roles count its open triads: two partners tied to it and not to each other. `across` are those with partners
    in two areas (bridging and liaison), `expected` their mean over random labels of
    all others that are tied, p one-sided: as many
    or more. Constraint and effective size use Newman weights.
    """

    json_keys = (
        "id area leg partners project_partners coordinator itinerant bridging liaison across expected p constraint "
        "effective_size efficiency"
    )

    id: str
    area: str
    leg: str
    partners: int
    project_partners: int
    coordinator: int
    itinerant: int
    bridging: int
    liaison: int
    expected: float
    p: float
    constraint: float
    effective_size: float
    efficiency: float
    asked: Mapping[str, str]

    @property
    def across(self) -> int:
        """Pairs of partners in two areas that are not tied to each other."""
        return self.bridging + self.liaison

    def traces(self) -> tuple[Trace, Trace]:
        """Its ties, and the pairs that it brokers between."""
        given = {**self.asked, "entity": self.id}
        return (
            Trace(f"{self.id}: partners", "partners-in-belgium", given),
            Trace(f"{self.id}: across", "brokered-pairs", given),
        )

    def to_json(self) -> dict[str, Any]:
        """The organisation as plain values."""
        ties, across = self.traces()
        return fields_as_json(self) | {"evidence": ties.to_json(), "brokered": across.to_json()}


@dataclass(frozen=True, slots=True)
class Link(AsJson):
    """One tie of a bridge: the projects that it rests on (acronym, else id), and the kinds of other ties."""

    bridge: str
    partner: str
    area: str
    projects: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bridges:
    """The first `shown` of all that bridge, and their ties.

    `bridging` is the number of all of them. `funders` would be too, but handing out money or permission is no bridge.
    """

    shown: tuple[Bridge, ...]
    links: tuple[Link, ...]
    bridging: int
    funders: int


def bridges(
    ecosystem: Ecosystem, ties: RegionalTies, areas: tuple[str, ...], k: int, asked: Mapping[str, str]
) -> Bridges:
    """The k organisations of known area with the most pairs across areas; equal ones in the order of their ids."""
    known = _tied(ties)
    actors, n = known.organisations, len(known.organisations)
    number = {area: place for place, area in enumerate(areas)}
    group = np.array([number[area] for area in known.areas.tolist()], dtype=np.int64)
    tied = adjacency(n, known.u, known.v)
    counted = roles(tied, group, len(areas))
    funder = actors["kind"].isin(FUNDER_KINDS).to_numpy(dtype=bool)
    active = np.flatnonzero((counted.across > 0) & ~funder)
    chosen = active[np.argsort(-counted.across[active], kind="stable")][:k]
    expected = expected_roles(counted.total[chosen], group[chosen], np.bincount(group, minlength=len(areas))).across
    holes = structural_holes(adjacency(n, known.u, known.v, known.weight), chosen)
    partners, in_projects = (
        np.bincount(np.concatenate([part.u, part.v]), minlength=n) for part in (known, known.layer("projects"))
    )
    shown = []
    for place, one in enumerate(chosen.tolist()):
        drawn = permuted_across(tied, one, group, len(areas))
        constraint, size, efficiency = (float(values[place]) for values in holes)
        coordinator, itinerant, bridging, liaison = (int(getattr(counted, name)[one]) for name in ROLES)
        shown.append(
            Bridge(
                id=str(actors.at[one, "id"]),
                area=str(actors.at[one, "area"]),
                leg=str(actors.at[one, "leg"]),
                partners=int(partners[one]),
                project_partners=int(in_projects[one]),
                coordinator=coordinator,
                itinerant=itinerant,
                bridging=bridging,
                liaison=liaison,
                expected=float(expected[place]),
                p=float((np.sum(drawn >= counted.across[one]) + 1) / (len(drawn) + 1)),
                constraint=constraint,
                effective_size=size,
                efficiency=efficiency,
                asked=asked,
            )
        )
    return Bridges(
        tuple(shown), _links(ecosystem, known, chosen), len(active), int(np.sum((counted.across > 0) & funder))
    )


def _tied(ties: RegionalTies) -> RegionalTies:
    """The organisations of known area that are tied to another one, and these ties."""
    known = ties.known()
    kept = np.zeros(len(known.organisations), dtype=bool)
    kept[known.u] = kept[known.v] = True
    vertex = np.cumsum(kept) - 1
    actors = known.organisations[kept].reset_index(drop=True)
    return replace(known, organisations=actors, u=vertex[known.u], v=vertex[known.v])


def _links(ecosystem: Ecosystem, ties: RegionalTies, chosen: np.ndarray) -> tuple[Link, ...]:
    """The ties of the chosen, in their order, then by the id of the partner."""
    ids, areas = ties.organisations["id"].tolist(), ties.areas.tolist()
    acronym = dict(rows(ecosystem.projects, "id", "acronym"))
    parts = ties.parts[ties.parts["organisation"].isin(ids)]
    shared = parts.merge(parts[parts["organisation"].isin([ids[one] for one in chosen])], on="project")
    by_projects = sets_of(
        ((bridge, partner), acronym.get(project) or project)
        for partner, project, bridge in rows(shared, "organisation_x", "project", "organisation_y")
    )
    kinds = lists_of(rows(ties.kinds, "edge", "kind"))
    found = []
    for one in chosen.tolist():
        edges = np.flatnonzero((ties.u == one) | (ties.v == one)).tolist()
        for partner, edge in sorted((int(ties.u[edge] + ties.v[edge]) - one, edge) for edge in edges):
            projects = tuple(sorted(by_projects[ids[one], ids[partner]]))
            found.append(Link(ids[one], ids[partner], areas[partner], projects, tuple(sorted(kinds[edge]))))
    return tuple(found)
