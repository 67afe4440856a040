"""The interactive graph: one HTML file that works from a mailed attachment on a closed network."""

from __future__ import annotations

from dirskg.exports.graph_view.aggregate import aggregate, most_important
from dirskg.exports.graph_view.model import GraphView, ViewEdge, ViewNode
from dirskg.exports.graph_view.render import render

__all__ = ["GraphView", "ViewEdge", "ViewNode", "aggregate", "most_important", "render"]
