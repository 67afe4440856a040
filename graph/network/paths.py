"""Cross-regional collaboration paths: how two organisations, or two sets of them, are tied already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import igraph
import numpy as np

from dirskg.graph.errors import DirskgError
from dirskg.graph.frames import Ecosystem
from dirskg.graph.network.hops import Evidence, Hop, Json, Path, SharedProject
from dirskg.graph.network.projection import Network, collaboration_network
from dirskg.graph.network.shortest import Arcs, Search

__all__ = [
    "DISJOINT_CAP",
    "FUNDER_KINDS",
    "Hop",
    "Path",
    "PathsReport",
    "SharedProject",
    "check_limits",
    "find_paths",
    "paths_between",
    "search_without_funders",
]

# Kinds of organisation that hand out money or permission. They touch everybody, so a path through one of them
# says that two actors were paid by the same hand, not that they know each other. They may begin or end a
# path.
FUNDER_KINDS = frozenset({"department", "regulator", "investment_fund", "fund", "agency"})

# After each path of a diverse set the cost of its edges is raised by this share (penalty method).
PENALTY = 0.5

# Beyond this many the exact number of independent paths tells a reader nothing more.
DISJOINT_CAP = 10


@dataclass(frozen=True, slots=True)
class PathsReport:
    """Paths found, cheapest first, with the parameters that they were found with.

    `disjoint` counts paths that share no organisation, at most DISJOINT_CAP: between two organisations the
    ends do not count as shared, between two sets they do. 1 means that the link hangs on one actor (or, where
    the two are tied directly and not otherwise, on that one tie), 0 that there is none. It disregards
    `max_hops`.
    """

    from_: str
    to: str
    k: int
    max_hops: int
    since: int | None
    half_life: float | None
    now: int | None
    paths: tuple[Path, ...]
    disjoint: int
    from_label: str = ""
    to_label: str = ""

    def to_json(self) -> Json:
        """The report as values that JSON can hold."""
        return {
            "from": self.from_,
            "from_label": self.from_label,
            "to": self.to,
            "to_label": self.to_label,
            "k": self.k,
            "max_hops": self.max_hops,
            "since": self.since,
            "half_life": self.half_life,
            "now": self.now,
            "disjoint": self.disjoint,
            "disjoint_cap": DISJOINT_CAP,
            "paths": [path.to_json() for path in self.paths],
        }


def find_paths(
    ecosystem: Ecosystem,
    source: str,
    target: str,
    *,
    k: int = 3,
    max_hops: int = 4,
    since: int | None = None,
    half_life: float | None = 3.0,
    now: int | None = None,
    diverse: bool = True,
    direct_first: bool = True,
) -> PathsReport:
    """The k cheapest loopless paths of at most `max_hops` hops between two organisations.

    The cost of a tie is 1 / weight, the weights are those of `collaboration_network`, which also explains
    `since` (unknown years are left out), `half_life` and `now`. Ties have no direction: the way back is the
    same path. Funders (FUNDER_KINDS) may begin or end a path but are no bridges. With `diverse`, the costs of
    a path's edges are raised by half before the next path is looked for; reported costs are the true ones.
    Without it, the paths are plainly the k cheapest (Yen 1971). With `direct_first`, fewer hops go before lower
    cost: a tie within a large consortium costs more than two ties over a third party, yet it is the one that a
    reader expects to hear of. Equal costs are ordered by number of hops, then by ids.

    Raises DirskgError for an unknown id, for a path from an organisation to itself, and for k or max_hops
    below 1.
    """
    check_limits(k, max_hops)
    network = collaboration_network(ecosystem, since=since, half_life=half_life, now=now)
    start, end = network.vertex(source), network.vertex(target)
    if start == end:
        raise DirskgError(f"a path from {source!r} to itself says nothing: give two different organisations")
    search = search_without_funders(network, max_hops, direct_first=direct_first)
    # Always searched from the smaller id, so that ties fall the same way in both directions.
    low, high = min(start, end), max(start, end)
    found = _diverse(search, low, high, k) if diverse else list(islice(search.paths(low, high), k))
    paths = _explained(network, search, found, backwards=start > end)
    labels = network.organisations["label"].iloc[[start, end]].tolist()
    disjoint = _disjoint(search, [start], [end])
    return _report(network, (source, target), k, max_hops, paths, disjoint, *labels)


def paths_between(
    ecosystem: Ecosystem,
    sources: Collection[str],
    targets: Collection[str],
    *,
    k: int = 3,
    max_hops: int = 4,
    since: int | None = None,
    half_life: float | None = 3.0,
    now: int | None = None,
    source_name: str = "",
    target_name: str = "",
    direct_first: bool = True,
) -> PathsReport:
    """The best paths from any organisation of one set to any of another: regions, domains, legs.

    At most one path per pair of ends, and as long as there is one between ends that no path has used yet,
    that one is taken; then ends are used again. No member of either set stands inside a path, since the way
    would be shorter from there. `source_name` and `target_name` are what the report calls the sets. An empty
    set has no paths. The other parameters are those of `find_paths`. Raises DirskgError for unknown ids and
    for sets that overlap.
    """
    check_limits(k, max_hops)
    network = collaboration_network(ecosystem, since=since, half_life=half_life, now=now)
    starts, ends = (sorted({network.vertex(one) for one in ids}) for ids in (sources, targets))
    if overlap := sorted(set(sources) & set(targets)):
        raise DirskgError(f"both source and target: {', '.join(overlap)}; give sets that do not overlap")
    search = search_without_funders(network, max_hops, also_closed=starts + ends, direct_first=direct_first)
    # Searched from the set with the smallest id, as single paths are.
    backwards = starts > ends
    found = list(islice(_crossings(search, *((ends, starts) if backwards else (starts, ends))), k))
    paths = _explained(network, search, found, backwards=backwards)
    return _report(network, (source_name, target_name), k, max_hops, paths, _disjoint(search, starts, ends))


def search_without_funders(
    network: Network, max_hops: int, also_closed: Sequence[int] = (), *, direct_first: bool = True
) -> Search:
    """The search over a network in which funders, and the vertices `also_closed`, are no bridges."""
    arcs = Arcs.undirected(len(network.index), network.u, network.v)
    closed = network.organisations["kind"].isin(FUNDER_KINDS).to_numpy(dtype=bool, copy=True)
    closed[list(also_closed)] = True
    cost = network.cost[arcs.edge]
    # Dearer than all ties of a path together, so that one hop less always decides.
    hop = max_hops * float(np.max(cost, where=np.isfinite(cost), initial=1.0)) if direct_first else 0.0
    return Search(arcs, cost + hop, max_hops, closed)


def check_limits(k: int, max_hops: int) -> None:
    """Raise DirskgError where k or max_hops is below 1."""
    for name, value in (("k", k), ("max_hops", max_hops)):
        if value < 1:
            raise DirskgError(f"{name} = {value} asks for nothing: give 1 or more")


def _explained(network: Network, search: Search, found: list[list[int]], *, backwards: bool) -> list[Path]:
    """Paths with their evidence, cheapest first; `backwards` when they were found from the other end."""
    evidence = Evidence(network)
    return [evidence.path(path[::-1] if backwards else path) for path in sorted(found, key=search.rank)]


def _report(
    network: Network,
    ends: tuple[str, str],
    k: int,
    max_hops: int,
    paths: Sequence[Path],
    disjoint: int,
    from_label: str = "",
    to_label: str = "",
) -> PathsReport:
    return PathsReport(
        from_=ends[0],
        to=ends[1],
        k=k,
        max_hops=max_hops,
        since=network.since,
        half_life=network.half_life,
        now=network.now,
        paths=tuple(paths),
        disjoint=disjoint,
        from_label=from_label,
        to_label=to_label,
    )


def _diverse(search: Search, source: int, target: int, k: int) -> list[list[int]]:
    """Up to k paths, each the cheapest new one after the edges of those before it were made dearer."""
    raised = search.cost.copy()
    found: list[list[int]] = []
    while len(found) < k:
        now_dearer = Search(search.arcs, raised, search.max_hops, search.closed)
        path = next((path for path in now_dearer.paths(source, target) if path not in found), None)
        if path is None:
            break
        found.append(path)
        used = search.arcs.edge[search.arcs.along(path)]
        raised[np.isin(search.arcs.edge, used)] *= 1 + PENALTY
    return found


def _crossings(search: Search, sources: list[int], targets: list[int]) -> Iterator[list[int]]:
    """Cheapest paths between two sets, one per pair of ends, unused ends first."""
    used: set[tuple[int, int]] = set()
    while True:
        old_sources, old_targets = {pair[0] for pair in used}, {pair[1] for pair in used}
        new_sources = [source for source in sources if source not in old_sources]
        path = search.between(new_sources, [target for target in targets if target not in old_targets])
        if path is None:
            again = [search.between(new_sources, targets)]
            for source in sorted(old_sources):
                again.append(search.between([source], [t for t in targets if (source, t) not in used]))
            path = min((p for p in again if p is not None), key=search.rank, default=None)
        if path is None:
            return
        used.add((path[0], path[-1]))
        yield path


def _disjoint(search: Search, sources: list[int], targets: list[int]) -> int:
    """Local vertex connectivity, for two sets between a source and a sink put before them."""
    if not sources or not targets:
        return 0
    arcs, n = search.arcs, search.arcs.vertices
    tail = np.repeat(np.arange(n), np.diff(arcs.first))
    ends = np.zeros(n, dtype=bool)
    ends[sources + targets] = True
    passable = ~search.closed | ends
    keep = passable[tail] & passable[arcs.head] & (tail < arcs.head) & np.isfinite(search.cost)
    edges = np.column_stack([tail[keep], arcs.head[keep]])
    if len(sources) == len(targets) == 1:
        tied = bool(((edges == sorted(sources + targets)).all(axis=1)).any())
        return min(_connectivity(n, edges, sources[0], targets[0]) + tied, DISJOINT_CAP)
    gates = [(vertex, n) for vertex in sources] + [(vertex, n + 1) for vertex in targets]
    return min(_connectivity(n + 2, np.concatenate([edges, gates]), n, n + 1), DISJOINT_CAP)


def _connectivity(vertices: int, edges: np.ndarray, source: int, target: int) -> int:
    """Paths from source to target that share no vertex, a direct edge between the two not counted."""
    return int(igraph.Graph(n=vertices, edges=edges).vertex_connectivity(source, target, neighbors="ignore"))
