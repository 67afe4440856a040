"""The graph: stores, named queries, data frames, networks and analyses."""

from typing import TYPE_CHECKING, Any

from dirskg.graph.errors import DirskgError, NoBuild, QueryFailed, Refused

if TYPE_CHECKING:
    from dirskg.graph.knowledge_graph import KnowledgeGraph

__all__ = ["DirskgError", "KnowledgeGraph", "NoBuild", "QueryFailed", "Refused"]


def __getattr__(name: str) -> Any:
    """The graph is loaded when it is asked for: a command that fails, and the query process, need the rest alone."""
    if name == "KnowledgeGraph":
        from dirskg.graph.knowledge_graph import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
