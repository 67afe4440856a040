"""The whole network as the page draws it: place, colour and size of each mark, colour and width of each line."""

from __future__ import annotations

import networkx as nx
import pandas as pd

from dirskg.exports.graph_view.ecosystem import TIE_KINDS, placed
from dirskg.exports.graph_view.model import ViewEdge, ViewNode
from dirskg.exports.graph_view.network import edge_opacity, lines, marks
from dirskg.exports.graph_view.style import COLOURS, EDGE_COLOURS, place_key, region_key
from dirskg.graph.network.hops import main_kinds
from dirskg.graph.network.projection import Network, rows
from dirskg.graph.network.selection import among


def draw(graph: nx.Graph[str], network: Network, layout: pd.DataFrame, look: str) -> None:
    """Give each node and edge of the network its look, in GEXF's own terms, as the attribute `look`.

    All organisations are drawn, also those that a page leaves out. Its y points down, that of Gephi up.
    """
    chosen = among(network, set(network.index), layout)
    places = placed(chosen.nodes)
    facts = rows(chosen.nodes, "id", "leg", "country", "region", "importance")
    nodes = [
        ViewNode(identifier, "", leg or "unknown", "", place_key(country, region), importance, *places[identifier])
        for identifier, leg, country, region, importance in facts
    ]
    for node, mark in zip(nodes, marks(nodes), strict=True):
        red, green, blue = bytes.fromhex(COLOURS[region_key(node.kind, node.region)].removeprefix("#"))
        graph.nodes[node.id][look] = {
            "position": {"x": mark["x"], "y": -mark["y"], "z": 0.0},
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "size": mark["size"],
        }
    kinds = main_kinds(network)
    edges = [
        ViewEdge(source, target, TIE_KINDS.get(kinds[edge], "other"), weight, "")
        for source, target, weight, edge in rows(chosen.edges, "source", "target", "weight", "edge")
    ]
    opacity = round(edge_opacity(len(edges)), 2)
    for edge, line in zip(edges, lines(edges, {node.id: rank for rank, node in enumerate(nodes)}), strict=True):
        red, green, blue = EDGE_COLOURS[edge.kind]
        color = {"r": red, "g": green, "b": blue, "a": opacity}
        graph.edges[edge.source, edge.target][look] = {"color": color, "thickness": line["width"]}
