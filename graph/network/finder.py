"""A collaboration network made ready for searches once, and asked for paths as often as one likes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from dirskg.graph.ecosystem.frames import Ecosystem
from dirskg.graph.ecosystem.once import once
from dirskg.graph.errors import DirskgError
from dirskg.graph.network.disjoint import disjoint_paths
from dirskg.graph.network.hops import Evidence, Path
from dirskg.graph.network.path_report import DISJOINT_CAP, PathsReport
from dirskg.graph.network.projection import HALF_LIFE, Network, collaboration_network
from dirskg.graph.network.reasons import NONE, reasons, telling
from dirskg.graph.network.shortest import Arcs, Search

if TYPE_CHECKING:
    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]

# Kinds of organisation that hand out money or permission. They touch everybody, so a path through one of them
# says that two actors were paid by the same hand, not that they know each other. They may begin or end a
# path.
FUNDER_KINDS = frozenset({"department", "ministry", "government", "regulator", "investment_fund", "fund", "agency"})

# After each path of a diverse set the cost of its edges is raised by this share (penalty method).
PENALTY = 0.5

# So many ids of a list are named in a message.
_NAMED = 5

Route = list[int]
# Which end, if any, is one organisation and not a set of them.
OneEnd = Literal["", "source", "target"]


class Placed(NamedTuple):
    """An organisation of the network whose region is known."""

    vertex: int
    id: str
    label: str
    region: str
    leg: str
    legs: str


class PathFinder:
    """Finds paths in one network. `without` are organisations taken as gone: they begin, end and bridge nothing.

    What the others did with them stays done, so the ties among the others keep their weight.
    """

    def __init__(self, network: Network, *, without: Collection[str] = ()) -> None:
        self.network = network
        self.without = tuple(sorted(set(without)))
        self._gone = np.zeros(len(network.index), dtype=bool)
        self._gone[[network.vertex(one) for one in self.without]] = True
        reason = reasons(network)
        weight = telling(network)
        # An edge that recency has worn down to nothing is none, nor is one that tells nothing about working together.
        kept = (weight > 0) & (reason < NONE) & ~self._gone[network.u] & ~self._gone[network.v]
        arcs = Arcs.undirected(len(network.index), network.u[kept], network.v[kept])
        self.arcs = Arcs(arcs.first, arcs.head, np.flatnonzero(kept)[arcs.edge], mirrored=True)
        self.funders: BoolArray = network.organisations["kind"].isin(FUNDER_KINDS).to_numpy(dtype=bool)
        self._cost, self._reason = 1.0 / weight[self.arcs.edge], reason[self.arcs.edge]
        self._dearest = float(np.max(self._cost, initial=1.0))
        self._raised = {0.0: self._cost}

    @cached_property
    def evidence(self) -> Evidence:
        """The rows behind the ties."""
        return Evidence(self.network)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Those who are there and whose region is known."""
        found = self.network.organisations
        found = found[(found["region"] != "").to_numpy() & ~self._gone]
        return tuple(map(Placed, found.index.tolist(), *(found[one].tolist() for one in Placed._fields[1:])))

    def search(self, max_hops: int, also_closed: Sequence[int] = (), *, direct_first: bool = True) -> Search:
        """The search in which funders, and the vertices `also_closed`, are no bridges."""
        closed = self.funders.copy()
        closed[list(also_closed)] = True
        # Dearer than all ties of a path together, so that a better reason always decides; one hop less before that.
        step = max_hops * self._dearest if direct_first else 0.0
        hop = step * (1 + max_hops * NONE)
        if hop not in self._raised:
            self._raised[hop] = self._cost + step * self._reason + hop
        return Search(self.arcs, self._raised[hop], max_hops, closed, fewest_first=direct_first)

    def find(
        self, source: str, target: str, *, k: int = 3, max_hops: int = 4, diverse: bool = True,
        direct_first: bool = True, alternatives: bool = True,
    ) -> PathsReport:  # fmt: skip
        """The k cheapest loopless paths of at most `max_hops` hops between two organisations.

        The cost of a tie is 1 / weight. Ties have no direction: the way back is the same path. Funders (FUNDER_KINDS)
        may begin or end a path but are no bridges. With `diverse`, the costs of a path's edges are raised by half
        before the next path is looked for; reported costs are the true ones. Without it, the paths are plainly the k
        cheapest (Yen 1971). With `direct_first`, fewer hops go before better reasons (reasons.py), and those before
        lower cost: a tie within a large consortium costs more than two ties over a third party, yet it is the one that
        a reader expects to hear of. Equal costs are ordered by number of hops, then by ids. `alternatives` asks for
        the best way round each path.

        Raises DirskgError for an unknown id, for a path from an organisation to itself or to one that is gone, and for
        k or max_hops below 1.
        """
        check_limits(k, max_hops)
        start, end = self.network.vertex(source), self.network.vertex(target)
        if start == end:
            raise DirskgError(f"a path from {source!r} to itself says nothing: give two different organisations")
        if gone := sorted({source, target} & set(self.without)):
            raise DirskgError(f"{', '.join(gone)} cannot be an end and gone at once: leave one of the two out")
        search = self.search(max_hops, direct_first=direct_first)
        # Always searched from the smaller id, so that ties fall the same way in both directions.
        low, high = min(start, end), max(start, end)
        found = _diverse(search, low, high, k) if diverse else list(islice(search.paths(low, high), k))
        met = self._between_two(start, end, found)
        report = self._report(search, found, start > end, (source, target), met, k, alternatives)
        labels = self.network.organisations["label"].iloc[[start, end]].tolist()
        return replace(report, from_label=labels[0], to_label=labels[1])

    def between(
        self, sources: Collection[str], targets: Collection[str], *, k: int = 3, max_hops: int = 4,
        source_name: str = "", target_name: str = "", direct_first: bool = True, alternatives: bool = True,
        one_end: OneEnd = "",
    ) -> PathsReport:  # fmt: skip
        """The best paths from any organisation of one set to any of another: regions, domains, legs.

        At most one path per pair of ends, and as long as there is one between ends that no path has used yet, that one
        is taken; then ends are used again. No member of either set stands inside a path, since the way would be
        shorter from there. `source_name` and `target_name` are what the report calls the sets; `one_end` says which of
        them is one organisation, not a set of one: an end of all paths is none that they share. An empty set has no
        paths. The other parameters are those of `find`. Raises DirskgError for unknown ids and for sets that overlap.
        """
        check_limits(k, max_hops)
        if overlap := sorted(set(sources) & set(targets)):
            more = f" and {len(overlap) - _NAMED} more" if len(overlap) > _NAMED else ""
            told = ", ".join(overlap[:_NAMED]) + more
            raise DirskgError(f"both source and target: {told}; give sets that do not overlap")
        starts, ends = self._vertices(sources), self._vertices(targets)
        search = self.search(max_hops, [*starts, *ends], direct_first=direct_first)
        # Searched from the set with the smallest id, as single paths are.
        backwards = starts > ends
        found = list(islice(_crossings(search, *((ends, starts) if backwards else (starts, ends))), k))
        met = self._between_sets(starts, ends, found, one_end)
        return self._report(search, found, backwards, (source_name, target_name), met, k, alternatives)

    def disjoint_between(self, sources: Collection[str], targets: Collection[str], cap: int) -> int:
        """How many paths between two sets share no organisation, at most `cap`, over any number of hops."""
        starts, ends = self._vertices(sources), self._vertices(targets)
        passable = ~self.funders
        passable[starts + ends] = True
        return self._disjoint(passable, np.array(starts, dtype=int), np.array(ends, dtype=int), cap)

    def _vertices(self, ids: Collection[str]) -> list[int]:
        """The vertices of ids, without those gone, ascending."""
        found = {self.network.vertex(one) for one in ids}
        return sorted(vertex for vertex in found if not self._gone[vertex])

    def _report(
        self, search: Search, found: list[Route], backwards: bool, ends: tuple[str, str], met: tuple[int, list[int]],
        k: int, alternatives: bool,
    ) -> PathsReport:  # fmt: skip
        """The paths found, best first, and how many are disjoint and which vertices are critical (`met`)."""
        network = self.network
        routes = [route[::-1] if backwards else route for route in sorted(found, key=search.rank)]
        disjoint, critical = met
        return PathsReport(
            from_=ends[0], to=ends[1], k=k, max_hops=search.max_hops, since=network.since, half_life=network.half_life,
            now=network.now, paths=tuple(map(self.evidence.path, routes)), disjoint=disjoint, until=network.until,
            without=self.without, critical=tuple(network.organisations["id"].iloc[critical]),
            alternatives=tuple(self._around(search, route) if alternatives else None for route in routes),
        )  # fmt: skip

    def _around(self, search: Search, route: Route) -> Path | None:
        """The best path between the ends of this one that passes none of its intermediaries."""
        if len(route) == 2:
            return None
        closed = search.closed.copy()
        closed[route[1:-1]] = True
        low, high = sorted((route[0], route[-1]))
        other = Search(search.arcs, search.cost, search.max_hops, closed, search.fewest_first).between([low], [high])
        if other is None:
            return None
        return self.evidence.path(other if other[0] == route[0] else other[::-1])

    def _between_two(self, start: int, end: int, found: list[Route]) -> tuple[int, list[int]]:
        """Paths that share no intermediary, and the intermediaries without which there is none."""
        near_start, near_end = (self.arcs.head[self.arcs.leaving(vertex)] for vertex in (start, end))
        passable = ~self.funders
        passable[[start, end]] = False

        count = partial(self._disjoint, passable, near_start, near_end)
        tied = bool(np.isin(end, near_start))
        disjoint = min(count(DISJOINT_CAP) + tied, DISJOINT_CAP)
        if disjoint != 1 or tied or not found:
            return disjoint, []
        # Whoever is on every path is on the first one.
        return disjoint, [vertex for vertex in found[0][1:-1] if not count(1, [vertex])]

    def _between_sets(
        self, starts: list[int], ends: list[int], found: list[Route], one_end: OneEnd
    ) -> tuple[int, list[int]]:
        """Paths that share no organisation, and the organisations without any of which there is none."""
        passable = ~self.funders
        passable[starts + ends] = True
        sources, targets = np.array(starts, dtype=int), np.array(ends, dtype=int)
        # All paths share an end that is one organisation, so those after it are looked at.
        if one_end == "source":
            passable[starts], sources = False, self.arcs.head[self.arcs.out_of(sources)[0]]
        if one_end == "target":
            passable[ends], targets = False, self.arcs.head[self.arcs.out_of(targets)[0]]

        count = partial(self._disjoint, passable, sources, targets)
        disjoint = count(DISJOINT_CAP)
        if disjoint != 1 or not found:
            return disjoint, []
        return disjoint, [one for one in found[0] if passable[one] and not count(1, [one])]

    def _disjoint(
        self, passable: BoolArray, sources: IntArray, targets: IntArray, cap: int, gone: Sequence[int] = ()
    ) -> int:
        passing = passable.copy()
        passing[list(gone)] = False
        return disjoint_paths(self.arcs, passing, sources, targets, cap)


@once
def path_finder(
    ecosystem: Ecosystem, *, since: int | None = None, until: int | None = None,
    half_life: float | None = HALF_LIFE, now: int | None = None, without: tuple[str, ...] = (),
) -> PathFinder:  # fmt: skip
    """The finder in the collaboration network of an ecosystem, whose parameters `collaboration_network` explains."""
    network = collaboration_network(ecosystem, since=since, until=until, half_life=half_life, now=now)
    return PathFinder(network, without=without)


def check_limits(k: int, max_hops: int) -> None:
    """Raise DirskgError where k or max_hops is below 1."""
    for name, value in (("k", k), ("max_hops", max_hops)):
        if value < 1:
            raise DirskgError(f"{name} = {value} asks for nothing: give 1 or more")


def _diverse(search: Search, source: int, target: int, k: int) -> list[Route]:
    """Up to k paths, each the cheapest new one after the edges of those before it were made dearer."""
    raised = search.cost.copy()
    found: list[Route] = []
    while len(found) < k:
        now_dearer = Search(search.arcs, raised, search.max_hops, search.closed)
        path = next((path for path in now_dearer.paths(source, target) if path not in found), None)
        if path is None:
            break
        found.append(path)
        used = search.arcs.edge[search.arcs.along(path)]
        raised[np.isin(search.arcs.edge, used)] *= 1 + PENALTY
    return found


def _crossings(search: Search, sources: list[int], targets: list[int]) -> Iterator[Route]:
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
