"""What a graph page shows: nodes, edges and the words around them, chosen and placed by the caller."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dirskg.graph.errors import DirskgError

LEGS = ("industry", "academia", "government", "intermediary", "unknown")
NODE_KINDS = (*LEGS, "project", "domain", "group")
REGIONS = ("BE1", "BE2", "BE3", "foreign", "")
EDGE_KINDS = ("project", "partner", "membership", "supply", "ownership", "other")
DIRECTED_KINDS = frozenset({"membership", "supply", "ownership"})
MAX_NODES = 3_000


@dataclass(frozen=True)
class ViewNode:
    """One mark on the page.

    `kind` is one of NODE_KINDS and becomes the shape; `region` is one of REGIONS and becomes the colour.
    `group` is free text for the list (a domain, a community). `importance` is any number that ranks:
    it decides size and which labels stand first. `x` and `y` are in any unit, `y` downwards.
    `facts` are (name, value) pairs and `sources` addresses or plain references, in the order to show.
    """

    id: str
    label: str
    kind: str
    group: str
    region: str
    importance: float
    x: float
    y: float
    facts: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class ViewEdge:
    """One tie between two node ids; `kind` is one of EDGE_KINDS, `weight` >= 0 becomes the width."""

    source: str
    target: str
    kind: str
    weight: float
    title: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class GraphView:
    """A whole page. `notes` are sentences shown under the graph, `build` the hash of the build that was
    read, `legend` extra (code, meaning) pairs for codes that labels and facts use."""

    title: str
    subtitle: str
    nodes: tuple[ViewNode, ...]
    edges: tuple[ViewEdge, ...]
    notes: tuple[str, ...] = ()
    build: str = ""
    legend: tuple[tuple[str, str], ...] = ()


def by_importance(nodes: Iterable[ViewNode]) -> list[ViewNode]:
    """The nodes from most to least important; equal ones by id, so that the order never depends on input."""
    return sorted(nodes, key=lambda node: (-node.importance, node.id))


def check(view: GraphView) -> None:
    """Raise DirskgError where a view cannot be drawn: too many nodes, ids that clash or lead nowhere,
    unknown kinds or regions, numbers that are not finite."""
    if len(view.nodes) > MAX_NODES:
        raise DirskgError(
            f"graph view: {len(view.nodes):,} nodes are more than a page can show ({MAX_NODES:,}); "
            "keep the most important ones (most_important) or merge the others (aggregate)"
        )
    ids = Counter(node.id for node in view.nodes)
    if twice := [id for id, count in ids.items() if count > 1]:
        raise DirskgError(f"graph view: node id {twice[0]!r} stands more than once; ids must be unique")
    for node in view.nodes:
        _check_node(node)
    for edge in view.edges:
        _check_edge(edge, ids)


def _check_node(node: ViewNode) -> None:
    where = f"graph view: node {node.id!r}"
    if node.kind not in NODE_KINDS:
        raise DirskgError(f"{where} has the kind {node.kind!r}; use one of {', '.join(NODE_KINDS)}")
    if node.region not in REGIONS:
        raise DirskgError(f"{where} has the region {node.region!r}; use BE1, BE2, BE3, foreign or empty text")
    if not all(map(math.isfinite, (node.x, node.y, node.importance))):
        raise DirskgError(f"{where} has a position or importance that is no finite number")


def _check_edge(edge: ViewEdge, ids: Counter[str]) -> None:
    where = f"graph view: edge {edge.source!r} -> {edge.target!r}"
    if edge.kind not in EDGE_KINDS:
        raise DirskgError(f"{where} has the kind {edge.kind!r}; use one of {', '.join(EDGE_KINDS)}")
    for end in (edge.source, edge.target):
        if end not in ids:
            raise DirskgError(f"{where} points to {end!r}, which is no node of the view; leave the edge out")
    if not math.isfinite(edge.weight) or edge.weight < 0:
        raise DirskgError(f"{where} has the weight {edge.weight}; use a finite number that is not negative")
