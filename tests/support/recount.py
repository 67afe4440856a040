"""The rows behind a figure, asked of the graph again."""

from __future__ import annotations

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import short


def counted(graph: KnowledgeGraph, trace: Trace, column: str) -> int:
    """Different values of a column in the rows behind a figure."""
    found = graph.select(trace.query, trace.parameters)
    place = found.columns.index(column)
    return len({row[place] for row in found.values(short)} - {None})
