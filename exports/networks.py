"""The collaboration network as GraphML and GEXF, for Gephi, yEd and the like."""

from __future__ import annotations

import io
import re
from itertools import chain

import networkx as nx

# XML 1.0 cannot hold these, not even escaped.
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def to_graphml(graph: nx.Graph[str]) -> bytes:
    """GraphML of a network."""
    buffer = io.BytesIO()
    nx.write_graphml(_cleaned(graph), buffer, named_key_ids=True)
    return buffer.getvalue()


def to_gexf(graph: nx.Graph[str]) -> bytes:
    """GEXF of a network."""
    buffer = io.BytesIO()
    nx.write_gexf(_cleaned(graph), buffer)
    # networkx writes the day of the export; the same graph shall give the same file.
    return re.sub(rb'lastmodifieddate="[^"]*"', b"", buffer.getvalue())


def _cleaned(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The network itself, or a copy without what XML cannot hold where anything in it has that."""
    told = chain((facts for _, facts in graph.nodes(data=True)), (facts for _, _, facts in graph.edges(data=True)))
    texts = {value for facts in told for value in facts.values() if isinstance(value, str)}.union(graph)
    if not any(map(_NO_XML.search, texts)):
        return graph
    clean: nx.Graph[str] = nx.Graph()
    for node, facts in graph.nodes(data=True):
        clean.add_node(str(_text(node)), **{name: _text(value) for name, value in facts.items()})
    for u, v, facts in graph.edges(data=True):
        clean.add_edges_from([(str(_text(u)), str(_text(v)), {name: _text(value) for name, value in facts.items()})])
    return clean


def _text(value: object) -> object:
    return _NO_XML.sub(" ", value) if isinstance(value, str) else value
