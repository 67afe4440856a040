"""The weighted collaboration network: which organisations are tied to which, and how strongly."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.ecosystem.rows import rows
from dirskg.graph.errors import DirskgError, require_organisations

if TYPE_CHECKING:
    import networkx as nx
    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]
    FloatArray = npt.NDArray[np.float64]

PROJECT = "project"
MEMBERSHIP = "memberOf"
# A seat at a consultation table, in some cases only asked for, is no collaboration: all who sit there would seem to
# be one step apart.
SEAT = "seatIn"


class Recency(NamedTuple):
    """Factor of each project by its age, and the usual one for a project that has no row of its own."""

    factors: dict[str, float]
    usual: float


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """An undirected network with one edge per tied pair of organisations.

    Vertex i is row i of `organisations` (sorted by id). Edge e joins vertices `u[e] < v[e]` with total weight
    `weight[e]`, of which `project_weight[e]` comes from shared projects; the rest stands by kind in
    `tie_weights` (columns edge, kind, weight; sorted by edge and kind). Edges are sorted by (u, v). `projects`,
    `participations` and `ties` are the rows that the edges were made of: the evidence of a tie is looked up in
    them when it is shown.
    """

    organisations: pd.DataFrame
    index: dict[str, int]
    u: IntArray
    v: IntArray
    weight: FloatArray
    project_weight: FloatArray
    tie_weights: pd.DataFrame
    projects: pd.DataFrame
    participations: pd.DataFrame
    ties: pd.DataFrame
    since: int | None
    half_life: float | None
    now: int | None
    until: int | None = None

    @property
    def cost(self) -> FloatArray:
        """Length of each edge: 1 / weight, infinite where recency has worn the weight down to nothing."""
        with np.errstate(divide="ignore"):
            return np.asarray(1.0 / self.weight, dtype=np.float64)

    def vertex(self, organisation: str) -> int:
        """The vertex of an organisation id; DirskgError names an id that the build does not know."""
        if organisation not in self.index:  # asked of many, one by one
            require_organisations([organisation], self.index)
        return self.index[organisation]


# Years in which the weight of a shared project halves, where paths go by recency.
HALF_LIFE = 3.0


@once
def collaboration_network(
    ecosystem: Ecosystem,
    *,
    since: int | None = None,
    until: int | None = None,
    half_life: float | None = None,
    now: int | None = None,
) -> Network:
    """Project organisations onto one weighted network of shared projects and other ties.

    A project of n distinct organisations ties each pair of them with weight 1/(n - 1), so that what it gives
    to one organisation sums to 1 however large it is (Newman 2001, Phys. Rev. E 64:016132); one of a single
    organisation ties nobody. With `half_life` (years) a project's share is multiplied by 2^(-age/half_life),
    age = now - year and never below 0; a project of unknown year gets the factor of the median known year.
    `now` is by default the latest known project year, so that one build always gives one answer, and never later
    than `until`: the network is then seen as it was at the end of that year. Every other
    tie adds 1 per pair and kind, whatever its direction, age and number of rows; a membership adds 1/(m - 1)
    for a cluster of m members (at least 2), and a seat in a body (SEAT) makes no edge.

    `since` leaves only projects and ties of that year or later, `until` those of that year or earlier; with either,
    those of unknown year are left out too. The sizes n and m are counted before anything is left out. Rows that
    speak of an organisation which has no row in `organisations` make no edge.
    """
    if half_life is not None and not half_life > 0:
        raise DirskgError(f"half-life {half_life} is impossible: give a positive number of years, or none")
    if since is not None and until is not None and since > until:
        raise DirskgError(f"no year is both {since} or later and {until} or earlier: swap the two")
    organisations = ecosystem.organisations.sort_values("id").reset_index(drop=True)
    index = {identifier: i for i, identifier in enumerate(organisations["id"].tolist())}
    projects, participations = ecosystem.projects, ecosystem.participations
    if now is None:
        now = _latest(projects["year"] if until is None else projects["year"].clip(upper=until))
    if since is not None or until is not None:
        projects = _within(projects, since, until)
        participations = participations[participations["project"].isin(projects["id"])]
    shared = _project_pairs(participations, _recency(projects, half_life, now), index)
    ties = ecosystem.ties[ecosystem.ties["kind"] != SEAT]
    members = _members(ties)
    ties = ties if since is None and until is None else _within(ties, since, until)
    other = _tie_pairs(ties, members, index)
    keys = np.concatenate([pairs["key"].to_numpy(dtype=np.int64) for pairs in (shared, other)])
    weights = np.concatenate([pairs["weight"].to_numpy(dtype=np.float64) for pairs in (shared, other)])
    edges, edge_of = np.unique(keys, return_inverse=True)
    u, v = np.divmod(edges, max(len(index), 1))
    return Network(
        organisations=organisations,
        index=index,
        u=u,
        v=v,
        weight=_sums(edge_of, weights, len(edges)),
        project_weight=_sums(edge_of[: len(shared)], weights[: len(shared)], len(edges)),
        tie_weights=other.assign(edge=edge_of[len(shared) :])[["edge", "kind", "weight"]],
        projects=projects,
        participations=participations,
        ties=ties,
        since=since,
        half_life=half_life,
        now=now,
        until=until,
    )


def project_shares(network: Network) -> dict[str, float]:
    """By project, the weight that it gives to each pair of its organisations; projects that tie nobody are left out."""
    recency = _recency(network.projects, network.half_life, network.now)
    sizes = network.participations.groupby("project")["organisation"].nunique()
    return {
        project: recency.factors.get(project, recency.usual) / (size - 1)
        for project, size in zip(sizes.index.tolist(), sizes.tolist(), strict=True)
        if size > 1
    }


def to_networkx(network: Network) -> nx.Graph[str]:
    """The network as networkx.Graph, isolated organisations included.

    Nodes are organisation ids with label, region and leg. Edges carry weight, cost (1 / weight) and kinds:
    "project" and the kinds of the other ties, sorted and joined by "; " (text, so that GraphML and GEXF can
    hold it).
    """
    import networkx as nx  # of all commands only the export of the network needs it

    graph: nx.Graph[str] = nx.Graph()
    ids = network.organisations["id"].tolist()
    for identifier, label, region, leg in rows(network.organisations, "id", "label", "region", "leg"):
        graph.add_node(identifier, label=label, region=region, leg=leg)
    kinds: list[list[str]] = [[PROJECT] if weight else [] for weight in network.project_weight.tolist()]
    for edge, kind in rows(network.tie_weights, "edge", "kind"):
        kinds[edge].append(kind)
    edges = [array.tolist() for array in (network.u, network.v, network.weight, network.cost)]
    graph.add_edges_from(
        (ids[u], ids[v], {"weight": weight, "cost": cost, "kinds": "; ".join(sorted(names))})
        for u, v, weight, cost, names in zip(*edges, kinds, strict=True)
    )
    return graph


def _sums(group: IntArray, values: FloatArray, groups: int) -> FloatArray:
    # Without any value bincount answers in integers.
    return np.bincount(group, values, groups).astype(np.float64)


def _within(dated: pd.DataFrame, since: int | None, until: int | None) -> pd.DataFrame:
    """The rows of known years between the two."""
    return dated[dated["year"].between(-np.inf if since is None else since, np.inf if until is None else until)]


def _latest(years: pd.Series) -> int | None:
    known = years.dropna()
    return None if known.empty else int(known.max())


def _recency(projects: pd.DataFrame, half_life: float | None, now: int | None) -> Recency:
    years = projects["year"].to_numpy(dtype=np.float64)
    if half_life is None or now is None or np.isnan(years).all():
        return Recency({}, 1.0)
    median = float(np.nanmedian(years))
    age = np.maximum(now - np.where(np.isnan(years), median, years), 0.0)
    factors = np.exp2(-age / half_life)
    usual = 2.0 ** (-max(now - median, 0.0) / half_life)
    return Recency(dict(zip(projects["id"].tolist(), factors.tolist(), strict=True)), usual)


def _project_pairs(participations: pd.DataFrame, recency: Recency, index: dict[str, int]) -> pd.DataFrame:
    """Every pair of organisations in every project: key (u * vertices + v, u < v) and weight."""
    project, projects = pd.factorize(participations["project"], sort=True)
    organisation, organisations = pd.factorize(participations["organisation"])
    # An organisation counts once in a project, however many rows it has there.
    # np.unique and np.lexsort do the same some ten times slower than sorting one column of numbers.
    keys = np.sort(project.astype(np.int64) * len(organisations) + organisation)
    keys = keys[np.diff(keys, prepend=-1) > 0]
    project, organisation = np.divmod(keys, max(len(organisations), 1))
    size = np.bincount(project, minlength=len(projects))
    factor = np.array(list(map(recency.factors.get, projects.tolist(), repeat(recency.usual))), dtype=np.float64)
    share = factor / np.maximum(size - 1, 1)
    vertex = np.array(list(map(index.get, organisations.tolist(), repeat(-1))), dtype=np.int64)[organisation]
    known = np.flatnonzero(vertex >= 0)
    # Sorted, so that sums of weights do not depend on the order of the rows.
    order = known[np.argsort(project[known] * len(index) + vertex[known])]
    ends = vertex[order]
    following, second = _pairs_within(project[order])
    # What stands for the first of a pair is repeated, not looked up: there may be millions of pairs.
    key = np.repeat(ends * len(index), following) + ends[second]
    return pd.DataFrame({"key": key, "weight": np.repeat(share[project[order]], following)}, copy=False)


def pairs_of_projects(participations: pd.DataFrame, index: dict[str, int]) -> IntArray:
    """The pairs (u * vertices + v, u < v) that share one of the projects; some may stand there twice."""
    return _project_pairs(participations, Recency({}, 1.0), index)["key"].to_numpy(dtype=np.int64)


def _pairs_within(group: npt.NDArray[np.intp]) -> tuple[IntArray, IntArray]:
    """All pairs of rows of one group, in a column where each group stands together.

    For each row, how many rows of its group follow; and the row numbers of these, one row after the other.
    """
    number = np.arange(len(group))
    following = np.searchsorted(group, group, side="right") - number - 1
    before = np.cumsum(following) - following
    return following, np.arange(int(following.sum())) + np.repeat(number + 1 - before, following)


def _members(ties: pd.DataFrame) -> Counter[str]:
    """Number of members of each cluster."""
    memberships = ties[ties["kind"] == MEMBERSHIP]
    return Counter(cluster for cluster, _ in set(rows(memberships, "to", "from")))


def _tie_pairs(ties: pd.DataFrame, members: Counter[str], index: dict[str, int]) -> pd.DataFrame:
    """Ties other than projects, one row per pair and kind, sorted by them: key, kind, weight."""
    weights: dict[tuple[int, str], float] = {}
    for origin, to, kind in rows(ties, "from", "to", "kind"):
        u, v = index.get(origin), index.get(to)
        if u is None or v is None or u == v:
            continue
        pair = min(u, v) * len(index) + max(u, v), kind
        weight = 1.0 / (max(members[to], 2) - 1) if kind == MEMBERSHIP else 1.0
        weights[pair] = max(weights.get(pair, 0.0), weight)
    found = [(key, kind, weights[key, kind]) for key, kind in sorted(weights)]
    return pd.DataFrame(found, columns=["key", "kind", "weight"])
