"""Tracing figures: the rows of the named query behind each, and the addresses where they were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.graph.results import Value
from dirskg.ontology import short


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rows behind a figure; `sources` are their addresses, each once."""

    trace: Trace
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    sources: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The explanation as plain values."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"figure": self.trace.figure, **self.trace.to_json(), "rows": rows, "sources": list(self.sources)}


def explain(graph: KnowledgeGraph, traces: Iterable[Trace]) -> tuple[Explanation, ...]:
    """Ask the named query of each trace. Raises DirskgError where a query lacks a parameter or fails."""
    return tuple(_explanation(graph, trace) for trace in traces)


def _explanation(graph: KnowledgeGraph, trace: Trace) -> Explanation:
    found = graph.select(trace.query, trace.parameters)
    rows = found.values(short)
    places = [place for place, column in enumerate(found.columns) if column == "source"]
    sources = dict.fromkeys(str(row[place]) for row in rows for place in places if row[place])
    return Explanation(trace, found.columns, tuple(map(tuple, rows)), tuple(sources))
