"""The peer of the path search: the same network and the same questions, as one writes them with networkx. Which tie
gives which reason it takes from us."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from statistics import median
from typing import TYPE_CHECKING

import networkx as nx

from dirskg.graph.network.finder import FUNDER_KINDS
from dirskg.graph.network.projection import collaboration_network
from dirskg.graph.network.reasons import NONE, reasons, telling

if TYPE_CHECKING:
    import pandas as pd

    from dirskg.graph.ecosystem.frames import Ecosystem

HALF_LIFE = 3.0

# Dearer than all ties of a path, so that a better reason decides; dearer than all reasons, so that one hop less does.
REASON = 1e4
HOP = 1e6


def projection(ecosystem: Ecosystem) -> nx.Graph[str]:
    """Organisations tied by projects and other ties; edges carry their weight."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ecosystem.organisations["id"])
    for left, right, weight in [*_project_ties(ecosystem), *_other_ties(ecosystem.ties)]:
        if left in graph and right in graph and left != right:
            before = graph.get_edge_data(left, right, {"weight": 0.0})["weight"]
            graph.add_edge(left, right, weight=before + weight)
    return graph


def telling_ties(ecosystem: Ecosystem) -> nx.Graph[str]:
    """The ties that give a reason, with their cost, and that with fewest hops first."""
    graph = projection(ecosystem)
    network = collaboration_network(ecosystem, half_life=HALF_LIFE)
    ids = network.organisations["id"].tolist()
    for u, v, reason, weight in zip(network.u, network.v, reasons(network), telling(network), strict=True):
        if reason == NONE or weight <= 0:
            graph.remove_edge(ids[u], ids[v])
        else:
            cost = float(1.0 / weight)
            graph.add_edge(ids[u], ids[v], cost=cost, direct=cost + REASON * int(reason) + HOP)
    return graph


def _project_ties(ecosystem: Ecosystem) -> Iterator[tuple[str, str, float]]:
    years = dict(zip(ecosystem.projects["id"], ecosystem.projects["year"], strict=True))
    known = [year for year in years.values() if year == year]
    usual, now = median(known), max(known)
    for project, rows in ecosystem.participations.groupby("project"):
        year = years.get(project, usual)
        age = now - (year if year == year else usual)
        members = sorted(set(rows["organisation"]))
        for left, right in combinations(members, 2):
            yield left, right, 0.5 ** (age / HALF_LIFE) / (len(members) - 1)


def _other_ties(ties: pd.DataFrame) -> Iterator[tuple[str, str, float]]:
    rows = set(zip(ties["from"], ties["to"], ties["kind"], strict=True))
    members = Counter(to for _, to, kind in rows if kind == "memberOf")
    weights: dict[tuple[str, str, str], float] = {}
    for origin, to, kind in rows:
        if kind != "seatIn":
            weight = 1.0 / (max(members[to], 2) - 1) if kind == "memberOf" else 1.0
            key = (min(origin, to), max(origin, to), kind)
            weights[key] = max(weights.get(key, 0.0), weight)
    for (left, right, _), weight in weights.items():
        yield left, right, weight


def funders(ecosystem: Ecosystem) -> set[str]:
    """Organisations that may begin or end a path but are no bridges."""
    return set(ecosystem.organisations.loc[ecosystem.organisations["kind"].isin(FUNDER_KINDS), "id"])


def paths(graph: nx.Graph[str], source: str, target: str, weight: str, hops: int) -> Iterator[float]:
    """Costs of the loopless paths of at most `hops` hops, in the order of `weight`."""
    for path in nx.shortest_simple_paths(graph, source, target, weight=weight):
        if len(path) <= hops + 1:
            yield _cost(graph, path)


def ways_into(graph: nx.Graph[str], targets: set[str], closed: set[str], hops: int) -> dict[str, tuple[int, float]]:
    """Hops and cost of the best path of at most `hops` hops into `targets`, by the organisation that it starts from."""
    inside = targets & set(graph)
    shut = closed - inside

    def weight(left: str, right: str, data: dict[str, float]) -> float | None:
        return None if left in shut else data["direct"]

    ways = nx.multi_source_dijkstra_path(graph, inside, weight=weight) if inside else {}
    return {one: (len(way) - 1, _cost(graph, way)) for one, way in ways.items() if len(way) <= hops + 1}


def _cost(graph: nx.Graph[str], path: list[str]) -> float:
    return float(sum(graph[left][right]["cost"] for left, right in pairwise(path)))
