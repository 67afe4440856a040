"""What `dirskg publish` put into a store is asked there as at home: of its graphs alone, each statement once.

Stores differ in what they ask when no graph is named: an empty graph, all graphs, or all with a statement for each
graph that tells it. So the graphs are named, in the words of the SPARQL protocol.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from dirskg.graph.results import Answer, Solutions
from dirskg.graph.sparql.datasets import dataset_clause
from dirskg.ontology.vocab import MERGED_GRAPH, PUBLISHED_GRAPH

_PARTS = f"SELECT ?part {{ GRAPH <{PUBLISHED_GRAPH}> {{ <{MERGED_GRAPH}> <http://rdfs.org/ns/void#subset> ?part }} }}"


def published_dataset(ask: Callable[[str], Answer]) -> str:
    """The parameters of the protocol that name the graphs which were published here; nothing where none were."""
    told = ask(_PARTS)
    if not isinstance(told, Solutions) or told.columns != ("part",):
        return ""
    parts = [row[0].value for row in told.rows if row[0]]
    named = [("named-graph-uri", part) for part in sorted(parts)]
    return urlencode([("default-graph-uri", MERGED_GRAPH), *named]) if parts else ""


def names_graphs(query: str) -> bool:
    """Whether a query says itself which graphs it asks."""
    clause = dataset_clause(query)
    return bool(clause.default or clause.named)
