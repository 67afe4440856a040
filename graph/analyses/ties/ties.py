"""Who works with whom across regions: ties between areas, openness, and the organisations that hold areas together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.analyses.ties.bridges import Bridges, bridges
from dirskg.graph.analyses.ties.region_pairs import LAYERS, Openness, Pair, openness, pair_trace, pairs
from dirskg.graph.answers.as_json import AsJson, fields_as_json
from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.errors import DirskgError
from dirskg.graph.measures.communities import adjusted_mutual_information, leiden
from dirskg.graph.measures.mixing import assortativity, assortativity_error, ends, mixing_matrix
from dirskg.graph.network.regional import AreaLevel, RegionalTies, regional_ties
from dirskg.ontology.vocab import REGIONS

SEED = 560311
RUNS = 20
# Above that many ties one run of the community search takes seconds, and its answers hardly differ.
MANY = 50_000
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Spread(AsJson):
    """A value with its lower and upper bound."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Communities(AsJson):
    """Agreement of communities with areas (adjusted mutual information): median, least and most of some runs."""

    json_keys = "agreement communities=count runs"

    agreement: Spread
    count: int
    runs: int


@dataclass(frozen=True, slots=True)
class Kind(AsJson):
    """Ties of one kind among known areas; a tie of two kinds counts in both."""

    kind: str
    inside: int
    across: int


@dataclass(frozen=True, slots=True)
class TiesReport(AsJson):
    """Ties of organisations in Belgium.

    `ties` counts those among known areas, `unknown` the others, by the area of the other end ("" where unknown too).
    """

    json_keys = (
        "by domain since organisations organisations_unplaced=unplaced organisations_unplaced_tied=unplaced_tied "
        "ties pairs unknown openness kinds assortativity communities bridges=bridges.shown "
        "bridge_ties=bridges.links bridging_organisations=bridges.bridging bridging_funders=bridges.funders"
    )

    by: AreaLevel
    domain: str
    since: int | None
    areas: tuple[str, ...]
    organisations: int
    unplaced: int
    unplaced_tied: int
    ties: int
    pairs: tuple[Pair, ...]
    unknown: Mapping[str, int]
    openness: tuple[Openness, ...]
    kinds: tuple[Kind, ...]
    assortativity: Spread
    communities: Communities
    bridges: Bridges

    @property
    def asked(self) -> dict[str, str]:
        """What the queries behind the figures are asked for."""
        return _asked(self.by, self.domain, self.since)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values."""
        unknown = [
            {"area": area, "ties": count, "evidence": pair_trace("", area, "all", self.asked).to_json()}
            for area, count in self.unknown.items()
        ]
        evidence = pair_trace("all", "all", "all", self.asked).to_json()
        return fields_as_json(self) | {"unknown": unknown, "evidence": evidence}

    def traces(self) -> tuple[Trace, ...]:
        """All ties, those of each pair of areas that has some, those to unknown places, and those of each bridge."""
        return (
            pair_trace("all", "all", "all", self.asked),
            *(pair.trace for pair in self.pairs if pair.ties),
            *(pair_trace("", area, "all", self.asked) for area, count in self.unknown.items() if count),
            *(trace for one in self.bridges.shown for trace in one.traces()),
        )


@once
def ties_between_regions(
    ecosystem: Ecosystem, *, by: AreaLevel = "region", domain: str = "", since: int | None = None, k: int = 10
) -> TiesReport:
    """Ties of organisations in Belgium by area, of all or of those active in a domain, and the first k bridges.

    Raises DirskgError for a domain that the graph does not have, and for k below 1.
    """
    if k < 1:
        raise DirskgError(f"k = {k} asks for nothing: give 1 or more")
    ties = regional_ties(ecosystem, by=by, domain=domain, since=since)
    areas, asked = _areas(ecosystem, ties, by), _asked(by, domain, since)
    placed = ties.areas != ""
    tied = np.zeros(len(placed), dtype=bool)
    tied[ties.u] = tied[ties.v] = True
    known = ties.known()
    ends_unknown = ~placed[ties.u] | ~placed[ties.v]
    return TiesReport(
        by, domain, since, areas,
        organisations=len(placed),
        unplaced=int(np.sum(~placed)),
        unplaced_tied=int(np.sum(tied & ~placed)),
        ties=len(known.u),
        pairs=tuple(pair for layer in LAYERS for pair in pairs(ties, areas, layer, asked)),
        unknown=_unknown(ties.chosen(ends_unknown), areas),
        openness=tuple(row for layer in LAYERS for row in openness(ties, areas, layer)),
        kinds=_kinds(known),
        assortativity=_assortativity(known, areas),
        communities=_communities(known),
        bridges=bridges(ecosystem, ties, areas, k, asked),
    )  # fmt: skip


def region_pairs(ecosystem: Ecosystem) -> tuple[Pair, ...]:
    """The pairs of regions over all ties, as `ties_between_regions` has them, without anything else that it tells."""
    ties = regional_ties(ecosystem, by="region")
    return pairs(ties, _areas(ecosystem, ties, "region"), "all", _asked("region", "", None))


def _asked(by: AreaLevel, domain: str, since: int | None) -> dict[str, str]:
    told = {"by": by, "domain": domain, "since": "" if since is None else str(since)}
    return {name: value for name, value in told.items() if value}


def _areas(ecosystem: Ecosystem, ties: RegionalTies, by: AreaLevel) -> tuple[str, ...]:
    """All areas of the level, seen or not, and whatever else organisations are placed in."""
    codes = ecosystem.areas["id"]
    told = set(REGIONS) if by == "region" else set(codes[codes.str.len() == 4])
    return tuple(sorted(told | set(ties.areas.tolist()) - {""}))


def _unknown(ties: RegionalTies, areas: tuple[str, ...]) -> dict[str, int]:
    """Ties with an end of unknown place, by the area of the other end; "" where that is unknown too."""
    first, second = ties.areas[ties.u], ties.areas[ties.v]
    other = np.where(first == "", second, first)
    return {area: int(np.sum(other == area)) for area in (*areas, "")}


def _kinds(ties: RegionalTies) -> tuple[Kind, ...]:
    """Kinds of ties, the most frequent first."""
    across = ties.areas[ties.u] != ties.areas[ties.v]
    edges = {kind: group["edge"].to_numpy(dtype=np.int64) for kind, group in ties.kinds.groupby("kind")}
    edges["project"] = np.flatnonzero(ties.project_weight > 0)
    found = [Kind(str(k), int(np.sum(~across[e])), int(np.sum(across[e]))) for k, e in edges.items() if len(e)]
    return tuple(sorted(found, key=lambda one: (-one.inside - one.across, one.kind)))


def _assortativity(ties: RegionalTies, areas: tuple[str, ...]) -> Spread:
    _, group = np.unique([*areas, *ties.areas.tolist()], return_inverse=True)
    group = group[len(areas) :]
    table = mixing_matrix(ties.u, ties.v, group, int(group.max(initial=0)) + 1)
    r, error = assortativity(ends(table)), _Z * assortativity_error(table)
    return Spread(r, max(r - error, -1.0), min(r + error, 1.0))


def _communities(ties: RegionalTies) -> Communities:
    tied = np.unique(np.concatenate([ties.u, ties.v]))
    u, v = (np.searchsorted(tied, end) for end in (ties.u, ties.v))
    _, group = np.unique(ties.areas[tied], return_inverse=True)
    runs = (RUNS if len(u) <= MANY else 1) if len(u) else 0
    found = [leiden(len(tied), u, v, ties.weight, seed=SEED + run) for run in range(runs)]
    agreement = np.sort([adjusted_mutual_information(one, group) for one in found])
    if not runs:
        nothing = float("nan")
        return Communities(Spread(nothing, nothing, nothing), 0, 0)
    middle = Spread(float(np.median(agreement)), float(agreement[0]), float(agreement[-1]))
    return Communities(middle, int(np.median([len(np.unique(one)) for one in found])), runs)
