"""Tracing figures: the rows of the named query behind each, and the addresses where they were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dirskg.graph.analyses.finding import Trace
from dirskg.graph.answers.results import Value
from dirskg.graph.evidence.grades import FACTS, marked, page_grades
from dirskg.graph.knowledge_graph import KnowledgeGraph
from dirskg.ontology import short


@dataclass(frozen=True, slots=True)
class Explanation:
    """The rows behind a figure, marked where weak pages alone tell of one; `sources` are their addresses, each once."""

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
    columns, rows = found.columns, found.values(short)
    if "source" not in columns:
        return Explanation(trace, columns, tuple(map(tuple, rows)), ())
    place = columns.index("source")
    sources = tuple(dict.fromkeys(str(row[place]) for row in rows if row[place]))
    whole = ("organisation",) if "organisation" in columns else tuple(name for name in columns if name != "source")
    fact = FACTS.get(trace.query, whole)
    shown, graded = marked(rows, columns, fact, page_grades(graph, sources))
    return Explanation(trace, shown, tuple(map(tuple, graded)), sources)
