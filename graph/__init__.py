"""The graph itself: stores, named queries, frames, networks and analyses."""

from dirskg.graph.errors import DirskgError, NoBuild, QueryFailed, Refused
from dirskg.graph.knowledge_graph import KnowledgeGraph

__all__ = ["DirskgError", "KnowledgeGraph", "NoBuild", "QueryFailed", "Refused"]
