"""Turns a view into a pyvis network: marks, lines and the options that vis-network draws them with."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from pyvis.network import Network

from dirskg.exports.graph_view.model import DIRECTED_KINDS, EDGE_KINDS, GraphView, ViewEdge, ViewNode
from dirskg.exports.graph_view.place import fit, part
from dirskg.exports.graph_view.style import (
    DASHES,
    EDGE_COLOURS,
    EDGE_HIGHLIGHT,
    group_styles,
    region_key,
)

_SMALLEST, _LARGEST = 7.0, 19.0
_THINNEST, _THICKEST = 0.8, 4.0
# Above so many nodes the marks are so small that a full outline would leave no colour to see.
_MANY = 500


def pyvis_network(view: GraphView) -> Network:
    """The view as a pyvis Network with fixed positions and physics off.

    The lists are filled directly, because pyvis's add_edge compares each new edge with all before it.
    Nodes are numbered by their rank in the view and carry no label and no title: the page writes names
    itself, as text and never as HTML.
    """
    network = Network(height="100%", width="100%", directed=False)
    network.nodes = marks(view.nodes)
    network.node_ids = [mark["id"] for mark in network.nodes]
    network.node_map = {mark["id"]: mark for mark in network.nodes}
    ranks = {node.id: rank for rank, node in enumerate(view.nodes)}
    network.edges = lines(view.edges, ranks)
    network.set_options(json.dumps(_options(len(view.nodes))))
    return network


def edge_styles(edges: int) -> dict[str, dict[str, object]]:
    """What every line of one kind has in common, by kind; the page joins it to the lines.

    The more `edges` there are, the fainter each is, so that crowded places show density and not a blot.
    """
    opacity = edge_opacity(edges)
    return {
        kind: {
            "color": {
                "color": "rgba({}, {}, {}, {:.2f})".format(*EDGE_COLOURS[kind], opacity),
                "highlight": EDGE_HIGHLIGHT,
                "hover": EDGE_HIGHLIGHT,
            },
            "dashes": list(DASHES[kind]) or False,
            "arrows": {"to": {"enabled": kind in DIRECTED_KINDS, "scaleFactor": 0.4}},
        }
        for kind in EDGE_KINDS
    }


def edge_opacity(edges: int) -> float:
    """How opaque each of so many lines is, from 0 to 1."""
    return min(0.8, max(0.12, 9 / math.sqrt(max(edges, 1))))


def marks(nodes: Sequence[ViewNode]) -> list[dict[str, Any]]:
    """Group, size and place of each node, in canvas units."""
    sizes = _scaled([node.importance for node in nodes], _SMALLEST, _LARGEST)
    points = part(fit([(node.x, node.y) for node in nodes]), sizes)
    return [
        {
            "id": rank,
            "group": f"{node.kind}|{region_key(node.kind, node.region)}",
            "size": round(size, 1),
            "x": round(x, 1),
            "y": round(y, 1),
        }
        for rank, (node, size, (x, y)) in enumerate(zip(nodes, sizes, points, strict=True))
    ]


def lines(edges: Sequence[ViewEdge], ranks: Mapping[str, int]) -> list[dict[str, Any]]:
    """Ends (by the ranks of nodes), kind and width of each edge; several between the same two bend aside."""
    widths = _scaled([edge.weight for edge in edges], _THINNEST, _THICKEST)
    seen: Counter[frozenset[str]] = Counter()
    drawn: list[dict[str, Any]] = []
    for rank, (edge, width) in enumerate(zip(edges, widths, strict=True)):
        line: dict[str, Any] = {
            "id": rank,
            "from": ranks[edge.source],
            "to": ranks[edge.target],
            "kind": edge.kind,
            "width": round(width, 1),
        }
        pair = frozenset((edge.source, edge.target))
        if seen[pair]:
            # A second tie between the same two would lie under the first; it bends aside.
            line["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.15 * seen[pair]}
        seen[pair] += 1
        drawn.append(line)
    return drawn


def _scaled(values: Sequence[float], low: float, high: float) -> list[float]:
    """Values as sizes between `low` and `high`, by square root, so that areas and not radii compare."""
    floor = min(values, default=0.0)
    span = max(values, default=0.0) - floor
    if not span:
        return [low + (high - low) / 4] * len(values)
    return [low + (high - low) * math.sqrt((value - floor) / span) for value in values]


def _options(nodes: int) -> dict[str, object]:
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "groups": group_styles(),
        "nodes": {"borderWidth": 0.8 if nodes > _MANY else 1.5, "borderWidthSelected": 2 if nodes > _MANY else 4},
        "edges": {"smooth": {"enabled": False}, "selectionWidth": 1.5, "hoverWidth": 0.5},
        "interaction": {
            "dragNodes": True,
            "hideEdgesOnDrag": True,
            "hideEdgesOnZoom": True,
            "hover": True,
            "hoverConnectedEdges": False,
            "tooltipDelay": 150,
        },
    }
